import { NativeSelect } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client'
import type { Change } from '../../api/settings'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Chip } from '../../shared/Chip'
import { serverNow } from '../../shared/Clock'
import { Empty } from '../../shared/Empty'
import { Bones, Loaded } from '../../shared/Loaded'
import { Segments } from '../../shared/Segments'
import { Press } from '../../shared/Press'
import { Table } from '../../shared/Table'
import { when } from '../../shared/time'
import { DateField, period } from '../DateField'
import { useList } from '../resource'
import css from '../settings.module.css'
import frame from '../words'
import { Accesses } from './Accesses'
import own from './audit.module.css'
import { differences, fieldChanges, nameOf } from './changes'
import words from './words'

const rooms = ['tenant', 'user', 'skill', 'line', 'calendar', 'number', 'trunk', 'device', 'menu', 'prompt', 'pause', 'team', 'directory', 'known_caller', 'handover', 'hold', 'note', 'message', 'retention', 'personal_retention'] as const
const isRoom = (r: string): r is (typeof rooms)[number] => (rooms as readonly string[]).includes(r)
const shown = 6
const tones = { created: 'ready', changed: 'talking', removed: 'alarm' } as const

function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const [room, setRoom] = useState('')
  const [actor, setActor] = useState('')
  const [days, setDays] = useState({ from: '', to: '' })
  const [tab, setTab] = useState<'changes' | 'ear' | 'access'>('changes')
  const users = useList('/users').data ?? []
  const asked = useInfiniteQuery({
    queryKey: ['audit', room, actor, days],
    queryFn: ({ pageParam, signal }) => ask('get', '/audit', { query: { room, actor, ...period(days), cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next || undefined,
    enabled: tab === 'changes',
  })
  return (
    <>
      <div className={css.head}>
        <h1>{f('set.audit')}</h1><span className="muted">{w('audit.text')}</span><span className="push" />
        <Segments label={f('set.audit')} value={tab} options={[['changes', w('audit.changes')], ['ear', w('audit.ear')], ['access', w('audit.access')]]} onChange={setTab} />
      </div>
      <div className="row wrap" role="search">
        <NativeSelect aria-label={w('audit.who')} value={actor} data={[{ value: '', label: w('audit.anybody') }, ...users.map((u) => ({ value: u.id, label: u.name }))]} onChange={(e) => setActor(e.currentTarget.value)} />
        <DateField label={w('audit.from')} value={days.from} onChange={(from) => setDays({ ...days, from })} />
        <DateField label={w('audit.to')} value={days.to} onChange={(to) => setDays({ ...days, to })} />
        {tab === 'changes' && <NativeSelect aria-label={w('audit.section')} value={room} data={[{ value: '', label: w('audit.all') }, ...rooms.map((r) => ({ value: r, label: w(`room.${r}`) }))]} onChange={(e) => setRoom(e.currentTarget.value)} />}
      </div>
      {tab !== 'changes' ? <Accesses kind={tab} actor={actor} days={days} /> : <Card>
        <Loaded of={asked} bones={<Bones rows={6} />}>
          {(data) => {
            const changes = data.pages.flatMap((p) => p.changes)
            if (changes.length === 0) return <Empty icon={<IconHistory size={36} stroke={1.4} aria-hidden />} title={w('audit.empty')}>{w('audit.empty-text')}</Empty>
            return (
              <Table caption={f('set.audit')} columns={[{ head: w('audit.when'), width: 110 }, { head: w('audit.who'), width: 170 }, { head: w('audit.what'), width: 240 }, { head: w('audit.change') }]}>
                {changes.map((c) => <Row key={c.seq} change={c} />)}
              </Table>
            )
          }}
        </Loaded>
      </Card>}
      {tab === 'changes' && asked.hasNextPage && <div className="row"><Press className="push" aria-busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{w('audit.more')}</Press></div>}
    </>
  )
}

function Row({ change }: { change: Change }) {
  const { w } = useWords(words)
  const users = useList('/users')
  const who = users.data?.find((u) => u.id === change.actor)?.name ?? (change.actor === 'system' || change.actor === '' ? w('audit.system') : change.actor)
  const fields = change.diff.length > 0 ? differences(change.diff) : fieldChanges(change.before, change.after)
  return (
    <tr className={own.row}>
      <td className="muted num">{when(change.at, serverNow())}</td>
      <td>{who}</td>
      <td><Chip state={tones[change.action]}>{w(`audit.${change.action}`)}</Chip><br /><span className="small">{isRoom(change.room) ? w(`room.${change.room}`) : change.room} <strong className="strong">{nameOf(change.after) || nameOf(change.before) || users.data?.find((u) => u.id === change.id)?.name}</strong></span></td>
      <td>{change.action === 'changed' && <ul className={own.fields}>{fields.slice(0, shown).map((x) => <li key={x.field}><code>{x.field}</code> <s>{x.before}</s> → {x.after}</li>)}{fields.length > shown && <li className="muted">{w('audit.and-more', { n: fields.length - shown })}</li>}</ul>}</td>
    </tr>
  )
}

export default { List }

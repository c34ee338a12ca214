import { NativeSelect, TextInput } from '@mantine/core'
import { IconListSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { ask } from '../../api/client'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Chip } from '../../shared/Chip'
import { serverNow } from '../../shared/Clock'
import { Empty } from '../../shared/Empty'
import { Bones, Loaded } from '../../shared/Loaded'
import { Press } from '../../shared/Press'
import { Table } from '../../shared/Table'
import { when } from '../../shared/time'
import { DateField, period } from '../DateField'
import { useList } from '../resource'
import css from '../settings.module.css'
import frame from '../words'
import words from './words'

/** The server looks for at least so many characters. */
const least = 3

/** Calls found by what the telephones said; the ladder stands on the call's own page. */
function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const [typed, type] = useState('')
  const [trunk, setTrunk] = useState('')
  const [days, setDays] = useState({ from: '', to: '' })
  const text = useDeferredValue(typed.trim())
  const short = text !== '' && text.length < least
  const trunks = useList('/trunks').data ?? []
  const asked = useInfiniteQuery({
    queryKey: ['traces', text, trunk, days],
    queryFn: ({ pageParam, signal }) => ask('get', '/traces', { query: { text, trunk, ...period(days), cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next || undefined,
    enabled: !short,
  })
  return (
    <>
      <div className={css.head}><h1>{f('set.traces')}</h1><span className="muted">{w('trace.text')}</span></div>
      <div className="row wrap" role="search">
        <TextInput style={{ width: 280 }} aria-label={w('trace.find')} placeholder={w('trace.find')} value={typed} maxLength={100} spellCheck={false} error={short ? w('trace.short') : undefined} onChange={(e) => type(e.currentTarget.value)} />
        {trunks.length > 0 && <NativeSelect aria-label={w('trace.trunk')} value={trunk} data={[{ value: '', label: w('trace.any-trunk') }, ...trunks.map((t) => ({ value: t.id, label: t.name }))]} onChange={(e) => setTrunk(e.currentTarget.value)} />}
        <DateField label={w('trace.from')} value={days.from} onChange={(from) => setDays({ ...days, from })} />
        <DateField label={w('trace.to')} value={days.to} onChange={(to) => setDays({ ...days, to })} />
      </div>
      {!short && (
        <Card>
          <Loaded of={asked} bones={<Bones rows={6} />} tables={words}>
            {(data) => <Hits hits={data.pages.flatMap((p) => p.hits)} />}
          </Loaded>
        </Card>
      )}
      {asked.hasNextPage && <div className="row"><Press className="push" aria-busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{w('trace.more')}</Press></div>}
    </>
  )
}

type Hit = Awaited<ReturnType<typeof hitsOf>>[number]
const hitsOf = async () => (await ask('get', '/traces')).hits
const failed = 400

function Hits({ hits }: { hits: readonly Hit[] }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const names = useDirectory()
  if (hits.length === 0) return <Empty icon={<IconListSearch size={36} stroke={1.4} aria-hidden />} title={w('trace.empty')}>{w('trace.empty-text')}</Empty>
  return (
    <div className={css.wide}>
      <Table caption={f('set.traces')} columns={[{ head: w('trace.when'), width: 110 }, { head: w('trace.party') }, { head: w('trace.what') }, { head: w('trace.answer') }, { head: w('trace.messages'), num: true }, { head: w('trace.call') }]}>
        {hits.map((h) => (
          <tr key={`${h.at}${h.leg ?? h.call_id}`} className={css.tall}>
            <td className="muted">{when(h.at, serverNow())}</td>
            <td>{h.party ? names.name(h.party) : w('trace.stranger')}<br /><span className="note muted">{h.peer}</span></td>
            <td>{h.what}<br /><span className="note muted clip" style={{ display: 'block', maxWidth: 260 }} title={h.call_id}>{h.call_id}</span></td>
            <td>{h.status ? <Chip state={h.status >= failed ? 'alarm' : 'ready'}>{String(h.status)}</Chip> : <span className="muted">–</span>}</td>
            <td className="num">{h.messages}</td>
            <td>{h.call ? <Link to="/calls/$call" params={{ call: h.call }} className={css.link}>{w('trace.open')}</Link> : <span className="muted">–</span>}</td>
          </tr>
        ))}
      </Table>
    </div>
  )
}

export default { List }

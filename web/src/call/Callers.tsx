import { NativeSelect, TextInput } from '@mantine/core'
import { IconListDetails, IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { ask } from '../api/client'
import { asProblem } from '../api/problem'
import type { CallerMark } from '../api/types'
import { useDirectory } from '../app/names'
import { has, useMe } from '../app/session'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { serverNow } from '../shared/Clock'
import { Empty } from '../shared/Empty'
import { Bones, Failed, Loaded } from '../shared/Loaded'
import { Press, pressClass } from '../shared/Press'
import { Problem } from '../shared/Problem'
import { Segments } from '../shared/Segments'
import { Table } from '../shared/Table'
import { dateKey, day, dayEnd, when } from '../shared/time'
import css from './call.module.css'
import words from './callerWords'
import own from './callers.module.css'
import { ListMark } from './ListMark'
import { readRows } from './pasted'

type Props = { tenant: string | undefined; number: string | undefined; onTenant: (tenant: string) => void }
const house = 'ten_house'

/** Both lists of a client: who is on them, and how numbers come there. */
export default function Callers({ tenant: asked, number, onTenant }: Props) {
  const { w } = useWords(words)
  const names = useDirectory()
  const tenants = names.tenants.filter((t) => t.id !== house)
  const tenant = asked ?? (tenants.length === 1 ? tenants[0]?.id : undefined)
  const mayChange = has(useMe(), 'supervisor', 'administrator')
  return (
    <>
      <div className={own.head}>
        {tenants.length > 1 && <NativeSelect aria-label={w('list.tenant')} value={tenant ?? ''} data={[...(tenant ? [] : [{ value: '', label: w('list.choose') }]), ...tenants.map((t) => ({ value: t.id, label: t.name }))]} onChange={(e) => onTenant(e.currentTarget.value)} />}
        <p className="muted">{w('list.text')}</p>
      </div>
      {tenant ? (
        <div className={mayChange ? own.two : undefined}>
          <Lists tenant={tenant} mayChange={mayChange} />
          {mayChange && <Adding key={`${tenant} ${number ?? ''}`} tenant={tenant} number={number} />}
        </div>
      ) : <Card><Empty icon={<IconListDetails size={36} stroke={1.4} aria-hidden />} title={w('list.choose')}>{w('list.choose-text')}</Empty></Card>}
    </>
  )
}

const keyOf = (tenant: string) => ['callers', tenant]

function Lists({ tenant, mayChange }: { tenant: string; mayChange: boolean }) {
  const { w } = useWords(words)
  const [find, setFind] = useState('')
  const asked = useQuery({ queryKey: keyOf(tenant), queryFn: ({ signal }) => ask('get', '/tenants/{tenant}/callers', { path: { tenant }, signal }) })
  const sought = find.trim().toLowerCase()
  const digits = sought.replace(/\D/g, '')
  const fits = (m: CallerMark) => sought === '' || (m.reason ?? '').toLowerCase().includes(sought) || (digits !== '' && m.number.includes(digits))
  return (
    <Card title={w('list.title')} side={<TextInput size="xs" aria-label={w('list.find')} placeholder={w('list.find')} value={find} onChange={(e) => setFind(e.currentTarget.value)} />}>
      <Loaded of={asked} bones={<Bones rows={6} />}>
        {(all) => {
          const rows = all.filter(fits)
          if (all.length === 0) return <Empty icon={<IconListDetails size={36} stroke={1.4} aria-hidden />} title={w('list.empty')}>{w(mayChange ? 'list.empty-text' : 'list.empty-owner')}</Empty>
          return (
            <div className={own.scroll} tabIndex={0} role="region" aria-label={w('list.title')}>
              <Table caption={w('list.title')} columns={[{ head: w('list.number'), width: 150 }, { head: w('list.kind'), width: 150 }, { head: w('list.reason') }, { head: w('list.until'), width: 140 }, ...(mayChange ? [{ head: <span className="hidden">{w('list.remove-sure')}</span>, width: 110 }] : [])]}>
                {rows.map((m) => <Row key={m.id} mark={m} mayChange={mayChange} />)}
              </Table>
              {rows.length === 0 && <p className={`${own.none} small muted`}>{w('list.none-found')}</p>}
            </div>
          )
        }}
      </Loaded>
    </Card>
  )
}

function Row({ mark: m, mayChange }: { mark: CallerMark; mayChange: boolean }) {
  const { w, lang } = useWords(words)
  const names = useDirectory()
  const until = m.until ? day(lang, m.until - 1, serverNow()) : w('list.ever')
  return (
    <tr className={css.tall}>
      <td className={`strong ${own.number}`}>{m.pretty}</td>
      <td><ListMark kind={m.kind} over={m.over ?? false}>{w(`list.${m.kind}`)}</ListMark></td>
      <td><span className={own.reason}>{m.reason || <span className="muted">–</span>}<small className="note muted">{[names.name(m.by.replace(/^usr_/, 'agt_')), when(m.at, serverNow())].filter((x) => x !== '–').join(', ')}</small></span></td>
      <td className={m.over || !m.until ? 'muted' : undefined}>{m.over ? w('list.over') : until}</td>
      {mayChange && <td className="num"><Remove mark={m} /></td>}
    </tr>
  )
}

/** Taking off is pressed twice: the second press stands where the first was and says what it does. */
function Remove({ mark }: { mark: CallerMark }) {
  const { w } = useWords(words)
  const client = useQueryClient()
  const [sure, setSure] = useState(false)
  const remove = useMutation({
    mutationFn: () => ask('delete', '/callers/{caller}', { path: { caller: mark.id } }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(mark.tenant) }),
  })
  const label = w('list.remove', { number: mark.pretty })
  if (sure) return <Press size="tiny" look="bad" aria-label={label} aria-busy={remove.isPending} onBlur={() => setSure(false)} onClick={() => remove.mutate()}>{w('list.remove-sure')}</Press>
  return <Press size="tiny" look="quiet" icon={<IconX size={16} aria-hidden />} aria-label={label} title={label} onClick={() => setSure(true)} />
}

const kinds = ['vip', 'blocked'] as const
type Kind = (typeof kinds)[number]

function Adding({ tenant, number }: { tenant: string; number: string | undefined }) {
  const { w, lang } = useWords(words)
  const client = useQueryClient()
  const id = useId()
  const [kind, setKind] = useState<Kind>('vip')
  const [text, setText] = useState(number ?? '')
  const [common, setCommon] = useState('')
  const [until, setUntil] = useState('')
  const rows = readRows(text, common)
  const put = useMutation({
    mutationFn: () => ask('post', '/tenants/{tenant}/callers', { path: { tenant }, body: { callers: rows.map((r) => ({ ...r, kind, ...(until ? { until: dayEnd(until) } : {}) })) } }),
    onSuccess: () => { setText(''); setCommon(''); return client.invalidateQueries({ queryKey: keyOf(tenant) }) },
  })
  const changed = <T,>(set: (v: T) => void) => (v: T) => { put.reset(); set(v) }
  return (
    <Card title={w('list.add')}>
      <form className={own.form} onSubmit={(e) => { e.preventDefault(); if (rows.length > 0) put.mutate() }}>
        <Segments<Kind> label={w('list.kind')} value={kind} options={kinds.map((k) => [k, w(`list.${k}`)] as const)} onChange={changed(setKind)} />
        <label className={own.field}><span className="small strong">{w('list.rows')}</span><textarea className={own.area} spellCheck={false} aria-describedby={`${id}-rows`} value={text} onChange={(e) => changed(setText)(e.currentTarget.value)} /><span id={`${id}-rows`} className="note muted">{w('list.rows-text')}</span></label>
        <TextInput label={w('list.common')} value={common} maxLength={200} onChange={(e) => changed(setCommon)(e.currentTarget.value)} />
        <TextInput type="date" label={w('list.until-day')} description={w('list.until-text')} lang={lang} min={dateKey(serverNow())} value={until} onChange={(e) => changed(setUntil)(e.currentTarget.value)} />
        {put.error && <Failed error={asProblem(put.error)} tables={words} />}
        {put.data && <Problem state="ready" title={w('list.done', { added: put.data.added, changed: put.data.changed })} />}
        <div><button type="submit" className={pressClass({ look: kind === 'blocked' && rows.length > 0 ? 'bad' : 'main' })} disabled={rows.length === 0} aria-busy={put.isPending}>{rows.length === 0 ? w('list.put-none') : w(kind === 'vip' ? 'list.put-vip' : 'list.put-blocked', { count: rows.length })}</button></div>
      </form>
    </Card>
  )
}

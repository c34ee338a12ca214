import { NativeSelect, TextInput } from '@mantine/core'
import { IconPhoneIncoming, IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useDirectory } from '../app/names'
import { isOwnerOnly, useMe } from '../app/session'
import { useWords } from '../i18n'
import { Empty } from '../shared/Empty'
import { Press } from '../shared/Press'
import { dateKey } from '../shared/time'
import type { Filter } from './api'
import css from './call.module.css'
import { filterable } from './results'
import words from './words'

/** A pause in typing after which the list is asked anew. */
const typing = 350

/** What narrows the list; only what this person may choose from is offered. */
export function Filters({ filter, onChange }: { filter: Filter; onChange: (next: Filter) => void }) {
  const { w } = useWords(words)
  const names = useDirectory()
  const owner = isOwnerOnly(useMe())
  const { tenants, lines, agents } = names
  const set = (part: Filter) => onChange({ ...filter, ...part })
  const few = filter.tenant ? lines.filter((l) => l.tenant === filter.tenant) : lines
  const options = (any: string, list: readonly { id: string; name: string }[]) => [{ value: '', label: any }, ...list.map((x) => ({ value: x.id, label: x.name }))]
  const results = filterable.map((r) => ({ id: r, name: w(`result.${r}`) }))
  return (
    <div className={css.filterRow} role="search">
      <NumberField value={filter.number ?? ''} onChange={(number) => set({ number })} />
      {tenants.length > 1 && <NativeSelect aria-label={w('calls.tenant')} value={filter.tenant ?? ''} data={options(w('calls.any-tenant'), tenants)} onChange={(e) => set({ tenant: e.currentTarget.value, line: undefined })} />}
      {lines.length > 1 && <NativeSelect aria-label={w('calls.line')} value={filter.line ?? ''} data={options(w('calls.any-line'), few)} onChange={(e) => set({ line: e.currentTarget.value })} />}
      {!owner && agents.length > 1 && <NativeSelect aria-label={w('calls.agent')} value={filter.agent ?? ''} data={options(w('calls.any-agent'), agents)} onChange={(e) => set({ agent: e.currentTarget.value })} />}
      <NativeSelect aria-label={w('calls.result')} value={filter.result ?? ''} data={options(w('calls.any-result'), results)} onChange={(e) => set({ result: e.currentTarget.value })} />
      <Period filter={filter} onChange={set} />
      {Object.values(filter).some(Boolean) && <Press look="quiet" onClick={() => onChange({})}>{w('calls.clear')}</Press>}
    </div>
  )
}

const day = 86_400_000
type Named = 'today' | 'yesterday' | 'week' | 'month'

/** The days of a period that has a name, counted from now. */
const spans: Record<Named, (now: number) => { from: string; to: string }> = {
  today: (now) => ({ from: dateKey(now), to: dateKey(now) }),
  yesterday: (now) => ({ from: dateKey(now - day), to: dateKey(now - day) }),
  week: (now) => ({ from: dateKey(now - 6 * day), to: dateKey(now) }),
  month: (now) => ({ from: dateKey(now - 29 * day), to: dateKey(now) }),
}

/** A named period, or one's own dates; the address always holds dates, so that a sent link means the same tomorrow. */
function Period({ filter, onChange }: { filter: Filter; onChange: (part: Filter) => void }) {
  const { w } = useWords(words)
  const now = Date.now()
  const named = (Object.keys(spans) as Named[]).find((n) => { const s = spans[n](now); return s.from === filter.from && s.to === filter.to })
  const [own, setOwn] = useState(named === undefined && Boolean(filter.from ?? filter.to))
  const value = own ? 'own' : (named ?? (filter.from ?? filter.to ? 'own' : ''))
  const choose = (v: string) => {
    setOwn(v === 'own')
    if (v === '') onChange({ from: undefined, to: undefined })
    else if (v !== 'own') onChange(spans[v as Named](now))
  }
  const options = (['today', 'yesterday', 'week', 'month', 'own'] as const).map((n) => ({ value: n, label: w(`calls.${n}`) }))
  return (
    <>
      <NativeSelect aria-label={w('calls.period')} value={value} data={[{ value: '', label: w('calls.any-time') }, ...options]} onChange={(e) => choose(e.currentTarget.value)} />
      {value === 'own' && <>
        <label className={css.date}><span>{w('calls.from')}</span><input type="date" value={filter.from ?? ''} max={filter.to} onChange={(e) => onChange({ from: e.currentTarget.value })} /></label>
        <label className={css.date}><span>{w('calls.to')}</span><input type="date" value={filter.to ?? ''} min={filter.from} onChange={(e) => onChange({ to: e.currentTarget.value })} /></label>
      </>}
    </>
  )
}

function NumberField({ value, onChange }: { value: string; onChange: (v: string) => void }) {
  const { w } = useWords(words)
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onChange(text), typing)
    return () => clearTimeout(timer)
  })
  return <TextInput className={css.find} type="search" inputMode="tel" leftSection={<IconSearch size={16} aria-hidden />} placeholder={w('calls.find')} aria-label={w('calls.find')} value={text} onChange={(e) => setText(e.currentTarget.value)} />
}

/** Why the list is empty and what to do next. */
export function NoCalls({ filtered, number, onClear }: { filtered: boolean; number?: string; onClear: () => void }) {
  const { w } = useWords(words)
  if (filtered) return <Empty icon={<IconSearch size={36} stroke={1.4} aria-hidden />} title={w('empty.title')} action={<Press onClick={onClear}>{w('calls.clear')}</Press>}>{w('empty.text')}</Empty>
  return <Empty icon={<IconPhoneIncoming size={36} stroke={1.4} aria-hidden />} title={w('empty.first')}>{number ? w('empty.first-text', { number }) : w('empty.no-number')}</Empty>
}

import { TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Calendar, Holiday, Span } from '../../api/settings'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Press } from '../../shared/Press'
import { dateKey } from '../../shared/time'
import { Editor } from '../Editor'
import { ChoiceField, Fields, Rows, TenantField, house } from '../Fields'
import css from '../settings.module.css'
import { useForm } from '../useForm'
import frame from '../words'
import { ZoneField } from '../ZoneField'
import { Feasts } from './Feasts'
import own from './hours.module.css'
import { readSpans, writeSpans } from './spans'
import words from './words'

export const path = '/calendars'
const workday: Span[] = [{ from: 9 * 60, to: 18 * 60 }]
const countries = ['UA', 'RU', 'KZ'] as const
const days = [1, 2, 3, 4, 5, 6, 7] as const
type HoursForm = { tenant: string; name: string; zone: string; week: Span[][]; country: NonNullable<Calendar['country']>; holidays: Holiday[]; version?: number }
const formOf = (c: Calendar): HoursForm => ({ tenant: c.tenant, name: c.name, zone: c.zone, week: c.week.map((d) => d ?? []), country: c.country ?? '', holidays: c.holidays ?? [], version: c.version })

/** A week as seven lines of text, and the days that are different. */
export function HoursEdit({ kept }: { kept: Calendar | undefined }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const form = useForm<HoursForm>(`hours:${kept?.id ?? 'new'}`, kept ? formOf(kept) : { tenant: house, name: '', zone: Intl.DateTimeFormat().resolvedOptions().timeZone, week: [workday, workday, workday, workday, workday, [], []], country: '', holidays: [] })
  const { value, set } = form
  const [wrong, setWrong] = useState<readonly string[]>([])
  const mark = (key: string, bad: boolean) => setWrong((old) => [...old.filter((k) => k !== key), ...(bad ? [key] : [])])
  const labels = { tenant: f('set.tenant'), name: f('set.name'), zone: w('hours.zone'), week: w('hours.week'), country: w('hours.country'), holidays: w('hours.holidays') }
  return (
    <Editor<HoursForm, typeof path> kind="hours" path={path} id={kept?.id} title={kept ? w('hours.title', { name: kept.name }) : w('hours.new')} form={form} formOf={formOf} labels={labels} tables={words} valid={value.name.trim() !== '' && wrong.length === 0} side={value.country !== '' && <Feasts country={value.country} own={value.holidays} />}>
      <Fields>
        <TextInput label={f('set.name')} value={value.name} maxLength={80} onChange={(e) => set({ name: e.currentTarget.value })} />
        <TenantField value={value.tenant} fixed={kept !== undefined} withHouse onChange={(tenant) => set({ tenant })} />
        <ChoiceField label={w('hours.country')} description={w('hours.country-text')} value={value.country} none={w('hours.no-country')} options={countries.map((c) => ({ id: c, name: w(`hours.country-${c}`) }))} onChange={(c) => set({ country: countries.find((x) => x === c) ?? '' })} />
        <ZoneField label={w('hours.zone')} value={value.zone} onChange={(zone) => set({ zone })} />
      </Fields>
      <Card title={w('hours.week')} side={<><Press size="tiny" onClick={() => set({ week: value.week.map((d, i) => (i > 0 && i < 5 ? (value.week[0] ?? []) : d)) })}>{w('hours.copy')}</Press><Press size="tiny" onClick={() => set({ week: value.week.map(() => [{ from: 0, to: 1440 }]) })}>{w('hours.always')}</Press></>}>
        <div className={css.live}>
          <p className="small muted">{w('hours.week-text')}</p>
          {days.map((d, i) => <div key={d} className={own.day}><span className="small strong" id={`day-${d}`}>{w(`hours.day-${d}`)}</span><SpanField labelled={`day-${d}`} value={value.week[i] ?? []} onChange={(spans) => set({ week: value.week.map((old, j) => (j === i ? spans : old)) })} onWrong={(bad) => mark(`day${d}`, bad)} /></div>)}
        </div>
      </Card>
      <Holidays value={value.holidays} onChange={(holidays) => set({ holidays })} onWrong={mark} />
    </Editor>
  )
}

type SpanProps = { labelled?: string; label?: string; value: readonly Span[]; onChange: (s: Span[]) => void; onWrong: (bad: boolean) => void }

/** Hours typed as text; read at each key, written anew when the field is left. */
function SpanField({ labelled, label, value, onChange, onWrong }: SpanProps) {
  const { w } = useWords(words)
  const [typed, setTyped] = useState<string>()
  const bad = typed !== undefined && readSpans(typed) === undefined
  const change = (text: string) => {
    setTyped(text)
    const spans = readSpans(text)
    onWrong(spans === undefined)
    if (spans) onChange(spans)
  }
  return (
    <div className="grow">
      <TextInput aria-labelledby={labelled} aria-label={label} placeholder={w('hours.closed')} value={typed ?? writeSpans(value)} error={bad ? w('hours.wrong', { text: typed }) : undefined} onChange={(e) => change(e.currentTarget.value)} onBlur={() => { if (!bad) setTyped(undefined) }} />
      <Bar spans={value} />
    </div>
  )
}

/** The open hours of a day drawn from midnight to midnight. */
function Bar({ spans }: { spans: readonly Span[] }) {
  return <div className={own.bar} aria-hidden>{spans.map((s) => <i key={s.from} style={{ left: `${(s.from / 1440) * 100}%`, width: `${((Math.min(s.to, 1440) - s.from) / 1440) * 100}%` }} />)}</div>
}

function Holidays({ value, onChange, onWrong }: { value: Holiday[]; onChange: (h: Holiday[]) => void; onWrong: (key: string, bad: boolean) => void }) {
  const { w } = useWords(words)
  return (
    <Card title={w('hours.holidays')}>
      <div className={css.live}>
        <p className="small muted">{w('hours.holidays-text')}</p>
        <Rows items={value} nameOf={(h, i) => h.name || w('hours.holiday', { n: i + 1 })} onChange={onChange} empty={w('hours.no-holidays')}
          add={<div><Press size="tiny" icon={<IconPlus size={16} aria-hidden />} onClick={() => onChange([...value, { date: dateKey(Date.now()), name: '', spans: [] }])}>{w('hours.add-day')}</Press></div>}>
          {(h, put, i) => (
            <div className={own.holiday}>
              <TextInput type="date" aria-label={w('hours.date')} value={h.date} onChange={(e) => put({ ...h, date: e.currentTarget.value })} />
              <TextInput aria-label={w('hours.what')} placeholder={w('hours.what')} value={h.name} maxLength={80} onChange={(e) => put({ ...h, name: e.currentTarget.value })} />
              <SpanField label={w('hours.when')} value={h.spans ?? []} onChange={(spans) => put({ ...h, spans })} onWrong={(bad) => onWrong(`holiday${i}`, bad)} />
            </div>
          )}
        </Rows>
      </div>
    </Card>
  )
}

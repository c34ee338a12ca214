import { Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Line } from '../../api/settings'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { langNames, langs } from '../../i18n/lang'
import { Editor } from '../Editor'
import { ChoiceField, Fields, NumberField, TenantField, house } from '../Fields'
import { useList } from '../resource'
import css from '../settings.module.css'
import { type Form, useForm } from '../useForm'
import frame from '../words'
import { type LineForm, emptyLine, lineForm, path } from './form'
import { Course } from './Course'
import keepingWords from './keepingWords'
import { Music, Outcomes, Returns } from './Lists'
import { Routing } from './Routing'
import routingWords from './routingWords'
import Survey from './Survey'
import { Own, Waiting } from './Waiting'
import words from './words'

const tables = { ...words, ...routingWords, ...keepingWords }

/** Refusals about one field stand under it. */
const fieldOf = {
  'line.name_missing': 'name', 'line.name_too_long': 'name', 'line.own_number': 'own.number', 'line.own_number_missing': 'own.number', 'line.overflow_to_missing': 'overflow.to', 'line.overflow_to_itself': 'overflow.to', 'line.overflow_unknown': 'overflow.to',
  'line.overflow_without_reason': 'overflow.after_s', 'line.announces_nothing': 'announce.first_s', 'line.may_call': 'may_call', 'line.parent_is_below': 'parent', 'line.parent_is_itself': 'parent', 'line.parent_unknown': 'parent', 'line.too_deep': 'parent', 'line.skill_missing': 'skill', 'line.calendar_unknown': 'calendar',
}

/** A line: whose it is and who may answer, what is said, its clocks, outcomes, return calls, music. */
export function LineEdit({ kept }: { kept: Line | undefined }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const { w: r } = useWords(routingWords)
  const { w: k } = useWords(keepingWords)
  const names = useDirectory()
  const only = names.tenants.filter((t) => t.id !== house)
  const form = useForm<LineForm>(`line:${kept?.id ?? 'new'}`, kept ? lineForm(kept) : { ...emptyLine, tenant: only.length === 1 ? (only[0]?.id ?? '') : '' })
  const { value, set } = form
  const [wrong, setWrong] = useState(false)
  const labels: Partial<Record<keyof LineForm, string>> = {
    name: f('set.name'), skill: w('line.skill'), min_level: w('line.min-level'), parent: w('line.parent'), calendar: w('line.hours'), priority: w('line.priority'), greeting: w('line.say'), guide: w('line.guide'),
    ring_s: w('line.ring'), wrap_s: w('line.wrap'), reoffer_s: w('line.reoffer'), rona_limit: w('line.rona'), target_s: w('line.target'), short_s: w('line.short'), hold_s: w('line.hold'),
    dispositions: w('line.codes'), must_code: w('line.must-code'), caller_did: w('line.caller'), trunks: w('line.trunks'), return_s: w('line.return'), returns: k('keeping.by'), return_kinds: k('keeping.kinds'), music: w('line.music'),
    mode: w('line.mode'), own: w('line.own'), closing: w('line.closing'), overflow: w('line.overflow'), announce: w('line.announce'), offer: w('line.offer'), may_call: w('line.may-call'),
    strategy: r('whom.strategy'), ring_many: r('whom.many'), step_s: r('whom.step'), sticky: r('whom.sticky'), relax: r('whom.relax'), generalists_equal: r('whom.equal'), keep: r('whom.keep'), weight: r('which.weight'), bonus_s: r('which.bonus'), strict: r('which.strict'),
    max_waiting: r('limit.many'), when_full: r('limit.full'), max_wait_s: r('limit.long'), when_late: r('limit.late'), no_agents: r('limit.nobody'),
  }
  return (
    <Editor<LineForm, typeof path> kind="lines" path={path} id={kept?.id} title={kept ? w('line.title', { name: kept.name }) : w('line.new')} form={form} formOf={lineForm} labels={labels} tables={tables} valid={value.name.trim() !== '' && value.tenant !== '' && value.skill !== '' && !wrong} fieldOf={fieldOf} side={<><Course form={form} />{kept && <Survey line={kept.id} tenant={kept.tenant} />}</>}>
      <Main form={form} id={kept?.id} />
      <Own form={form} />
      <Fields title={w('line.say')} text={w('line.say-text')}>
        {langs.map((l) => <label key={l} className={`${css.group} ${css.full}`}><span className={css.label}>{w('line.greeting', { lang: langNames[l] })}</span><textarea className={css.area} style={{ minHeight: 44 }} maxLength={2000} value={value.greeting[l]} onChange={(e) => set({ greeting: { ...value.greeting, [l]: e.currentTarget.value } })} /></label>)}
        <label className={`${css.group} ${css.full}`}><span className={css.label}>{w('line.guide')}</span><textarea className={css.area} maxLength={2000} value={value.guide} onChange={(e) => set({ guide: e.currentTarget.value })} /><span className="note muted">{w('line.guide-text')}</span></label>
      </Fields>
      <Waiting form={form} id={kept?.id} onWrong={setWrong} />
      <Routing form={form} />
      <Clocks form={form} />
      <Outcomes form={form} />
      <Returns form={form} />
      <Music form={form} />
    </Editor>
  )
}

function Main({ form: { value, set }, id }: { form: Form<LineForm>; id: string | undefined }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const lines = useList(path)
  const skills = useList('/skills')
  const calendars = useList('/calendars')
  const mine = (t: string) => t === value.tenant || t === house
  return (
    <Fields title={w('line.main')}>
      <TenantField value={value.tenant} fixed={id !== undefined} onChange={(tenant) => set({ tenant, parent: '', calendar: '' })} />
      <TextInput label={f('set.name')} value={value.name} maxLength={80} onChange={(e) => set({ name: e.currentTarget.value })} />
      <ChoiceField field="skill" label={w('line.skill')} value={value.skill} options={skills.data ?? []} onChange={(skill) => set({ skill })} />
      <NumberField name="min_level" label={w('line.min-level')} value={value.min_level} usual={1} max={5} onChange={(n) => set({ min_level: n })} />
      <ChoiceField field="calendar" label={w('line.hours')} value={value.calendar} none={w(value.parent ? 'line.as-above' : 'line.always')} options={(calendars.data ?? []).filter((c) => mine(c.tenant))} onChange={(calendar) => set({ calendar })} />
      <ChoiceField field="parent" label={w('line.parent')} value={value.parent} none={w('line.no-parent')} options={(lines.data ?? []).filter((l) => l.tenant === value.tenant && l.id !== id)} onChange={(parent) => set({ parent })} />
      <NumberField name="priority" label={w('line.priority')} description={w('line.priority-text')} value={value.priority} max={100} onChange={(n) => set({ priority: n })} />
    </Fields>
  )
}

function Clocks({ form: { value, set } }: { form: Form<LineForm> }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const unit = f('set.seconds')
  return (
    <Fields title={w('line.clocks')} text={w('line.clocks-text')}>
      <NumberField name="target_s" label={w('line.target')} value={value.target_s} usual={20} unit={unit} max={3600} onChange={(n) => set({ target_s: n })} />
      <NumberField name="short_s" label={w('line.short')} value={value.short_s} usual={5} unit={unit} max={60} onChange={(n) => set({ short_s: n })} />
      <NumberField name="ring_s" label={w('line.ring')} value={value.ring_s} usual={15} unit={unit} max={120} onChange={(n) => set({ ring_s: n })} />
      <NumberField name="reoffer_s" label={w('line.reoffer')} value={value.reoffer_s} usual={30} unit={unit} max={3600} onChange={(n) => set({ reoffer_s: n })} />
      <NumberField name="rona_limit" label={w('line.rona')} value={value.rona_limit} usual={2} max={10} onChange={(n) => set({ rona_limit: n })} />
      <NumberField name="hold_s" label={w('line.hold')} value={value.hold_s} usual={120} unit={unit} max={3600} onChange={(n) => set({ hold_s: n })} />
      {value.wrap_s >= 0 && <NumberField name="wrap_s" label={w('line.wrap')} value={value.wrap_s} usual={30} unit={unit} max={3600} onChange={(n) => set({ wrap_s: n })} />}
      <Switch className={css.full} label={w('line.wrap-none')} checked={value.wrap_s < 0} onChange={(e) => set({ wrap_s: e.currentTarget.checked ? -1 : 0 })} />
    </Fields>
  )
}

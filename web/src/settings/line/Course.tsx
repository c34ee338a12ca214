import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { StateMark, type Shape } from '../../shared/StateMark'
import { clock } from '../../shared/time'
import { useList } from '../resource'
import css from '../settings.module.css'
import type { Form } from '../useForm'
import { type Inherited, type LineForm, effective } from './form'
import routingWords from './routingWords'
import { isAction, strategies } from './Routing'
import words from './words'

/** What a caller will live through on this line, with what it takes from the lines above it. */
export function Course({ form: { value } }: { form: Form<LineForm> }) {
  const { w } = useWords(words)
  const { w: r } = useWords(routingWords)
  const lines = useList('/lines').data ?? []
  const calendars = useList('/calendars').data ?? []
  const take = <K extends Inherited>(key: K) => effective(value, key, lines)
  const said = (what: string, found: { from: { name: string } | undefined } | undefined) => (found?.from ? w('line.from', { what, line: found.from.name }) : what)
  const nameOf = (id: string | undefined) => lines.find((l) => l.id === id)?.name ?? '–'
  const rows: { state: Shape; text: string }[] = []
  const add = (state: Shape, text: string) => rows.push({ state, text })

  const hours = take('calendar')
  add('offline', hours ? said(w('course.hours', { name: calendars.find((c) => c.id === hours.value)?.name ?? '–' }), hours) : w('course.always'))
  const number = value.own.number || '–'
  add(value.mode === '' ? 'ready' : 'ringing', value.mode === 'own_first' ? w('course.own_first', { s: value.own.ring_s || 20, number }) : value.mode === 'own_only' ? w('course.own_only', { number }) : w('course.centre'))
  const strategy = take('strategy')
  const named = strategies.find((s) => s === strategy?.value) ?? 'longest_idle'
  add('ready', said(r('course.strategy', { what: r(`strategy.${named}`).toLowerCase() }), strategy))
  const sticky = take('sticky')
  if (sticky?.value.max_age_h) add('ready', said(r('course.sticky', { h: sticky.value.max_age_h }), sticky))
  const relax = take('relax')
  for (const step of relax?.value ?? []) add('ringing', said(r('course.relax', { s: step.after_s }), relax))
  const told = take('announce')
  if (told?.value.first_s) add('waiting', said(w('course.announce', { s: told.value.first_s, what: [told.value.position && w('course.position'), told.value.wait && w('course.wait')].filter(Boolean).join(', ') }), told))
  const offered = take('offer')
  if (offered?.value.after_s) add('hold', said(w('course.offer', { s: offered.value.after_s }), offered))
  const over = take('overflow')
  if (over?.value.to && over.value.unstaffed) add('ringing', said(w('course.overflow-unstaffed', { line: nameOf(over.value.to) }), over))
  if (over?.value.to && over.value.after_s) add('ringing', said(w('course.overflow-after', { s: over.value.after_s, line: nameOf(over.value.to) }), over))
  const act = (a: string | undefined) => r(`then.${isAction(a) ? a : 'tell'}`)
  const full = take('max_waiting')
  if (full) add('offline', said(r('course.full', { n: full.value, what: act(take('when_full')?.value) }), full))
  const late = take('max_wait_s')
  if (late) add('waiting', said(r('course.late', { s: late.value, what: act(take('when_late')?.value) }), late))
  const nobody = take('no_agents')
  if (nobody) add('paused', said(r('course.nobody', { s: nobody.value.grace_s ?? 0, what: act(nobody.value.action) }), nobody))
  if (hours) {
    const end = take('closing')
    add('paused', said(`${w('line.closing')}: ${w(`line.closing-${end?.value || 'serve'}`).toLowerCase()}`, end))
  }
  const call = take('may_call')
  add('wrapup', said(w('course.may-call', { from: clock(call?.value.from ?? 540), to: clock(call?.value.to ?? 1260) }), call))
  return <Card title={w('line.course')}><ul className={css.live}>{rows.map((r) => <li key={r.text}><StateMark state={r.state} /><span>{r.text}</span></li>)}</ul></Card>
}

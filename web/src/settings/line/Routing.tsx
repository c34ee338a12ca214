import { Switch } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useWords } from '../../i18n'
import { Press } from '../../shared/Press'
import { ChoiceField, Fields, NumberField, Rows } from '../Fields'
import { useRefused } from '../refused'
import { useList } from '../resource'
import css from '../settings.module.css'
import type { Form } from '../useForm'
import frame from '../words'
import { type Inherited, type LineForm, effective, trimmed } from './form'
import own from './line.module.css'
import words from './routingWords'

type Props = { form: Form<LineForm> }
export const strategies = ['longest_idle', 'most_skilled', 'least_occupied', 'fewest_contacts', 'least_talk', 'round_robin', 'top_down', 'random_weighted', 'ring_all', 'ring_progressively'] as const
export const actions = ['tell', 'overflow', 'callback'] as const
type Strategy = (typeof strategies)[number]
type Action = (typeof actions)[number]
const isStrategy = (s: string | undefined): s is Strategy => strategies.some((x) => x === s)
export const isAction = (s: string | undefined): s is Action => actions.some((x) => x === s)

/** What a line takes from those above it, in words: what stands in an empty field. */
export function useInheritance({ form: { value } }: Props) {
  const { w } = useWords(words)
  const lines = useList('/lines').data ?? []
  /** What counts where this line says nothing, with whose it is; what is usual where nobody says anything. */
  return <K extends Inherited>(key: K, say: (v: NonNullable<LineForm[K]>) => string, usual?: string): string | undefined => {
    const above = effective({ ...value, [key]: undefined } as LineForm, key, lines)
    if (above?.from) return w('from.line', { line: above.from.name, what: say(above.value as NonNullable<LineForm[K]>) })
    return usual === undefined ? undefined : w('from.usual', { what: usual })
  }
}

/** Who of the agents gets a caller, whose caller comes first, and when waiting ends. */
export function Routing(props: Props) {
  return <><Whom {...props} /><Which {...props} /><Limits {...props} /></>
}

const rings = (s: string) => s === 'ring_all' || s === 'ring_progressively'

function Whom({ form }: Props) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const { value, set } = form
  const from = useInheritance({ form })
  const lines = useList('/lines').data ?? []
  const named = (s: string) => (isStrategy(s) ? w(`strategy.${s}`).toLowerCase() : s)
  const counts = effective(value, 'strategy', lines)?.value ?? 'longest_idle'
  const choose = (s: string) => {
    const strategy = isStrategy(s) ? s : ''
    set(strategy !== '' && !rings(strategy) ? { strategy, ring_many: 0, step_s: 0 } : { strategy })
  }
  const hours = (n: number) => `${n} ${w('unit.hours')}`
  return (
    <Fields title={w('whom.title')} text={w('whom.text')}>
      <ChoiceField className={css.full} field="strategy" label={w('whom.strategy')} description={value.strategy === 'top_down' || value.strategy === 'random_weighted' ? w(`strategy.${value.strategy}-text`) : undefined} value={value.strategy} none={from('strategy', named, w('strategy.longest_idle').toLowerCase())}
        options={strategies.map((s) => ({ id: s, name: w(`strategy.${s}`) }))} onChange={choose} />
      {rings(counts) && <NumberField name="ring_many" label={w('whom.many')} value={value.ring_many} hint={from('ring_many', String, '3')} min={2} max={8} onChange={(n) => set({ ring_many: n })} />}
      {counts === 'ring_progressively' && <NumberField name="step_s" label={w('whom.step')} value={value.step_s} hint={from('step_s', String, '5')} unit={f('set.seconds')} max={120} onChange={(n) => set({ step_s: n })} />}
      {counts === 'ring_all' && <span />}
      <NumberField name="sticky.max_age_h" label={w('whom.sticky')} description={w('whom.sticky-text')} value={value.sticky.max_age_h ?? 0} hint={from('sticky', (s) => hours(s.max_age_h ?? 0))} unit={w('unit.hours')} max={8784} onChange={(n) => set({ sticky: n ? { ...value.sticky, max_age_h: n } : {} })} />
      <NumberField name="sticky.wait_s" label={w('whom.sticky-wait')} description={'\u00a0'} value={value.sticky.wait_s ?? 0} unit={f('set.seconds')} max={600} disabled={!value.sticky.max_age_h} onChange={(n) => set({ sticky: trimmed({ ...value.sticky, wait_s: n }) })} />
      <Relax form={form} />
      <Reserve form={form} />
      <Inheriting form={form} name="generalists_equal" label={w('whom.equal')} text={w('whom.equal-text')} />
    </Fields>
  )
}

/** A switch that a line above may have switched on for its whole branch. */
function Inheriting({ form: { value, set }, name, label, text }: Props & { name: 'generalists_equal' | 'strict'; label: string; text: string }) {
  const { w } = useWords(words)
  const lines = useList('/lines').data ?? []
  const above = effective({ ...value, [name]: false }, name, lines)?.from
  return <Switch className={css.full} label={label} description={above ? w('from.on', { line: above.name }) : text} checked={value[name] || above !== undefined} disabled={above !== undefined} onChange={(e) => set({ [name]: e.currentTarget.checked })} />
}

/** Steps that open the line to more agents the longer somebody waits. */
function Relax({ form }: Props) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const { value, set } = form
  const refused = useRefused('relax')
  const skills = (useList('/skills').data ?? []).filter((s) => s.id !== value.skill)
  const inherited = useInheritance({ form })('relax', (r) => r.map((s) => `${s.after_s} ${f('set.seconds')}`).join(', '))
  const put = (relax: LineForm['relax']) => set({ relax })
  const last = value.relax.at(-1)?.after_s ?? 0
  return (
    <div className={`${css.group} ${css.full}`} role="group" aria-label={w('whom.relax')}>
      <span className={css.label}>{w('whom.relax')}</span>
      <Rows items={value.relax} nameOf={(_, i) => w('whom.relax-step', { n: i + 1 })} onChange={put} empty={inherited ?? w('whom.relax-none')}
        add={value.relax.length < 3 && <div><Press size="tiny" icon={<IconPlus size={16} aria-hidden />} onClick={() => put([...value.relax, { after_s: last + 30, min_level: Math.max(1, (value.relax.at(-1)?.min_level ?? value.min_level ?? 2) - 1), skills: [] }])}>{w('whom.relax-add')}</Press></div>}>
        {(step, change, i) => (
          <div className={own.step} role="group" aria-label={w('whom.relax-step', { n: i + 1 })}>
            <NumberField label={w('whom.relax-after')} value={step.after_s} unit={f('set.seconds')} max={3600} onChange={(n) => change({ ...step, after_s: n })} />
            <NumberField label={w('whom.relax-level')} value={step.min_level ?? 0} max={5} onChange={(n) => change({ ...step, min_level: n })} />
            {skills.length > 0 && (
              <fieldset className={own.skills}><legend>{w('whom.relax-skills')}</legend>
                {skills.map((s) => <label key={s.id}><input type="checkbox" checked={step.skills?.includes(s.id) ?? false} onChange={(e) => change({ ...step, skills: e.currentTarget.checked ? [...(step.skills ?? []), s.id] : (step.skills ?? []).filter((x) => x !== s.id) })} />{s.name}</label>)}
              </fieldset>
            )}
          </div>
        )}
      </Rows>
      {refused && <span role="alert" className={own.refused}>{refused}</span>}
    </div>
  )
}

function Reserve({ form }: Props) {
  const { w } = useWords(words)
  const { value, set } = form
  const skills = useList('/skills').data ?? []
  const nameOf = (id: string | undefined) => skills.find((s) => s.id === id)?.name ?? '–'
  const { keep } = value
  return <>
    <ChoiceField label={w('whom.keep-skill')} description={'\u00a0'} value={keep.skill ?? ''} none={useInheritance({ form })('keep', (k) => `${k.n ?? 0}, ${nameOf(k.skill)}`) ?? w('whom.keep-none')} options={skills} onChange={(skill) => set({ keep: skill ? { skill, n: keep.n ?? 1 } : {} })} />
    <NumberField name="keep.n" label={w('whom.keep')} description={w('whom.keep-text')} value={keep.n ?? 0} max={100} disabled={!keep.skill} onChange={(n) => set({ keep: trimmed({ ...keep, n }) })} />
  </>
}

function Which({ form }: Props) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const { value, set } = form
  const from = useInheritance({ form })
  return (
    <Fields title={w('which.title')} text={w('which.text')}>
      <NumberField name="weight" label={w('which.weight')} description={w('which.weight-text')} value={value.weight} hint={from('weight', String, '1')} max={100} onChange={(n) => set({ weight: n })} />
      <NumberField name="bonus_s" label={w('which.bonus')} description={w('which.bonus-text')} value={value.bonus_s} hint={from('bonus_s', String, '0')} unit={f('set.seconds')} max={3600} onChange={(n) => set({ bonus_s: n })} />
      <Inheriting form={form} name="strict" label={w('which.strict')} text={w('which.strict-text')} />
    </Fields>
  )
}

function Limits({ form }: Props) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const { value, set } = form
  const from = useInheritance({ form })
  const said = (a: string | undefined) => (isAction(a) ? w(`then.${a}`) : '–')
  const then = (field: 'when_full' | 'when_late', label: string) => (
    <ChoiceField field={field} label={label} value={value[field]} none={from(field, said, w('then.tell'))} options={actions.map((a) => ({ id: a, name: w(`then.${a}`) }))} onChange={(a) => set({ [field]: isAction(a) ? a : '' })} />
  )
  const { no_agents: nobody } = value
  return (
    <Fields title={w('limit.title')} text={w('limit.text')}>
      <NumberField name="max_waiting" label={w('limit.many')} value={value.max_waiting} hint={from('max_waiting', String, '1000')} max={1000} onChange={(n) => set({ max_waiting: n })} />
      {then('when_full', w('limit.full'))}
      <NumberField name="max_wait_s" label={w('limit.long')} value={value.max_wait_s} hint={from('max_wait_s', String) ?? w('limit.no-limit')} unit={f('set.seconds')} max={3600} onChange={(n) => set({ max_wait_s: n })} />
      {then('when_late', w('limit.late'))}
      <NumberField name="no_agents.grace_s" label={`${w('limit.nobody')}: ${w('limit.grace').toLowerCase()}`} value={nobody.grace_s ?? 0} unit={f('set.seconds')} max={3600} disabled={!nobody.action} onChange={(n) => set({ no_agents: trimmed({ ...nobody, grace_s: n }) })} />
      <ChoiceField field="no_agents.action" label={w('limit.late')} value={nobody.action ?? ''} none={from('no_agents', (n) => said(n.action)) ?? w('limit.wait-on')} options={actions.map((a) => ({ id: a, name: w(`then.${a}`) }))} onChange={(a) => set({ no_agents: isAction(a) ? { ...nobody, action: a } : {} })} />
    </Fields>
  )
}

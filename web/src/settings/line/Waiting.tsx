import { Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../../i18n'
import { ChoiceField, Fields, NumberField } from '../Fields'
import { readSpans, writeSpans } from '../hours/spans'
import { useRefused } from '../refused'
import { useList } from '../resource'
import css from '../settings.module.css'
import type { Form } from '../useForm'
import frame from '../words'
import { type LineForm, trimmed } from './form'
import words from './words'

type Props = { form: Form<LineForm> }
const modes = ['own_first', 'own_only'] as const
const closings = ['serve', 'callback', 'tell'] as const
type Groups = 'own' | 'overflow' | 'announce' | 'offer'

/** Changes one setting of a group; what is empty is left out of it. */
const putter = ({ value, set }: Form<LineForm>) => <K extends Groups>(key: K, part: Partial<LineForm[K]>) => set({ [key]: trimmed({ ...value[key], ...part }) } as Partial<LineForm>)

/** Who answers: the centre, the client's own telephone first, or that one alone. */
export function Own({ form }: Props) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const { value, set } = form
  const put = putter(form)
  const refused = useRefused('own.number')
  const used = value.mode !== ''
  return (
    <Fields title={w('line.mode')} text={w('line.mode-text')}>
      <ChoiceField className={css.full} label={w('line.mode')} value={value.mode} none={w('line.mode-centre')} options={modes.map((m) => ({ id: m, name: w(`line.mode-${m}`) }))} onChange={(m) => set({ mode: modes.find((x) => x === m) ?? '' })} />
      {(used || value.own.number) && <TextInput type="tel" label={w('line.own')} description={w('line.own-text')} value={value.own.number ?? ''} maxLength={32} error={refused} onChange={(e) => put('own', { number: e.currentTarget.value })} />}
      {(used || value.own.number) && <NumberField name="own.ring_s" label={w('line.own-ring')} description={w('line.own-ring-text')} value={value.own.ring_s ?? 0} usual={20} unit={f('set.seconds')} max={120} onChange={(n) => put('own', { ring_s: n })} />}
    </Fields>
  )
}

/** What becomes of who waits: led on, told, offered a call, served or not at closing time. */
export function Waiting({ form, id, onWrong }: Props & { id: string | undefined; onWrong: (wrong: boolean) => void }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const { value, set } = form
  const put = putter(form)
  const lines = (useList('/lines').data ?? []).filter((l) => l.tenant === value.tenant && l.id !== id)
  const unit = f('set.seconds')
  const { overflow, announce, offer } = value
  return (
    <Fields title={w('line.waiting')} text={w('line.waiting-text')}>
      <ChoiceField field="overflow.to" label={w('line.overflow')} value={overflow.to ?? ''} none={w(value.parent ? 'line.as-above' : 'line.nowhere')} options={lines} onChange={(to) => (to === '' ? set({ overflow: {} }) : put('overflow', { to }))} />
      <NumberField name="overflow.after_s" label={w('line.overflow-after')} value={overflow.after_s ?? 0} unit={unit} max={3600} onChange={(n) => put('overflow', { after_s: n })} />
      <Switch className={css.full} label={w('line.unstaffed')} checked={overflow.unstaffed ?? false} onChange={(e) => put('overflow', { unstaffed: e.currentTarget.checked })} />
      <NumberField name="announce.first_s" label={`${w('line.announce')}: ${w('line.announce-first').toLowerCase()}`} description={announce.first_s ? undefined : w(value.parent ? 'line.as-above' : 'line.never')} value={announce.first_s ?? 0} unit={unit} max={3600} onChange={(n) => put('announce', { first_s: n })} />
      <NumberField name="announce.every_s" label={w('line.announce-every')} description={announce.first_s && !announce.every_s ? w('line.once') : undefined} value={announce.every_s ?? 0} unit={unit} max={3600} onChange={(n) => put('announce', { every_s: n })} />
      <Switch label={w('line.position')} checked={announce.position ?? false} onChange={(e) => put('announce', { position: e.currentTarget.checked })} />
      <Switch label={w('line.wait')} checked={announce.wait ?? false} onChange={(e) => put('announce', { wait: e.currentTarget.checked })} />
      <NumberField name="offer.after_s" label={w('line.offer-after')} description={offer.after_s ? undefined : w(value.parent ? 'line.as-above' : 'line.never')} value={offer.after_s ?? 0} unit={unit} max={3600} onChange={(n) => put('offer', { after_s: n })} />
      <NumberField name="offer.every_s" label={w('line.announce-every')} description={offer.after_s && !offer.every_s ? w('line.once') : undefined} value={offer.every_s ?? 0} unit={unit} max={3600} onChange={(n) => put('offer', { every_s: n })} />
      {Boolean(offer.after_s) && <NumberField name="offer.if_over_s" label={w('line.offer-if')} hint={w('line.offer-all')} value={offer.if_over_s ?? 0} unit={unit} max={3600} onChange={(n) => put('offer', { if_over_s: n })} />}
      <ChoiceField label={w('line.closing')} value={value.closing} none={w(value.parent ? 'line.as-above' : 'line.closing-serve')} options={closings.filter((c) => value.parent !== '' || c !== 'serve' || value.closing === c).map((c) => ({ id: c, name: w(`line.closing-${c}`) }))} onChange={(c) => set({ closing: closings.find((x) => x === c) ?? '' })} />
      <MayCall form={form} onWrong={onWrong} />
    </Fields>
  )
}

/** One span of a day, typed as people write it. */
function MayCall({ form: { value, set }, onWrong }: Props & { onWrong: (wrong: boolean) => void }) {
  const { w } = useWords(words)
  const [typed, setTyped] = useState<string>()
  const refused = useRefused('may_call')
  const { from = 0, to = 0 } = value.may_call
  const written = to > 0 ? writeSpans([{ from, to }]) : ''
  const read = (text: string) => (text.trim() === '' ? [] : readSpans(text))
  const spans = typed === undefined ? [] : read(typed)
  const unfit = (s: ReturnType<typeof read>) => s === undefined || s.length > 1 || (s[0]?.to ?? 0) > 1440
  const bad = unfit(spans)
  const change = (text: string) => {
    setTyped(text)
    const next = read(text)
    onWrong(unfit(next))
    if (next && !unfit(next)) set({ may_call: trimmed({ from: next[0]?.from, to: next[0]?.to }) })
  }
  return <TextInput label={w('line.may-call')} description={w('line.may-call-text')} placeholder="09:00–21:00" value={typed ?? written} error={bad ? w('line.may-call-wrong') : refused} onChange={(e) => change(e.currentTarget.value)} onBlur={() => { if (!bad) setTyped(undefined) }} />
}

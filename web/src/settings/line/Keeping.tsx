import { NativeSelect, Switch, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '../../i18n'
import { Press } from '../../shared/Press'
import { ChoiceField, NumberField, Rows } from '../Fields'
import { useRefused } from '../refused'
import { useList } from '../resource'
import css from '../settings.module.css'
import type { Form } from '../useForm'
import frame from '../words'
import { type LineForm, effective, readMinutes, trimmed, writeMinutes } from './form'
import words from './keepingWords'
import own from './line.module.css'
import { useInheritance } from './Routing'

type Props = { form: Form<LineForm> }
type By = 'floor' | 'hand'
const isBy = (s: string | undefined): s is By => s === 'floor' || s === 'hand'
const kinds = ['missed', 'voicemail', 'virtual_hold', 'requested', 'web', 'enquiry_answer', 'follow_up'] as const
const isKind = (s: string): s is (typeof kinds)[number] => kinds.some((k) => k === s)

/** Who begins a return call, and how. Without a word of its own the line does as the one above. */
export function Keeping({ form }: Props) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const { value, set } = form
  const from = useInheritance({ form })
  const lines = useList('/lines').data ?? []
  const { returns } = value
  const counts = effective(value, 'returns', lines)?.value.by ?? 'floor'
  const named = (by: string | undefined) => (isBy(by) ? w(`keeping.${by}`) : '')
  const put = (change: Partial<LineForm['returns']>) => set({ returns: trimmed<LineForm['returns']>({ ...returns, by: 'floor', ...change }) })
  const open = counts === 'floor' && (returns.by === 'floor' || value.parent === '')
  return <>
    <ChoiceField className={css.full} field="returns.by" label={w('keeping.by')} value={returns.by ?? ''} none={from('returns', (r) => named(r.by), w('keeping.floor'))} options={[{ id: 'floor', name: w('keeping.floor') }, { id: 'hand', name: w('keeping.hand') }]} onChange={(by) => set({ returns: isBy(by) ? { by } : {} })} />
    <NumberField name="returns.bonus_s" label={w('keeping.bonus')} description={w('keeping.bonus-text')} value={returns.bonus_s ?? 0} unit={f('set.seconds')} max={3600} disabled={!open} onChange={(n) => put({ bonus_s: n })} />
    <NumberField name="returns.same_agent_s" label={w('keeping.same')} description={w('keeping.same-text')} value={returns.same_agent_s ?? 0} usual={900} unit={f('set.seconds')} max={604_800} disabled={!open} onChange={(n) => put({ same_agent_s: n })} />
    <Switch className={css.full} label={w('keeping.first')} description={w('keeping.first-text')} checked={returns.customer_first ?? false} disabled={!open} onChange={(e) => put({ customer_first: e.currentTarget.checked })} />
  </>
}

/** Attempts of their own for some kinds of promises. */
export function KindWaits({ form: { value, set } }: Props) {
  const { w } = useWords(words)
  const refused = useRefused('return_kinds')
  const list = value.return_kinds
  const free = kinds.find((k) => !list.some((r) => r.kind === k))
  const put = (return_kinds: LineForm['return_kinds']) => set({ return_kinds })
  return (
    <div className={`${css.group} ${css.full}`} role="group" aria-label={w('keeping.kinds')}>
      <span className={css.label}>{w('keeping.kinds')}</span>
      <Rows items={list} nameOf={(_, i) => w('keeping.kind', { n: i + 1 })} onChange={put} empty={w('keeping.kinds-none')}
        add={free && <div><Press size="tiny" icon={<IconPlus size={16} aria-hidden />} onClick={() => put([...list, { kind: free, wait_s: [] }])}>{w('keeping.add')}</Press></div>}>
        {(row, change, i) => (
          <div className={own.waits} role="group" aria-label={w('keeping.kind', { n: i + 1 })}>
            <NativeSelect aria-label={w('keeping.kind', { n: i + 1 })} value={row.kind} data={kinds.filter((k) => k === row.kind || !list.some((r) => r.kind === k)).map((k) => ({ value: k, label: w(`keeping.${k}`) }))} onChange={(e) => { if (isKind(e.currentTarget.value)) change({ ...row, kind: e.currentTarget.value }) }} />
            <Minutes label={w('keeping.minutes')} value={row.wait_s ?? []} onChange={(wait_s) => change({ ...row, wait_s })} />
          </div>
        )}
      </Rows>
      {refused && <span role="alert" className={own.refused}>{refused}</span>}
    </div>
  )
}

/** Minutes as they are typed; what is no number yet stays in the field. */
function Minutes({ label, value, onChange }: { label: string; value: readonly number[]; onChange: (seconds: number[]) => void }) {
  const [text, setText] = useState(() => writeMinutes(value))
  return <TextInput aria-label={label} placeholder="2, 15, 120" inputMode="decimal" value={text} onChange={(e) => { setText(e.currentTarget.value); onChange(readMinutes(e.currentTarget.value)) }} />
}

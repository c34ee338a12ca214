import { NativeSelect, Switch, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { KeyCap } from '../../shared/KeyCap'
import { Press } from '../../shared/Press'
import { ChoiceField, Rows, house } from '../Fields'
import { useMayChange } from '../Kinds'
import { useList } from '../resource'
import css from '../settings.module.css'
import type { Form } from '../useForm'
import frame from '../words'
import { type LineForm, readMinutes, writeMinutes } from './form'
import { Keeping, KindWaits } from './Keeping'
import words from './words'

type Props = { form: Form<LineForm> }

/** Outcomes in the order of their keys. */
export function Outcomes({ form: { value, set } }: Props) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const put = (dispositions: LineForm['dispositions']) => set({ dispositions })
  return (
    <Card title={w('line.codes')}>
      <div className={css.live}>
        <p className="small muted">{w('line.codes-text')}</p>
        <Rows items={value.dispositions} ordered nameOf={(d, i) => d.name || w('line.code', { n: i + 1 })} onChange={put}
          add={<div><Press size="tiny" icon={<IconPlus size={16} aria-hidden />} onClick={() => put([...value.dispositions, { id: '', name: '' }])}>{w('line.add-code')}</Press></div>}>
          {(d, change, i) => <TextInput aria-label={w('line.code', { n: i + 1 })} placeholder={f('set.name')} leftSection={i < 9 ? <KeyCap>{String(i + 1)}</KeyCap> : undefined} value={d.name} maxLength={80} onChange={(e) => change({ ...d, name: e.currentTarget.value })} />}
        </Rows>
        <Switch label={w('line.must-code')} checked={value.must_code} onChange={(e) => set({ must_code: e.currentTarget.checked })} />
      </div>
    </Card>
  )
}

/** How the promises of the line are called: from which number, through which trunks, when. */
export function Returns({ form }: Props) {
  const { value, set } = form
  const { w } = useWords(words)
  const names = useDirectory()
  const numbers = useList('/numbers')
  const trunks = useList('/trunks')
  const all = trunks.data ?? names.trunks
  const [text, setText] = useState(() => writeMinutes(value.return_s))
  const free = all.find((t) => !value.trunks.includes(t.id))
  const put = (list: string[]) => set({ trunks: list })
  return (
    <Card title={w('line.returns')}>
      <div className={css.fields}>
        <Keeping form={form} />
        <ChoiceField className={css.full} label={w('line.caller')} value={value.caller_did} none={w('line.any-number')} options={(numbers.data ?? []).filter((n) => n.tenant === value.tenant).map((n) => ({ id: n.id, name: [n.pretty, n.name].filter(Boolean).join(', ') }))} onChange={(caller_did) => set({ caller_did })} />
        <div className={`${css.group} ${css.full}`}>
          <span className={css.label}>{w('line.trunks')}</span>
          <Rows items={value.trunks} ordered nameOf={(t) => names.name(t)} onChange={put} empty={w('line.no-trunks')}
            add={free && <div><Press size="tiny" icon={<IconPlus size={16} aria-hidden />} onClick={() => put([...value.trunks, free.id])}>{w('line.add-trunk')}</Press></div>}>
            {(t, change, i) => <NativeSelect aria-label={w('line.trunk', { n: i + 1 })} value={t} data={all.map((x) => ({ value: x.id, label: x.name }))} onChange={(e) => change(e.currentTarget.value)} />}
          </Rows>
        </div>
        <TextInput className={css.full} label={w('line.return')} description={w('line.return-text')} inputMode="decimal" value={text} onChange={(e) => { setText(e.currentTarget.value); set({ return_s: readMinutes(e.currentTarget.value) }) }} />
        <KindWaits form={form} />
      </div>
    </Card>
  )
}

/** What those who wait hear, looped. */
export function Music({ form: { value, set } }: Props) {
  const { w } = useWords(words)
  const mayChange = useMayChange()
  const prompts = useList('/prompts')
  const mine = (prompts.data ?? []).filter((p) => p.tenant === value.tenant || p.tenant === house || p.standard)
  const first = mine[0]
  const put = (music: string[]) => set({ music })
  return (
    <Card title={w('line.music')}>
      <div className={css.live}>
        <Rows items={value.music} ordered nameOf={(_, i) => w('line.sound', { n: i + 1 })} onChange={put} empty={w('line.default-music')}
          add={first && mayChange && <div><Press size="tiny" icon={<IconPlus size={16} aria-hidden />} onClick={() => put([...value.music, first.id])}>{w('line.add-music')}</Press></div>}>
          {(m, change, i) => <NativeSelect aria-label={w('line.sound', { n: i + 1 })} value={m} data={mine.map((p) => ({ value: p.id, label: p.name }))} onChange={(e) => change(e.currentTarget.value)} />}
        </Rows>
      </div>
    </Card>
  )
}

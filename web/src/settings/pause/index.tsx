import { TextInput } from '@mantine/core'
import { IconCoffee } from '@tabler/icons-react'
import type { Pause } from '../../api/settings'
import { isSeeded, nameIn } from '../../app/seeded'
import { useWords } from '../../i18n'
import { Empty } from '../../shared/Empty'
import { Editor } from '../Editor'
import { ChoiceField, Fields, NumberField } from '../Fields'
import { ListPage, NameLink } from '../ListPage'
import { OneOf } from '../OneOf'
import { useList } from '../resource'
import { useForm } from '../useForm'
import frame from '../words'
import words from './words'

const path = '/pauses'
const minute = 60_000
const kinds = ['break', 'meal', 'training', 'meeting', 'back_office', 'coaching', 'technical'] as const
type KindWord = keyof typeof words & `kind.${string}`
const kindWord = (k: string): KindWord => (`kind.${k}` in words ? (`kind.${k}` as KindWord) : 'kind.system')
type PauseForm = { name: string; kind: string; limit_ms: number; version?: number }
const formOf = (p: Pause): PauseForm => ({ name: p.name, kind: p.kind, limit_ms: p.limit_ms ?? 0, version: p.version })

function List() {
  const { lang, w } = useWords(words)
  const { w: f } = useWords(frame)
  const asked = useList(path)
  return (
    <ListPage kind="pauses" text={w('pause.text')} add={w('pause.add')} of={asked} columns={[{ head: f('set.name') }, { head: w('pause.kind') }, { head: w('pause.limit'), num: true }]}
      empty={<Empty icon={<IconCoffee size={36} stroke={1.4} aria-hidden />} title={w('pause.empty')}>{w('pause.empty-text')}</Empty>}>
      {(p) => (
        <tr key={p.id}>
          <td>{p.reserved ? <span>{nameIn(lang, p.id, p.name)}<span className="note muted">, {w('pause.reserved')}</span></span> : <NameLink kind="pauses" id={p.id}>{nameIn(lang, p.id, p.name)}</NameLink>}</td>
          <td>{w(kindWord(p.kind))}</td>
          <td className="num">{p.limit_ms ? w('pause.minutes', { n: Math.round(p.limit_ms / minute) }) : <span className="muted">{w('pause.unlimited')}</span>}</td>
        </tr>
      )}
    </ListPage>
  )
}

function Form({ id }: { id: string }) {
  return <OneOf kind="pauses" path={path} id={id}>{(kept) => <Edit kept={kept} />}</OneOf>
}

function Edit({ kept }: { kept: Pause | undefined }) {
  const { lang, w } = useWords(words)
  const { w: f } = useWords(frame)
  const form = useForm<PauseForm>(`pause:${kept?.id ?? 'new'}`, kept ? formOf(kept) : { name: '', kind: 'break', limit_ms: 15 * minute })
  const { value, set } = form
  return (
    <Editor<PauseForm, typeof path> kind="pauses" path={path} id={kept?.id} title={kept ? w('pause.title', { name: nameIn(lang, kept.id, kept.name) }) : w('pause.new')} form={form} formOf={formOf} labels={{ name: f('set.name'), kind: w('pause.kind'), limit_ms: w('pause.limit') }} tables={words} valid={value.name.trim() !== ''} removable={!kept?.reserved}>
      <Fields>
        <TextInput label={f('set.name')} description={kept && isSeeded(kept.id, value.name) ? w('pause.seeded', { name: nameIn(lang, kept.id, value.name) }) : undefined} value={value.name} maxLength={80} onChange={(e) => set({ name: e.currentTarget.value })} />
        <ChoiceField label={w('pause.kind')} description={w('pause.kind-text')} value={value.kind} options={kinds.map((k) => ({ id: k, name: w(`kind.${k}`) }))} onChange={(kind) => set({ kind })} />
        <NumberField label={w('pause.limit')} description={w('pause.limit-text')} value={Math.round(value.limit_ms / minute)} max={720} onChange={(n) => set({ limit_ms: n * minute })} />
      </Fields>
    </Editor>
  )
}

export default { List, Form }

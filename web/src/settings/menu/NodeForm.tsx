import { NativeSelect, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { MenuNode, NodeKind, Program, Sound } from '../../api/settings'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Press } from '../../shared/Press'
import { ChoiceField, NumberField, Rows, house } from '../Fields'
import { useList } from '../resource'
import css from '../settings.module.css'
import own from './menu.module.css'
import { CleverFields } from './CleverFields'
import { MoreFields } from './MoreFields'
import { changed, withNode, without } from './program'
import { Spoken } from './Spoken'
import { useTitles } from './titles'
import words from './words'

const kinds = ['answer', 'say', 'play', 'notice', 'menu', 'digits', 'hours', 'known', 'language', 'set', 'variable', 'if', 'wait', 'lookup', 'position', 'callback', 'transfer', 'extension', 'name', 'sub', 'return', 'enqueue', 'voicemail', 'survey', 'hang_up'] as const
/** Steps with recorded sounds; with spoken words; after which the call simply goes on. */
const sounding: readonly string[] = ['play', 'menu', 'digits', 'voicemail', 'lookup', 'extension', 'name', 'survey']
const speaking: readonly string[] = ['say', 'play', 'menu', 'digits', 'voicemail', 'notice', 'callback', 'transfer', 'lookup', 'extension', 'name', 'survey']
const straight: readonly string[] = ['answer', 'play', 'say', 'position', 'notice', 'language', 'set', 'sub', 'survey']
const keys = [...'1234567890*#']
const second = 1000

type Props = { program: Program; name: string; tenant: string; onChange: (p: Program) => void; onChoose: (name: string) => void }
export type Part = { node: MenuNode; set: (part: Partial<MenuNode>) => void; program: Program; tenant: string; next: (value: string | undefined, put: (name: string) => Partial<MenuNode>, label: string, none: string) => React.ReactNode }

/** One step: what it does, what is heard, where the call goes from it. */
export function NodeForm({ program, name, tenant, onChange, onChoose }: Props) {
  const { w } = useWords(words)
  const { title } = useTitles()
  const node = program.nodes.find((n) => n.name === name)
  if (!node) return null
  const set = (part: Partial<MenuNode>) => onChange(changed(program, name, part))
  const others = program.nodes.filter((n) => n.name !== name)
  // Choosing "new step" makes it and leads to it in one go.
  const next: Part['next'] = (value, put, label, none) => (
    <NativeSelect label={label} value={value ?? ''} data={[{ value: '', label: none }, ...others.map((n) => ({ value: n.name, label: title(n) })), ...kinds.slice(1).map((k) => ({ value: `+${k}`, label: w('menu.new-step', { kind: w(`kind.${k}`) }) }))]}
      onChange={(e) => {
        const to = e.currentTarget.value
        const kind = kinds.find((k) => to === `+${k}`)
        if (!kind) { set(put(to)); return }
        const [more, made] = withNode(program, kind)
        onChange(changed(more, name, put(made)))
        onChoose(made)
      }} />
  )
  const part: Part = { node, set, program, tenant, next }
  return (
    <Card title={title(node)}>
      <div className={css.live}>
        <NativeSelect label={w('menu.kind')} value={node.kind} data={kinds.map((k) => ({ value: k, label: w(`kind.${k}`) }))} onChange={(e) => set({ kind: kinds.find((k) => k === e.currentTarget.value) ?? 'play' satisfies NodeKind })} />
        <NameField key={name} node={node} taken={others.map((n) => n.name)} onRename={(to) => { set({ name: to }); onChoose(to) }} />
        {sounding.includes(node.kind) && <Sounds part={part} />}
        {speaking.includes(node.kind) && <Spoken key={`say:${name}`} part={part} />}
        <MoreFields part={part} />
        <CleverFields part={part} />
        {straight.includes(node.kind) && next(node.next, (to) => ({ next: to }), w('menu.next'), w('menu.nowhere'))}
        {node.kind === 'menu' && <Keys part={part} />}
        {(node.kind === 'enqueue' || node.kind === 'voicemail') && <LineChoice part={part} />}
        {node.kind === 'voicemail' && <NumberField label={w('menu.max')} value={Math.round((node.max_ms ?? 0) / second)} usual={120} max={600} onChange={(n) => set({ max_ms: n * second })} />}
        <div className="row wrap">
          {program.start !== name && <Press size="tiny" onClick={() => onChange({ ...program, start: name })}>{w('menu.make-first')}</Press>}
          {others.length > 0 && <Press size="tiny" look="quiet" onClick={() => { const rest = without(program, name); onChange(rest); onChoose(rest.start) }}>{w('menu.remove')}</Press>}
        </div>
      </div>
    </Card>
  )
}

/** The technical name; taken over when the field is left, so that no half-typed name breaks the ways. */
function NameField({ node, taken, onRename }: { node: MenuNode; taken: readonly string[]; onRename: (to: string) => void }) {
  const { w } = useWords(words)
  const [text, setText] = useState(node.name)
  useEffect(() => setText(node.name), [node.name])
  const done = () => { const clean = text.toLowerCase().replace(/[^a-z0-9_]/g, '_'); if (clean && clean !== node.name && !taken.includes(clean)) onRename(clean); else setText(node.name) }
  return <TextInput label={w('menu.name')} description={w('menu.name-text')} value={text} maxLength={40} spellCheck={false} onChange={(e) => setText(e.currentTarget.value)} onBlur={done} />
}

function Sounds({ part: { node, set, tenant } }: { part: Part }) {
  const { w } = useWords(words)
  const { prompts, sound } = useTitles()
  const mine = prompts.filter((p) => p.standard || p.tenant === tenant || p.tenant === house)
  const say = node.say ?? []
  const first = mine[0]
  const option = (s: Sound) => s.prompt ?? ''
  return (
    <div className={css.group}>
      <span className={css.label}>{w('menu.say')}</span>
      <Rows items={say} ordered nameOf={sound} onChange={(next) => set({ say: next })} empty={w('menu.no-sound')}
        add={first && <div><Press size="tiny" icon={<IconPlus size={16} aria-hidden />} onClick={() => set({ say: [...say, { prompt: first.id }] })}>{w('menu.add-sound')}</Press></div>}>
        {(s, put, i) => <NativeSelect aria-label={w('menu.sound', { n: i + 1 })} value={option(s)} data={[...(s.prompt ? [] : [{ value: '', label: sound(s) }]), ...mine.map((p) => ({ value: p.id, label: p.name }))]} onChange={(e) => put(e.currentTarget.value ? { prompt: e.currentTarget.value } : s)} />}
      </Rows>
    </div>
  )
}

function Keys({ part: { node, set, next } }: { part: Part }) {
  const { w } = useWords(words)
  const choices = node.choices ?? []
  const free = keys.find((k) => !choices.some((c) => c.key === k))
  return (
    <>
      <div className={css.group}>
        <span className={css.label}>{w('menu.choices')}</span>
        <Rows items={choices} nameOf={(c) => w('menu.choice', { key: c.key })} onChange={(list) => set({ choices: list })}
          add={free && <div><Press size="tiny" icon={<IconPlus size={16} aria-hidden />} onClick={() => set({ choices: [...choices, { key: free, label: '', next: '' }] })}>{w('menu.add-choice')}</Press></div>}>
          {(c, put, i) => (
            <div className={own.choice}>
              <NativeSelect aria-label={w('menu.key')} value={c.key} data={keys} onChange={(e) => put({ ...c, key: e.currentTarget.value })} />
              <TextInput aria-label={w('menu.label')} placeholder={w('menu.label')} value={c.label} maxLength={60} onChange={(e) => put({ ...c, label: e.currentTarget.value })} />
              <div className={own.wide}>{next(c.next, (to) => ({ choices: choices.map((old, j) => (j === i ? { ...old, next: to } : old)) }), w('menu.next'), w('menu.nowhere'))}</div>
            </div>
          )}
        </Rows>
      </div>
      {next(node.on_fail, (to) => ({ on_fail: to }), w('menu.fail'), w('menu.goodbye'))}
      <NumberField label={w('menu.wait')} value={Math.round((node.timeout_ms ?? 0) / second)} usual={5} max={60} onChange={(n) => set({ timeout_ms: n * second })} />
      <NumberField label={w('menu.tries')} value={node.tries ?? 0} usual={3} max={10} onChange={(n) => set({ tries: n })} />
    </>
  )
}

function LineChoice({ part: { node, set, tenant } }: { part: Part }) {
  const { w } = useWords(words)
  const { prompts } = useTitles()
  const lines = (useList('/lines').data ?? []).filter((l) => l.tenant === tenant)
  const music = node.music?.[0]?.prompt ?? ''
  return (
    <>
      <ChoiceField label={w('menu.line')} value={node.line ?? ''} options={lines} onChange={(line) => set({ line })} />
      {node.kind === 'enqueue' && <ChoiceField label={w('menu.music')} value={music} none={w('menu.line-music')} options={prompts} onChange={(p) => set({ music: p ? [{ prompt: p }] : [] })} />}
    </>
  )
}

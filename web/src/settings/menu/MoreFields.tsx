import { TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { langNames, langs } from '../../i18n/lang'
import { Press } from '../../shared/Press'
import { ChoiceField, NumberField, Rows, house } from '../Fields'
import { useList } from '../resource'
import css from '../settings.module.css'
import own from './menu.module.css'
import { Expression } from './Expression'
import type { Part } from './NodeForm'
import words from './words'

const second = 1000

/** The fields of the steps that ask, decide, announce and lead outside. */
export function MoreFields({ part }: { part: Part }) {
  switch (part.node.kind) {
    case 'digits': return <Digits part={part} />
    case 'hours': return <Hours part={part} />
    case 'known': return <Known part={part} />
    case 'set': return <Assign part={part} />
    case 'variable': return <Branch part={part} />
    case 'position': return <OfLine part={part} />
    case 'callback': return <Callback part={part} />
    case 'transfer': return <Transfer part={part} />
    case 'language': return <Language part={part} />
    default: return null
  }
}

function Variable({ part: { node, set } }: { part: Part }) {
  const { w } = useWords(words)
  return <TextInput label={w('menu.variable')} description={w('menu.name-text')} value={node.variable ?? ''} maxLength={40} spellCheck={false} onChange={(e) => set({ variable: e.currentTarget.value.toLowerCase().replace(/[^a-z0-9_]/g, '_') })} />
}

function OfLine({ part: { node, set, tenant } }: { part: Part }) {
  const { w } = useWords(words)
  const names = useDirectory()
  return <ChoiceField label={w('menu.line')} value={node.line ?? ''} options={names.lines.filter((l) => l.tenant === tenant || tenant === '')} onChange={(line) => set({ line })} />
}

function Digits({ part }: { part: Part }) {
  const { w } = useWords(words)
  const { node, set, next } = part
  return (
    <>
      <Variable part={part} />
      <NumberField label={w('menu.max-digits')} description={w('menu.max-digits-text')} value={node.max_digits ?? 0} usual={16} max={32} onChange={(n) => set({ max_digits: n })} />
      <NumberField label={w('menu.wait')} value={Math.round((node.timeout_ms ?? 0) / second)} usual={5} max={60} onChange={(n) => set({ timeout_ms: n * second })} />
      <NumberField label={w('menu.tries')} value={node.tries ?? 0} usual={3} max={9} onChange={(n) => set({ tries: n })} />
      {next(node.next, (to) => ({ next: to }), w('menu.next'), w('menu.nowhere'))}
      {next(node.on_fail, (to) => ({ on_fail: to }), w('menu.fail'), w('menu.goodbye'))}
    </>
  )
}

function Hours({ part }: { part: Part }) {
  const { w } = useWords(words)
  const { node, set, tenant, next } = part
  const calendars = (useList('/calendars').data ?? []).filter((c) => c.tenant === tenant || c.tenant === house)
  return (
    <>
      <ChoiceField label={w('menu.calendar')} value={node.calendar ?? ''} none={w('menu.calendar-line')} options={calendars} onChange={(calendar) => set({ calendar })} />
      {!node.calendar && <OfLine part={part} />}
      {next(node.next, (to) => ({ next: to }), w('menu.when-open'), w('menu.nowhere'))}
      {next(node.else, (to) => ({ else: to }), w('menu.when-closed'), w('menu.nowhere'))}
    </>
  )
}

function Known({ part: { node, next } }: { part: Part }) {
  const { w } = useWords(words)
  return (
    <>
      <p className="note muted">{w('menu.known-text')}</p>
      {next(node.next, (to) => ({ next: to }), w('menu.when-known'), w('menu.nowhere'))}
      {next(node.else, (to) => ({ else: to }), w('menu.when-new'), w('menu.nowhere'))}
    </>
  )
}

function Assign({ part }: { part: Part }) {
  const { w } = useWords(words)
  return <><Variable part={part} />{!part.node.expr && <TextInput label={w('menu.value')} value={part.node.value ?? ''} maxLength={80} onChange={(e) => part.set({ value: e.currentTarget.value })} />}<Expression part={part} label={w('menu.expr-value')} /></>
}

function Branch({ part }: { part: Part }) {
  const { w } = useWords(words)
  const { node, set, next } = part
  const choices = node.choices ?? []
  return (
    <>
      {!node.expr && <Variable part={part} />}
      <Expression part={part} label={w('menu.expr-branch')} />
      <div className={css.group}>
        <span className={css.label}>{w('menu.values')}</span>
        <Rows items={choices} nameOf={(c) => w('menu.value-n', { key: c.key })} onChange={(list) => set({ choices: list })}
          add={<div><Press size="tiny" icon={<IconPlus size={16} aria-hidden />} onClick={() => set({ choices: [...choices, { key: '', label: '', next: '' }] })}>{w('menu.add-value')}</Press></div>}>
          {(c, put, i) => (
            <div className={own.value}>
              <TextInput aria-label={w('menu.value')} placeholder={w('menu.value')} value={c.key} maxLength={80} onChange={(e) => put({ ...c, key: e.currentTarget.value })} />
              <TextInput aria-label={w('menu.label')} placeholder={w('menu.label')} value={c.label} maxLength={60} onChange={(e) => put({ ...c, label: e.currentTarget.value })} />
              <div className={own.wide}>{next(c.next, (to) => ({ choices: choices.map((old, j) => (j === i ? { ...old, next: to } : old)) }), w('menu.next'), w('menu.nowhere'))}</div>
            </div>
          )}
        </Rows>
      </div>
      {next(node.else, (to) => ({ else: to }), w('menu.else'), w('menu.nowhere'))}
    </>
  )
}

function Callback({ part }: { part: Part }) {
  const { w } = useWords(words)
  return <><OfLine part={part} />{part.next(part.node.next, (to) => ({ next: to }), w('menu.declined'), w('menu.nowhere'))}</>
}

function Transfer({ part: { node, set, next } }: { part: Part }) {
  const { w } = useWords(words)
  return (
    <>
      <TextInput type="tel" label={w('menu.outside')} description={w('menu.number-text')} value={node.number ?? ''} maxLength={32} onChange={(e) => set({ number: e.currentTarget.value })} />
      <NumberField label={w('menu.ring')} value={Math.round((node.ring_ms ?? 0) / second)} usual={30} max={120} onChange={(n) => set({ ring_ms: n * second })} />
      {next(node.next, (to) => ({ next: to }), w('menu.no-answer'), w('menu.nowhere'))}
    </>
  )
}

function Language({ part: { node, set } }: { part: Part }) {
  const { w } = useWords(words)
  return <ChoiceField label={w('menu.lang')} value={node.lang ?? ''} options={langs.map((l) => ({ id: l, name: langNames[l] }))} onChange={(lang) => set({ lang })} />
}

import { useWords } from '../../i18n'
import { useDirectory } from '../../app/names'
import { ChoiceField, NumberField } from '../Fields'
import { useTenantLookups } from '../lookup/useLookups'
import { useList } from '../resource'
import { Expression } from './Expression'
import type { Part } from './NodeForm'
import words from './words'

const second = 1000

/** The fields of the steps that reckon, ask outside, lead into other menus, dial people and ask after a conversation. */
export function CleverFields({ part }: { part: Part }) {
  switch (part.node.kind) {
    case 'if': return <If part={part} />
    case 'wait': return <Wait part={part} />
    case 'lookup': return <Lookup part={part} />
    case 'sub': return <Sub part={part} />
    case 'extension':
    case 'name': return <Dial part={part} />
    case 'survey': return <Question part={part} />
    default: return null
  }
}

function If({ part }: { part: Part }) {
  const { w } = useWords(words)
  const { node, next } = part
  return (
    <>
      <Expression part={part} label={w('menu.expr')} />
      {next(node.next, (to) => ({ next: to }), w('menu.when-so'), w('menu.nowhere'))}
      {next(node.else, (to) => ({ else: to }), w('menu.when-not'), w('menu.nowhere'))}
    </>
  )
}

function OfLine({ part: { node, set, tenant } }: { part: Part }) {
  const { w } = useWords(words)
  const names = useDirectory()
  return <ChoiceField label={w('menu.line')} value={node.line ?? ''} options={names.lines.filter((l) => l.tenant === tenant || tenant === '')} onChange={(line) => set({ line })} />
}

function Wait({ part }: { part: Part }) {
  const { w } = useWords(words)
  const { node, set, next } = part
  return (
    <>
      <OfLine part={part} />
      <NumberField label={w('menu.over')} description={w('menu.wait-text')} value={Math.round((node.over_ms ?? 0) / second)} max={3600} onChange={(n) => set({ over_ms: n * second })} />
      {next(node.next, (to) => ({ next: to }), w('menu.when-longer'), w('menu.nowhere'))}
      {next(node.else, (to) => ({ else: to }), w('menu.when-shorter'), w('menu.nowhere'))}
    </>
  )
}

function Lookup({ part: { node, set, next, tenant } }: { part: Part }) {
  const { w } = useWords(words)
  return (
    <>
      <ChoiceField label={w('menu.lookup')} value={node.lookup ?? ''} options={useTenantLookups(tenant)} onChange={(lookup) => set({ lookup })} />
      <NumberField label={w('menu.lookup-wait')} value={Math.round((node.timeout_ms ?? 0) / second)} usual={5} max={5} onChange={(n) => set({ timeout_ms: n * second })} />
      {next(node.next, (to) => ({ next: to }), w('menu.when-answered'), w('menu.nowhere'))}
      {next(node.else, (to) => ({ else: to }), w('menu.when-unanswered'), w('menu.nowhere'))}
    </>
  )
}

function Sub({ part: { node, set, tenant } }: { part: Part }) {
  const { w } = useWords(words)
  const menus = (useList('/menus').data ?? []).filter((m) => m.tenant === tenant && m.published > 0)
  return <ChoiceField label={w('menu.sub')} description={w('menu.sub-text')} value={node.menu ?? ''} options={menus} onChange={(menu) => set({ menu })} />
}

function Dial({ part }: { part: Part }) {
  const { w } = useWords(words)
  const { node, set, next } = part
  return (
    <>
      <p className="note muted">{w('menu.ext-text')}</p>
      <OfLine part={part} />
      {node.kind === 'extension' && <NumberField label={w('menu.max-digits')} description={w('menu.max-digits-text')} value={node.max_digits ?? 0} usual={16} max={16} onChange={(n) => set({ max_digits: n })} />}
      <NumberField label={w('menu.tries')} value={node.tries ?? 0} usual={3} max={9} onChange={(n) => set({ tries: n })} />
      {next(node.else, (to) => ({ else: to }), w('menu.when-busy'), w('menu.nowhere'))}
      {next(node.on_fail, (to) => ({ on_fail: to }), w('menu.fail'), w('menu.goodbye'))}
    </>
  )
}

const questions = ['csat', 'solved', 'comment'] as const

function Question({ part: { node, set } }: { part: Part }) {
  const { w } = useWords(words)
  return <ChoiceField label={w('menu.question')} value={node.question ?? ''} options={questions.map((q) => ({ id: q, name: w(`question.${q}`) }))} onChange={(question) => set({ question })} />
}

import { TextInput } from '@mantine/core'
import { useWords } from '../../i18n'
import { useTenantLookups } from '../lookup/useLookups'
import type { Part } from './NodeForm'
import words from './words'

const world = ['hour', 'minute', 'weekday', 'day', 'month', 'year', 'known', 'callable']

/** What a step reckons with: the names that it may use stand below. The checker reads it. */
export function Expression({ part: { node, set, program, tenant }, label }: { part: Part; label: string }) {
  const { w } = useWords(words)
  const lookups = useTenantLookups(tenant)
  const found = program.nodes.flatMap((n) => (n.kind === 'lookup' ? (lookups.find((l) => l.id === n.lookup)?.values ?? []).map((v) => v.variable) : n.kind === 'set' || n.kind === 'digits' ? [n.variable ?? ''] : []))
  const names = [...new Set([...found.filter(Boolean), ...world])].join(', ')
  return <TextInput label={label} description={w('menu.expr-text', { names })} value={node.expr ?? ''} maxLength={500} spellCheck={false} autoComplete="off" onChange={(e) => set({ expr: e.currentTarget.value })} />
}

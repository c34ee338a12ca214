import type { AgentState } from './state'
import type { Target } from '../phone/messages'

/** One row of "whom can I give it to". */
export type Choice = {
  /** Unique in the list. */
  id: string
  kind: 'agent' | 'line' | 'entry' | 'number'
  name: string
  /** Under the name, smaller. */
  note: string
  to: Target
  /** Of an agent, when it is known. */
  state?: AgentState
  /** At a desk phone, which shows nothing: who calls and what about is said aloud there. */
  speaks?: boolean
  /** What else it is found by: digits of the number. */
  digits?: string
}

const first = { ready: 0, wrapup: 1, talking: 2, consult: 2, ringing: 2, hold: 2, paused: 3, alarm: 3, offline: 4 } as const
const order = (c: Choice): number => (c.state ? first[c.state.state] : 2)

/** Agents who are free first, those who are away last; then lines, entries, the number that was typed. */
export function sorted(choices: readonly Choice[]): Choice[] {
  const kinds = ['agent', 'line', 'entry', 'number']
  return [...choices].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || order(a) - order(b) || a.name.localeCompare(b.name))
}

/** How many agents stand before the lines while nothing is searched: those who can soon take it. */
const agentsFirst = 6

/** What is shown before a search: nobody who is away, and lines and entries in sight. */
export function atFirst(choices: readonly Choice[]): Choice[] {
  const agents = choices.filter((c) => c.kind === 'agent')
  const there = agents.filter((c) => c.state?.state !== 'offline' && c.state?.state !== 'paused').slice(0, agentsFirst)
  return [...there, ...choices.filter((c) => c.kind !== 'agent')]
}

/** Every word of the question begins a word of the name or of the note; digits are found within a number. */
export function matches(c: Choice, question: string): boolean {
  const q = question.trim().toLowerCase()
  if (q === '' || c.kind === 'number') return true
  const words = `${c.name} ${c.note}`.toLowerCase().split(/[\s,()«»"“”-]+/)
  if (q.split(/\s+/).every((part) => words.some((word) => word.startsWith(part)))) return true
  const digits = q.replace(/\D/g, '')
  return digits.length > 1 && (c.digits ?? '').includes(digits)
}

/** The row that is chosen after an arrow; the list does not run around, so that holding a key ends at its end. */
export function moved(choices: readonly Choice[], chosen: string | undefined, by: 1 | -1): string | undefined {
  if (choices.length === 0) return undefined
  const at = choices.findIndex((c) => c.id === chosen)
  if (at < 0) return choices[by > 0 ? 0 : choices.length - 1]?.id
  return choices[Math.min(choices.length - 1, Math.max(0, at + by))]?.id
}

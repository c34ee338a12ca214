import type { Line } from '../../api/settings'

export const path = '/lines'

/** A line as the form holds it: what may be missing in the server's view is there. */
export type LineForm = Required<Omit<Line, 'id' | 'dispositions' | 'music' | 'trunks' | 'return_s' | 'return_kinds' | 'relax' | 'version'>> & {
  dispositions: { id: string; name: string }[]
  music: string[]
  trunks: string[]
  return_s: number[]
  return_kinds: NonNullable<Line['return_kinds']>
  relax: NonNullable<Line['relax']>
  version?: number
}

export const emptyLine: LineForm = {
  tenant: '', parent: '', name: '', skill: '', min_level: 0, calendar: '', priority: 0,
  ring_s: 0, wrap_s: 0, reoffer_s: 0, rona_limit: 0, target_s: 0, short_s: 0, hold_s: 0,
  greeting: { ru: '', uk: '', en: '' }, guide: '', dispositions: [], must_code: false,
  music: [], caller_did: '', trunks: [], return_s: [], returns: {}, return_kinds: [],
  strategy: '', ring_many: 0, step_s: 0, sticky: {}, relax: [], generalists_equal: false, keep: {}, weight: 0, bonus_s: 0, strict: false,
  max_waiting: 0, when_full: '', max_wait_s: 0, when_late: '', no_agents: {},
  mode: '', own: {}, closing: '', overflow: {}, announce: {}, offer: {}, may_call: {},
}

/** A group of settings without what is empty: so that nothing set and nothing sent are one. */
export const trimmed = <T extends object>(group: T): T => Object.fromEntries(Object.entries(group).filter(([, v]) => v !== undefined && v !== '' && v !== 0 && v !== false)) as T

/** What a line takes from those above it in the tree where it says nothing itself. */
const inherited = ['calendar', 'closing', 'overflow', 'announce', 'offer', 'may_call', 'strategy', 'ring_many', 'step_s', 'sticky', 'relax', 'generalists_equal', 'keep', 'weight', 'bonus_s', 'strict', 'max_waiting', 'when_full', 'max_wait_s', 'when_late', 'no_agents', 'returns'] as const
export type Inherited = (typeof inherited)[number]
const empty = (v: unknown): boolean => v === undefined || v === '' || v === 0 || v === false || (typeof v === 'object' && v !== null && Object.keys(trimmed(v)).length === 0)

/** The value that counts and whose it is; nothing where the whole branch says nothing. */
export function effective<K extends Inherited>(line: LineForm, key: K, lines: readonly Line[]): { value: LineForm[K]; from: Line | undefined } | undefined {
  if (!empty(line[key])) return { value: line[key], from: undefined }
  const seen = new Set<string>()
  for (let above = line.parent; above !== '' && !seen.has(above);) {
    seen.add(above)
    const l = lines.find((x) => x.id === above)
    if (!l) return undefined
    if (!empty(l[key])) return { value: l[key] as LineForm[K], from: l }
    above = l.parent ?? ''
  }
  return undefined
}

export function lineForm(l: Line): LineForm {
  const out: Record<string, unknown> = { version: l.version }
  for (const [key, usual] of Object.entries(emptyLine)) out[key] = l[key as keyof Line] ?? usual
  return out as LineForm
}

/** 2, 15, 120 (minutes) -> seconds; what is no number is left out. */
export const readMinutes = (text: string): number[] => text.split(/[\s,;]+/).map((t) => Math.round(Number(t) * 60)).filter((n) => Number.isFinite(n) && n > 0)
export const writeMinutes = (seconds: readonly number[]): string => seconds.map((s) => String(Math.round((s / 60) * 10) / 10)).join(', ')

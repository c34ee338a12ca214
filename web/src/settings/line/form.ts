import type { Line } from '../../api/settings'

/** A line as the form holds it: what may be missing in the server's view is there. */
export type LineForm = Required<Omit<Line, 'id' | 'dispositions' | 'music' | 'trunks' | 'return_s' | 'version'>> & {
  dispositions: { id: string; name: string }[]
  music: string[]
  trunks: string[]
  return_s: number[]
  version?: number
}

export const emptyLine: LineForm = {
  tenant: '', parent: '', name: '', skill: '', min_level: 0, calendar: '', priority: 0,
  ring_s: 0, wrap_s: 0, reoffer_s: 0, rona_limit: 0, target_s: 0, short_s: 0, hold_s: 0,
  greeting: { ru: '', uk: '', en: '' }, guide: '', dispositions: [], must_code: false,
  music: [], caller_did: '', trunks: [], return_s: [],
}

export function lineForm(l: Line): LineForm {
  const out: Record<string, unknown> = { version: l.version }
  for (const [key, usual] of Object.entries(emptyLine)) out[key] = l[key as keyof Line] ?? usual
  return out as LineForm
}

/** 2, 15, 120 (minutes) -> seconds; what is no number is left out. */
export const readMinutes = (text: string): number[] => text.split(/[\s,;]+/).map((t) => Math.round(Number(t) * 60)).filter((n) => Number.isFinite(n) && n > 0)
export const writeMinutes = (seconds: readonly number[]): string => seconds.map((s) => String(Math.round((s / 60) * 10) / 10)).join(', ')

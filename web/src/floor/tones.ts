import type { Alarm } from '../api/types'

export type Tone = 'hot' | 'warm' | undefined

/** Which alarms colour which figure. Thresholds are the server's: the screen only shows what it says. */
const about = {
  waiting: ['waiting_long'],
  level: ['level_low'],
  free: ['no_agents'],
  promises: ['promise_overdue'],
} as const
export type Figure = keyof typeof about

/** The tone of a line's figure, or of the whole floor's when no line is named. */
export function toneOf(alarms: readonly Alarm[], figure: Figure, line?: string): Tone {
  const kinds: readonly string[] = about[figure]
  const found = alarms.filter((a) => kinds.includes(a.kind) && (line === undefined || a.line === line))
  if (found.some((a) => a.severity === 'critical')) return 'hot'
  return found.length > 0 ? 'warm' : undefined
}

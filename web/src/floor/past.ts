import { dateKey, dayEnd, dayStart } from '../shared/time'

/** The moment of an address, ?at=2026-11-20T12:07:05Z or in ms; undefined when it is none. */
export function readMoment(text: string | undefined): number | undefined {
  if (!text) return undefined
  const ms = /^\d{12,14}$/.test(text) ? Number(text) : /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) || ms <= 0 ? undefined : Math.floor(ms / 1000) * 1000
}

/** An address that is the same moment for who opens it in another zone. */
export const writeMoment = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')

export type Day = { key: string; begin: number; /** Exclusive. */ end: number }

/** The day of a moment, in the zone of the browser. */
export function dayOf(at: number): Day {
  const key = dateKey(at)
  return { key, begin: dayStart(key), end: dayEnd(key) }
}

/** The same time on another day; a day that is not written whole changes nothing. */
export function onDay(at: number, key: string): number {
  const begin = dayStart(key)
  if (Number.isNaN(begin)) return at
  const d = new Date(at)
  return new Date(begin).setHours(d.getHours(), d.getMinutes(), d.getSeconds())
}

const second = 1000
const minute = 60 * second

/** How far a key goes, ms; 0: it is none of ours. */
export function stepOf(e: Pick<KeyboardEvent, 'code' | 'shiftKey'>): number {
  const step = e.shiftKey ? minute : second
  switch (e.code) {
    case 'ArrowRight': return step
    case 'ArrowLeft': return -step
    case 'PageUp': return 10 * minute
    case 'PageDown': return -10 * minute
    default: return 0
  }
}

/** Between the first that is known and now; nobody is led where nothing is. */
export const within = (at: number, oldest: number, now: number): number => Math.min(Math.max(at, oldest), Math.floor(now / second) * second)

export type Minute = { at: number; offers: number; answered: number; abandoned: number; alarms: number }
export type Column = { x: number; width: number; height: number; lost: number; alarm: boolean }

/** Marks as columns of a strip 1000 wide and 1 high, five minutes each: a minute would be a hair. */
export function columnsOf(minutes: readonly Minute[], day: Day): Column[] {
  const wide = 5 * minute
  const sums = new Map<number, Minute>()
  for (const m of minutes) {
    const at = day.begin + Math.floor((m.at - day.begin) / wide) * wide
    const was = sums.get(at) ?? { at, offers: 0, answered: 0, abandoned: 0, alarms: 0 }
    sums.set(at, { at, offers: was.offers + m.offers, answered: was.answered + m.answered, abandoned: was.abandoned + m.abandoned, alarms: was.alarms + m.alarms })
  }
  const most = Math.max(1, ...[...sums.values()].map((s) => Math.max(s.offers, s.abandoned)))
  const scale = 1000 / (day.end - day.begin)
  return [...sums.values()].sort((a, b) => a.at - b.at).map((s) => ({ x: (s.at - day.begin) * scale, width: wide * scale, height: s.offers / most, lost: s.abandoned / most, alarm: s.alarms > 0 }))
}

/** The moment of the next thing worth looking at after or before one: somebody was lost, an alarm. */
export function nextMark(minutes: readonly Minute[], at: number, by: 1 | -1): number | undefined {
  const marked = minutes.filter((m) => m.abandoned > 0 || m.alarms > 0).map((m) => m.at)
  return by > 0 ? marked.find((m) => m > at) : marked.findLast((m) => m < Math.floor(at / minute) * minute)
}

export const speeds = ['1', '10', '60'] as const
export type Speed = (typeof speeds)[number]

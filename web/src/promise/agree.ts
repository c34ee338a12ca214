import { useSyncExternalStore } from 'react'
import { dateKey, hour } from '../shared/time'

const anHour = 3_600_000

/** A moment as a field of day and time holds it, in the zone of the browser: 2026-11-21T14:05. */
export const fieldOf = (at: number): string => `${dateKey(at)}T${hour(at)}`

/** The moment of such a field; NaN when it is none. */
export const momentOf = (text: string): number => (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? new Date(text).getTime() : Number.NaN)

export type Quick = 'hour' | 'evening' | 'morning'

/** The moments that people agree on most. What has passed is not offered; a day may have 23 hours. */
export function quickMoments(now: number): readonly (readonly [Quick, number])[] {
  const evening = new Date(now).setHours(18, 0, 0, 0)
  const d = new Date(now)
  const morning = new Date(d.getFullYear(), d.getMonth(), d.getDate() + 1, 10).getTime()
  return [['hour', now + anHour], ...(evening > now ? [['evening', evening] as const] : []), ['morning', morning]]
}

export type Field = 'number' | 'line' | 'at' | 'owner'
const about: Record<string, Field> = { 'promise.number': 'number', 'promise.number_busy': 'number', 'promise.no_such_line': 'line', 'promise.too_far': 'at', 'floor.no_such_agent': 'owner' }

/** The field that a refusal is about; undefined: about none of them. */
export const fieldRefused = (code: string): Field | undefined => about[code]

let open = false
const listeners = new Set<() => void>()
const subscribe = (tell: () => void) => { listeners.add(tell); return () => { listeners.delete(tell) } }
export const agreeOpen = (): boolean => open
/** Whether the panel of the desk is asked for. */
export const useAgreeOpen = (): boolean => useSyncExternalStore(subscribe, agreeOpen)
export function showAgree(next: boolean) { if (next !== open) { open = next; for (const tell of listeners) tell() } }

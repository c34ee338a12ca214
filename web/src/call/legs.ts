import type { CallDetails } from '../api/types'
import type { Names } from '../app/names'

type Leg = CallDetails['legs'][number]

/** The outside numbers of a call by their id, as people write them. */
export function numbersOf({ call, original, legs }: Pick<CallDetails, 'call' | 'original' | 'legs'>): Map<string, string> {
  const all = [call.number, original, ...legs.map((l) => l.number)]
  return new Map(all.flatMap((n) => (n ? [[n.id, n.pretty] as const] : [])))
}

/** How a voice sounded, by its estimate: 4 and above is a good telephone, under 3.1 people complain (ITU-T G.107, annex B). */
export function soundOf(q: Leg['quality']): 'good' | 'fair' | 'bad' | 'one-way' | 'none' | undefined {
  if (!q) return undefined
  if (q.one_way) return 'one-way'
  return q.mos <= 0 ? 'none' : q.mos >= 4 ? 'good' : q.mos >= 3.1 ? 'fair' : 'bad'
}

/** Who was at the other end of a connection. */
export const whoOf = (l: Leg, names: Names): string => (l.agent ? names.name(l.agent) : (l.number?.pretty ?? '–'))

/** How long it rang and how long it was connected, ms; undefined for what did not happen or is not over. */
export function timesOf(l: Leg): { rang: number | undefined; talked: number | undefined; now: boolean } {
  const end = l.answered_at ?? l.ended_at
  return {
    rang: l.ringing_at && end ? end - l.ringing_at : undefined,
    talked: l.answered_at && l.ended_at ? l.ended_at - l.answered_at : undefined,
    now: l.answered_at !== undefined && l.answered_at > 0 && !l.ended_at,
  }
}

import type { QueuedRow } from '../api/types'

/** Why somebody stands where he does, the strongest reason first. */
export type Reason = 'offered' | 'hand' | 'only' | 'last' | 'vip' | 'higher' | 'lower' | 'return' | 'kept' | 'age'

/** A place that is older than the stay in this line came with the caller: by a transfer, an overflow, a call back. */
const carried = 2000

export function reasonOf(r: QueuedRow): Reason {
  if (r.offered) return 'offered'
  if (r.hand) return 'hand'
  if (r.only) return 'only'
  if (r.last) return 'last'
  if (r.list === 'vip') return 'vip'
  const [own = 0, line = 0] = [r.priority, r.line_priority]
  if (own > line) return 'higher'
  if (own < line) return 'lower'
  if (r.return) return 'return'
  return r.enqueued_at - r.origin_at > carried ? 'kept' : 'age'
}

/** The place to ask for so that the row at `from` comes to stand at `to`; undefined where nothing would change. */
export function placeFor(rows: readonly QueuedRow[], from: number, to: number): number | undefined {
  const [moved, at] = [rows[from], rows[Math.min(Math.max(to, 0), rows.length - 1)]]
  if (!moved || !at || moved.place === 0 || at.place === 0 || moved.place === at.place) return undefined
  return at.place
}

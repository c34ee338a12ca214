import type { Alarm, LineRow } from '../api/types'

/** As many lines as can be read from eight metres. */
export const perPage = 8

/**
 * The pages of a wall: lines stay with their client, a page holds at most eight. Clients that fit are
 * shown together; one with more than eight lines has pages of its own.
 */
export function pages(lines: readonly LineRow[]): LineRow[][] {
  const clients = new Map<string, LineRow[]>()
  for (const l of lines) clients.set(l.tenant, [...(clients.get(l.tenant) ?? []), l])
  const out: LineRow[][] = []
  for (const own of clients.values()) {
    const last = out.at(-1)
    if (last && last.length + own.length <= perPage) last.push(...own)
    else for (let i = 0; i < own.length; i += perPage) out.push(own.slice(i, i + perPage))
  }
  return out
}

/** Which page is shown at a moment; every wall of a room shows the same one. */
export const pageAt = (now: number, count: number, every: number): number => (count > 0 ? Math.floor(now / every) % count : 0)

/** The one alarm that a wall shows: the worst, and of the worst the one that lasts longest. */
export function worst(alarms: readonly Alarm[]): Alarm | undefined {
  return [...alarms].sort((a, b) => Number(b.severity === 'critical') - Number(a.severity === 'critical') || a.since - b.since)[0]
}

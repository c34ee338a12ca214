import type { AgentRow, Alarm, BoardMessage, Figures, LineRow, LiveCall } from '../api/types'

/** The live floor as the page holds it: whole, though the server sends only rows that changed. */
export type Board = {
  now: number
  rev: number
  lines: ReadonlyMap<string, LineRow>
  agents: ReadonlyMap<string, AgentRow>
  calls: ReadonlyMap<string, LiveCall>
  alarms: readonly Alarm[]
  figures: Figures
}

function merged<T>(old: ReadonlyMap<string, T> | undefined, rows: readonly T[], gone: readonly string[], id: (row: T) => string): ReadonlyMap<string, T> {
  if (old && rows.length === 0 && gone.length === 0) return old
  const out = new Map(old)
  for (const row of rows) out.set(id(row), row)
  for (const key of gone) out.delete(key)
  return out
}

/**
 * Takes a message into the board. A full one begins anew; a change before the first full one and an
 * older revision are passed over, for they would show what never was.
 */
export function fold(board: Board | undefined, m: BoardMessage): Board | undefined {
  if (!m.full && (!board || m.rev <= board.rev)) return board
  const base = m.full ? undefined : board
  return {
    now: m.now, rev: m.rev,
    lines: merged(base?.lines, m.lines ?? [], m.gone?.lines ?? [], (r) => r.line),
    agents: merged(base?.agents, m.agents ?? [], m.gone?.agents ?? [], (r) => r.agent),
    calls: merged(base?.calls, m.calls ?? [], m.gone?.calls ?? [], (r) => r.call),
    alarms: m.alarms ?? [],
    figures: m.figures,
  }
}

const order = ['ringing', 'talking', 'hold', 'consult', 'wrapup', 'ready', 'paused', 'offline']

/** Seats as a supervisor reads them: who asks for help, then who rings, who is away last; within a state the longest first. */
export function seatOrder<T extends { state: string; since: number; help?: boolean }>(seats: readonly T[]): T[] {
  return [...seats].sort((a, b) => Number(b.help ?? false) - Number(a.help ?? false) || order.indexOf(a.state) - order.indexOf(b.state) || a.since - b.since)
}

/** Alarms, the worst and the newest first. */
export const alarmOrder = (alarms: readonly Alarm[]): Alarm[] =>
  [...alarms].sort((a, b) => Number(b.severity === 'critical') - Number(a.severity === 'critical') || b.since - a.since)

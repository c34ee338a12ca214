import type { AgentRow, Alarm } from '../api/types'
import type { Board } from './board'

/** Since when an agent asks for help; 0 for not. */
export const helpSince = (a: AgentRow): number => a.help ?? 0

/** The alarms of the board with those agents who ask for help, who come first: a colleague waits. */
export function withHelp(board: Pick<Board, 'alarms' | 'agents'>): Alarm[] {
  const told = new Set(board.alarms.filter((a) => a.kind === 'help').map((a) => a.agent))
  const asked = [...board.agents.values()].filter((a) => helpSince(a) > 0 && !told.has(a.agent))
  return [...asked.map((a): Alarm => ({ id: `help ${a.agent}`, kind: 'help', severity: 'critical', since: helpSince(a), agent: a.agent })), ...board.alarms]
}

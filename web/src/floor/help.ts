import type { AgentRow, Alarm } from '../api/types'
import type { EarView } from '../phone/messages'
import type { Board } from './board'

/** What the floor adds to an agent's row about help and listening. */
export type Beside = { help?: number; ear?: EarView }
export const beside = (a: AgentRow): Beside => a as AgentRow & Beside

/** Since when an agent asks for help; 0 for not. */
export const helpSince = (a: AgentRow): number => beside(a).help ?? 0

/** The alarms of the board with those agents who ask for help, who come first: a colleague waits. */
export function withHelp(board: Pick<Board, 'alarms' | 'agents'>): Alarm[] {
  const told = new Set(board.alarms.filter((a) => a.kind === 'help').map((a) => a.agent))
  const asked = [...board.agents.values()].filter((a) => helpSince(a) > 0 && !told.has(a.agent))
  return [...asked.map((a): Alarm => ({ id: `help ${a.agent}`, kind: 'help', severity: 'critical', since: helpSince(a), agent: a.agent })), ...board.alarms]
}

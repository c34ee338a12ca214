import type { State } from '../theme/tokens'
import type words from './words'

/** How a call ended, as the page shows it: colour and word. A result that is not here is "ended". */
const results = {
  live: 'talking', answered: 'ready', abandoned: 'alarm', short: 'offline', left_in_menu: 'offline', served_by_menu: 'paused',
  voicemail: 'wrapup', failed: 'alarm', returned: 'talking', not_reached: 'paused', unknown_number: 'offline', closed_now: 'paused',
  max_wait: 'alarm', no_agents: 'alarm', queue_full: 'alarm', transferred: 'consult', sent_outside: 'consult', cancelled: 'offline', expired: 'offline', overflowed: 'ringing', transferred_by_supervisor: 'ringing', rejected_blocked: 'paused', callback_requested: 'ringing', removed: 'offline', overload: 'alarm', device: 'offline',
} as const satisfies Record<string, State>

export type Result = keyof typeof results
const isResult = (r: string): r is Result => r in results

export const resultState = (r: string): State => (isResult(r) ? results[r] : 'offline')
export const resultWord = (r: string): keyof typeof words & `result.${string}` => (isResult(r) ? `result.${r}` : 'result.ended')

/** Results that a person may filter by; "lost" is all who rang and talked with nobody. */
export const filterable = ['lost', 'answered', 'abandoned', 'voicemail', 'returned', 'not_reached', 'left_in_menu', 'served_by_menu', 'failed'] as const

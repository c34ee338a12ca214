import type { CommonWord } from '../i18n'
import type { PhoneState } from '../phone/api'
import type { DeskView, ThirdView } from '../phone/messages'
import type { Shape } from '../shared/StateMark'
import type { State } from '../theme/tokens'

/** `mark`: a shape of its own in the state's colour. */
export type AgentState = { state: State; word: CommonWord; mark?: Shape }
type Machines = Pick<DeskView, 'presence' | 'slot' | 'device'>

/**
 * One word for where an agent is, of the three machines together: what the hands do first, then a lost
 * device, then what was declared. A lost connection is not the same as being off shift.
 */
export function agentState({ presence, slot, device }: Machines): AgentState {
  if (presence.state !== 'offline' && !device.healthy) return { state: 'offline', word: 'state.lost' }
  switch (slot.state) {
    case 'offered': return { state: 'ringing', word: 'state.ringing' }
    case 'dialling': return { state: 'talking', word: 'state.dialling' }
    case 'connecting':
    case 'talking': return { state: 'talking', word: 'state.talking' }
    case 'held': return { state: 'hold', word: 'state.hold' }
    case 'consulting': return { state: 'consult', word: 'state.consult' }
    case 'listening': return { state: 'talking', word: 'state.listening' }
    case 'wrapup': return { state: 'wrapup', word: 'state.wrapup' }
  }
  if (presence.state === 'pause') return { state: 'paused', word: 'state.paused' }
  if (presence.state === 'on_demand') return { state: 'ready', word: 'state.on_demand', mark: 'reserve' }
  if (presence.state === 'draining') return { state: 'paused', word: 'state.draining', mark: 'draining' }
  return presence.state === 'online' ? { state: 'ready', word: 'state.ready' } : { state: 'offline', word: 'state.offline' }
}

/** The page's own link counts too: without it nothing that is shown is sure. */
export const isLost = (p: PhoneState): boolean => p.desk !== null && (p.link === 'lost' || p.link === 'connecting')

export function deskState(p: PhoneState): AgentState {
  if (isLost(p)) return { state: 'offline', word: 'state.lost' }
  const third = thirdOf(p.desk)
  if (third) return { state: 'consult', word: third.state === 'conference' ? 'state.conference' : 'state.consult' }
  return p.desk ? agentState(p.desk) : { state: 'offline', word: 'state.offline' }
}

const inCall = (slot: string | undefined): boolean => slot === 'talking' || slot === 'held' || slot === 'consulting'

/** Whom the agent asks while the customer waits, or has in a conference; nobody when that failed or is over. */
export function thirdOf(desk: DeskView | null): ThirdView | undefined {
  const item = desk?.item
  if (!item?.third || item.third.state === 'failed' || item.kind === 'internal' || !inCall(desk?.slot.state)) return undefined
  return item.third
}

/** This tab only shows; the phone is elsewhere. */
export const isView = (p: PhoneState): boolean => p.owner === 'elsewhere' || p.owner === 'free'

/** Which moment the clock of the bar counts from or to. */
export function barClock(desk: DeskView): { from?: number; to?: number } {
  const { slot, item, presence } = desk
  const third = thirdOf(desk)
  if (third) return { from: third.since }
  switch (slot.state) {
    case 'offered': return item ? { to: item.ring_until } : { from: slot.since }
    case 'wrapup': return item && item.wrap_until > 0 ? { to: item.wrap_until } : { from: slot.since }
    case 'talking': return { from: item && item.answered_at > 0 ? item.answered_at : slot.since }
    case 'held': return { from: item && item.held_at > 0 ? item.held_at : slot.since }
    // A pause is counted against its limit; free is since the last contact or since the presence was declared.
    case 'idle': return { from: presence.state === 'pause' ? presence.since : Math.max(presence.since, slot.since) }
    default: return { from: slot.since }
  }
}

/** Which controls the call has now; what does nothing is not there or is greyed when the link is lost. */
export function controls(p: PhoneState): { answer: boolean; talk: boolean; hold: boolean; transfer: boolean; end: boolean; able: boolean } {
  const slot = p.desk?.slot.state ?? 'idle'
  const talk = inCall(slot)
  const third = thirdOf(p.desk) !== undefined
  const kind = p.desk?.item?.kind
  return {
    answer: slot === 'offered',
    talk,
    // A colleague is neither put on hold nor handed over.
    hold: talk && !third && kind !== 'consult' && kind !== 'internal',
    transfer: talk && !third && kind !== 'consult' && kind !== 'internal',
    end: talk || slot === 'dialling' || slot === 'connecting',
    able: !isView(p) && p.link === 'open',
  }
}

const urgency = (p: { state: string; due_at: number }) => (p.state === 'due' ? 0 : p.state === 'open' ? 1 : 2)

/** Promises in the order in which they should be called: due first, then by their time. */
export const byUrgency = <T extends { state: string; due_at: number }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => urgency(a) - urgency(b) || a.due_at - b.due_at)

/** Whether somebody may press "call" now: nobody is calling or talking to that number. */
export const callable = (p: { state: string }): boolean => p.state === 'open' || p.state === 'due' || p.state === 'cooldown'

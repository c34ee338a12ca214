import type { Fact } from '../api/types'
import type { Names } from '../app/names'
import type { Key, Params } from '../i18n/lang'
import { hour, minutes } from '../shared/time'
import type { Shape } from '../shared/StateMark'
import type factWords from './factWords'

export type FactWord = Key<typeof factWords>
type Told = { word: FactWord; params: Params; state: Shape; minor: boolean }

const text = (v: unknown): string => (typeof v === 'string' ? v : typeof v === 'number' ? String(v) : '')
const ms = (v: unknown): string => minutes(typeof v === 'number' ? v : 0)

/** Colour of a fact on the timeline; what is not here is grey. */
const states: Record<string, Shape> = {
  'item.enqueued': 'waiting', 'call.hold_late': 'alarm', 'call.conference': 'consult', 'consult.started': 'consult', 'consult.answered': 'consult', 'consult.ended': 'consult', 'ear.opened': 'consult', 'ear.changed': 'consult', 'item.transferred': 'ringing', 'item.returned': 'ringing', 'item.moved': 'ringing', 'item.placed': 'waiting', 'item.ranked': 'waiting', 'item.taken': 'ringing', 'call.listed': 'paused', 'item.offered': 'ringing', 'call.answered': 'talking', 'item.connected': 'talking', 'call.held': 'hold', 'call.resumed': 'talking',
  'call.ended': 'paused', 'item.wrapped': 'wrapup', 'recording.started': 'talking', 'promise.opened': 'ringing', 'promise.agreed': 'ringing', 'promise.closed': 'ready', 'attempt.started': 'ringing', 'call.refused': 'alarm',
}

/** Facts that only an engineer reads. */
const minor = new Set(['leg.invited', 'leg.ringing', 'leg.answered', 'leg.ended', 'menu.entered', 'item.created', 'item.closed', 'call.muted', 'recording.closed', 'recording.played'])

/** A fact in words. `sub` says the small words inside: causes, reasons, results; `number` is a number by its id, where it may be seen. */
export function tellFact(f: Fact, names: Names, sub: (key: string) => string, number: (id: string) => string | undefined = () => undefined): Told {
  const d = f.data
  const agent = names.name(f.agent)
  const to = (word: FactWord, params: Params = {}): Told => ({ word, params, state: tone(f), minor: minor.has(f.type) })
  switch (f.type) {
    case 'call.created': return d['inbound'] ? to(d['original'] ? 'call.created:diverted' : 'call.created', { trunk: names.name(text(d['trunk'])), did: names.name(text(d['did'])) }) : to('call.created:out')
    case 'call.refused': return to('call.refused', { reason: sub(`refused.${text(d['reason'])}`) })
    case 'call.held': {
      if (d['by_device']) return to('call.held:device')
      return typeof d['promised_until_ms'] === 'number' && d['promised_until_ms'] > f.at ? to('call.held:promised', { time: minutes(d['promised_until_ms'] - f.at) }) : to('call.held')
    }
    case 'consult.started': return to('consult.started', { who: target(d, names, 'to_', number) })
    case 'ear.opened': case 'ear.changed': return to(d['mode'] === 'listen' ? 'ear.opened:listen' : d['mode'] === 'whisper' ? 'ear.opened:whisper' : d['mode'] === 'barge' ? 'ear.opened:barge' : 'ear.opened')
    case 'item.transferred': return to(d['taken_over'] ? 'item.transferred:taken' : d['warm'] ? 'item.transferred:warm' : 'item.transferred', { who: target(d, names, 'to_', number) })
    case 'item.moved': return to('item.moved', { by: person(d, names), line: names.name(text(d['to_line'])) })
    case 'item.placed': return to('item.placed', { by: person(d, names), was: text(d['was']), place: text(d['place']) })
    case 'item.ranked': return to('item.ranked', { by: person(d, names), was: text(d['was']), priority: text(d['priority']) })
    case 'item.taken': return to('item.taken', { by: person(d, names), agent: names.name(text(d['to_agent'])) })
    case 'call.listed': return to(d['list'] === 'vip' ? 'call.listed:vip' : d['list'] === 'blocked' ? 'call.listed:blocked' : 'call.listed')
    case 'item.returned': return to(d['verdict'] ? 'item.returned:why' : 'item.returned', { who: d['giver'] ? names.name(text(d['giver'])) : names.name(f.line), why: sub(`verdict.${text(d['verdict'])}`) })
    case 'call.resumed': return to(d['promise'] === 'kept' ? 'call.resumed:kept' : d['promise'] === 'broken' ? 'call.resumed:broken' : 'call.resumed', { time: ms(d['held_ms']) })
    case 'call.muted': return to(d['muted'] ? 'call.muted' : 'call.muted:off')
    case 'call.ended': return to(d['by'] === 'caller' ? 'call.ended:caller' : d['by'] === 'agent' ? 'call.ended:agent' : d['by'] === 'outside' ? 'call.ended:outside' : 'call.ended:system', { cause: sub(`cause.${text(d['cause'])}`) })
    case 'leg.invited': return to('leg.invited', { who: d['device'] ? names.name(f.agent) : (number(text(d['number'])) ?? '☎') })
    case 'leg.ended': return to('leg.ended', { cause: [sub(`cause.${text(d['cause'])}`), d['code'] ? text(d['code']) : ''].filter(Boolean).join(', ') })
    case 'menu.looked_up': return to(d['outcome'] === 'ok' ? 'menu.looked_up' : 'menu.looked_up:none', { s: (Number(d['took_ms'] ?? 0) / 1000).toFixed(1) })
    case 'survey.asked': case 'survey.commented': return to(f.type)
    case 'survey.answered': return to(d['question'] === 'solved' ? (d['value'] === 1 ? 'survey.answered:solved' : 'survey.answered:unsolved') : 'survey.answered', { value: text(d['value']) })
    case 'survey.ended': return to(d['complete'] ? 'survey.ended' : 'survey.ended:broken')
    case 'menu.entered': return to('menu.entered', { node: text(d['node']) })
    case 'menu.choice': return to('menu.choice', { branch: text(d['branch']) })
    case 'menu.left': return to(d['reason'] === 'hung_up' ? 'menu.left:hung_up' : 'menu.left')
    case 'item.created': return to('item.created', { line: names.name(f.line) })
    case 'item.enqueued': return to('item.enqueued', { line: names.name(f.line), position: text(d['position']) })
    case 'item.offered': return to('item.offered', { agent })
    case 'item.offer_ended': return to(verdict(d['verdict']), { agent, reason: sub(`decline.${text(d['reason'])}`) })
    case 'item.connected': return to('item.connected', { agent, time: ms(d['waited_ms']) })
    case 'item.left': return d['reason'] === 'overflowed' ? to('item.left:overflowed', { line: names.name(text(d['detail'])) }) : to('item.left', { reason: sub(`result.${text(d['reason'])}`) })
    case 'item.wrapped': {
      const disposition = names.entry(text(d['disposition']))?.name
      return disposition ? to('item.wrapped:coded', { disposition, time: ms(d['wrap_ms']) }) : to('item.wrapped', { time: ms(d['wrap_ms']) })
    }
    case 'recording.started': return to(d['voicemail'] ? 'recording.started:voicemail' : 'recording.started')
    case 'recording.closed': return d['failed'] ? to('recording.closed:failed', { why: text(d['failed']) }) : to('recording.closed', { time: ms(d['ms']) })
    case 'recording.played': return to(d['download'] ? 'recording.played:download' : 'recording.played')
    case 'promise.opened': return to('promise.opened', { time: hour(Number(d['due_at'] ?? f.at)) })
    case 'promise.agreed': return to('promise.agreed', { time: hour(Number(d['due_at'] ?? f.at)) })
    case 'promise.deferred': return to(d['why'] === 'closed' ? 'promise.deferred:closed' : 'promise.deferred', { time: hour(Number(d['due_at'] ?? f.at)) })
    case 'promise.freed': return to(d['outcome'] === 'answered' ? 'promise.freed:answered' : d['outcome'] === 'expired' ? 'promise.freed:expired' : 'promise.freed')
    case 'promise.changed': return to('promise.changed', { time: hour(Number(d['due_at'] ?? f.at)) })
    case 'promise.closed': return to('promise.closed', { reason: sub(`close.${text(d['reason'])}`) })
    case 'attempt.started': return to('attempt.started', { n: text(d['n']) })
    case 'attempt.ended': return to('attempt.ended', { outcome: sub(`outcome.${text(d['outcome'])}`) })
    case 'call.hold_late': case 'call.conference': case 'consult.answered': case 'consult.ended': case 'ear.closed':
    case 'call.answered': case 'leg.ringing': case 'leg.answered': case 'item.closed': case 'recording.removed': case 'promise.missed_again': case 'promise.no_number': case 'promise.blocked': case 'item.called': return to(f.type)
    default: return to('fact.other', { name: f.type })
  }
}

/** Who did it: people of the house are named by their seats. */
const person = (d: Record<string, unknown>, names: Names): string => names.name(text(d['by']).replace(/^usr_/, 'agt_'))

/** Whom a call goes to: an agent, a line, or a number, which facts do not hold. */
const target = (d: Record<string, unknown>, names: Names, prefix: string, number: (id: string) => string | undefined): string =>
  (d[`${prefix}agent`] ? names.name(text(d[`${prefix}agent`])) : d[`${prefix}line`] ? names.name(text(d[`${prefix}line`])) : (number(text(d[`${prefix}number`])) ?? '☎'))

function verdict(v: unknown): FactWord {
  switch (v) {
    case 'accepted': return 'item.offer_ended:accepted'
    case 'declined': return 'item.offer_ended:declined'
    case 'unreachable': return 'item.offer_ended:unreachable'
    case 'rescinded': return 'item.offer_ended:rescinded'
    default: return 'item.offer_ended:no_answer'
  }
}

/** Left a line, and not lost: somebody else has the call, or it was promised back. */
const goesOn = new Set(['overflowed', 'transferred_by_supervisor', 'rejected_blocked', 'transferred', 'sent_outside', 'callback_requested', 'served_by_menu'])

function tone(f: Fact): Shape {
  if (f.type === 'call.resumed' && f.data['promise'] === 'broken') return 'alarm'
  if (f.type === 'item.offer_ended') return f.data['verdict'] === 'accepted' ? 'ready' : f.data['verdict'] === 'rescinded' ? 'offline' : 'alarm'
  if (f.type === 'item.left') return f.data['reason'] === 'answered' ? 'ready' : goesOn.has(text(f.data['reason'])) ? 'ringing' : 'alarm'
  return states[f.type] ?? 'offline'
}

import type { Names } from '../app/names'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import type { DeskView, ItemView, Party } from '../phone/messages'
import words from './partyWords'

/** Whom a party is, for people: a colleague, a line, a number. */
export function partyName(party: Party, desk: Pick<DeskView, 'numbers'>, names: Names, unknown: string): string {
  if (party.agent) return names.name(party.agent)
  if (party.line) return names.name(party.line)
  return (party.number_id && desk.numbers[party.number_id]?.pretty) || unknown
}

/** To whom the call went in vain and why: somebody was asked, or it was given away and is back. */
export function cameBack(item: ItemView): { who: Party; reason: string; key: string } | undefined {
  const { third, returned } = item
  if (third?.state === 'failed') return { who: third, reason: third.reason ?? '', key: `third ${third.since}` }
  return returned && { who: returned, reason: returned.verdict, key: `returned ${returned.agent ?? ''}${returned.number_id ?? ''} ${returned.verdict}` }
}

/** Rules by which a colleague's call comes to an agent (core/acd). */
const given = ['handed_over', 'consulted', 'taken_over']

/** Whether somebody of us has talked to the caller before: then there is something to read about it. */
export const wasGiven = (item: ItemView): boolean =>
  item.kind === 'consult' || given.includes(item.why) || item.parts.some((p) => p.state === 'talking' && item.offered_at > 0 && p.at < item.offered_at)

/** Who stands in the place of a number when there is none: the colleague of a call within the house. */
export const peer = (item: ItemView | null, names: Names, unknown: string): string => (item?.peer && !item.number_id ? names.name(item.peer) : unknown)

const kinds = { consult: 'kind.consult', outgoing: 'kind.outgoing', internal: 'kind.internal' } as const

/** What kind of contact it is, where it is more than a call to us. */
export const kindWord = (kind: string): (typeof kinds)[keyof typeof kinds] | 'kind.return' | undefined => (kind.endsWith('_return') ? 'kind.return' : kind in kinds ? kinds[kind as keyof typeof kinds] : undefined)

/** The same with the names of the page. */
export function usePartyName(desk: DeskView): (party: Party) => string {
  const { w } = useWords(words)
  const names = useDirectory()
  return (party) => partyName(party, desk, names, w('unknown'))
}

const reasons = {
  no_answer: 'back.no_answer', declined: 'back.declined', busy: 'back.busy', unreachable: 'back.unreachable', invalid: 'back.unknown_number', rescinded: 'back.rescinded', given_up: 'back.given_up',
  left: 'back.left', lost: 'back.lost', closed: 'back.closed', forbidden: 'back.forbidden',
} as const
type ReasonWord = (typeof reasons)[keyof typeof reasons] | 'back.failed'

/** The word for why a hand-over came back; what the page does not know is "did not work". */
export const reasonWord = (reason: string): ReasonWord => (reason in reasons ? reasons[reason as keyof typeof reasons] : 'back.failed')

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

/** Who stands in the place of a number when there is none: the colleague of a call within the house. */
export const peer = (item: ItemView | null, names: Names, unknown: string): string => (item?.peer && !item.number_id ? names.name(item.peer) : unknown)

const kinds = { missed_return: 'kind.return', voicemail_return: 'kind.return', consult: 'kind.consult', outgoing: 'kind.outgoing', internal: 'kind.internal' } as const

/** What kind of contact it is, where it is more than a call to us. */
export const kindWord = (kind: string): (typeof kinds)[keyof typeof kinds] | undefined => (kind in kinds ? kinds[kind as keyof typeof kinds] : undefined)

/** The same with the names of the page. */
export function usePartyName(desk: DeskView): (party: Party) => string {
  const { w } = useWords(words)
  const names = useDirectory()
  return (party) => partyName(party, desk, names, w('unknown'))
}

const reasons = {
  no_answer: 'back.no_answer', declined: 'back.declined', busy: 'back.busy', unreachable: 'back.unreachable', unknown_number: 'back.unknown_number',
  left: 'back.left', lost: 'back.lost', closed: 'back.closed', forbidden: 'back.forbidden',
} as const
type ReasonWord = (typeof reasons)[keyof typeof reasons] | 'back.failed'

/** The word for why a hand-over came back; what the page does not know is "did not work". */
export const reasonWord = (reason: string): ReasonWord => (reason in reasons ? reasons[reason as keyof typeof reasons] : 'back.failed')

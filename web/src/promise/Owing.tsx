import { useWords } from '../i18n'
import type { DeskView, ItemView, ReturnView } from '../phone/messages'
import { useNow } from '../shared/Clock'
import { Press } from '../shared/Press'
import { when } from '../shared/time'
import words from './owingWords'
import css from '../desk/party.module.css'
import { send, usePhone } from '../desk/phone'
import { isView } from '../desk/state'

const kinds = {
  missed: 'owing.missed', voicemail: 'owing.voicemail', virtual_hold: 'owing.virtual_hold', requested: 'owing.requested', web: 'owing.web', enquiry_answer: 'owing.enquiry_answer', follow_up: 'owing.follow_up',
} as const
const kindWord = (kind: string) => (kind in kinds ? kinds[kind as keyof typeof kinds] : 'owing.title')

type Props = { desk: DeskView; item: ItemView; why: ReturnView }

/** Why this person is called back; an answering machine does not count as a conversation. */
export default function Owing({ desk, item, why }: Props) {
  const { w } = useWords(words)
  const now = useNow()
  const phone = usePhone()
  const able = phone.link === 'open' && !isView(phone)
  const about = [why.misses > 1 && w('owing.again', { count: why.misses }), why.attempts > 0 && w('owing.attempt', { n: why.attempts + 1 }), why.owner === desk.agent && w('owing.mine')].filter(Boolean)
  const talking = desk.slot.state === 'talking' && !item.third
  return (
    <div className={css.over}>
      <strong>{w(kindWord(why.kind), { when: when(item.origin_at, now), due: when(why.due_at, now) })}</strong>
      {about.length > 0 && <span className="small">{about.join(', ')}</span>}
      {desk.slot.state === 'offered' && !why.customer_first && <span className="small">{w('owing.then')}</span>}
      {talking && <span className="row"><Press size="tiny" disabled={!able} onClick={() => void send('end', { machine: true })}>{w('owing.machine')}</Press><span className="note">{w('owing.machine-then')}</span></span>}
    </div>
  )
}

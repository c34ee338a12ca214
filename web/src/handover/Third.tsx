import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '../i18n'
import type { DeskView, ItemView, ThirdView } from '../phone/messages'
import { Press } from '../shared/Press'
import { StateMark } from '../shared/StateMark'
import { useActions } from '../desk/actions'
import { partner } from '../desk/alerts'
import css from '../desk/desk.module.css'
import { showTransfer } from '../desk/panel'
import own from '../desk/party.module.css'
import { cameBack, reasonWord, usePartyName } from '../desk/party'
import partyWords from '../desk/partyWords'
import words from './words'

/** Whom you talk to, who waits and cannot hear, and the ways out of it. */
export function Third({ desk, third }: { desk: DeskView; third: ThirdView }) {
  const { w } = useWords(partyWords)
  const { w: h } = useWords(words)
  const { can, back, connect, conference } = useActions()
  const name = usePartyName(desk)(third)
  const caller = partner(desk, w('unknown'))
  const together = third.state === 'conference'
  const ringing = third.state === 'ringing'
  return (
    <div className={css.notice} style={{ background: 'var(--consult-tint)', color: 'var(--consult-ink)' }} role="status">
      <StateMark state={ringing ? 'ringing' : 'consult'} size={32} />
      <div className="grow stack" style={{ gap: 6 }}>
        <strong className={css.noticeTitle}>{together ? h('third.conference') : h(ringing ? 'third.dialling' : 'third.asking', { name })}</strong>
        <p>{together ? h('third.all', { caller, name }) : h('third.waits', { name: caller })}</p>
        <div className={own.actions}>
          {!ringing && <Press look="main" hotkey="F7" disabled={!can.able} onClick={connect}>{together ? h('third.leave') : w('third.connect')}</Press>}
          {third.state === 'talking' && <Press hotkey="Shift F7" disabled={!can.able} onClick={conference}>{h('third.join')}</Press>}
          <Press hotkey="F6" disabled={!can.able} onClick={back}>{together ? h('third.let-go', { name: name.split(' ')[0] ?? name }) : w('third.back')}</Press>
        </div>
      </div>
    </div>
  )
}

/** A hand-over that came back: to whom it went, why it did not work, where the customer is. */
export function Returned({ desk, item }: { desk: DeskView; item: ItemView }) {
  const { w } = useWords(partyWords)
  const { w: h } = useWords(words)
  const [put, putAway] = useState('')
  const { can } = useActions()
  const nameOf = usePartyName(desk)
  const back = cameBack(item)
  if (!back || put === back.key || item.ended_at > 0 || item.kind === 'internal') return null
  const name = nameOf(back.who)
  const caller = partner(desk, w('unknown'))
  const offered = desk.slot.state === 'offered'
  return (
    <div className={own.band} style={{ background: 'var(--ringing-tint)', color: 'var(--ringing-ink)' }} role="status">
      <StateMark state="ringing" size={20} />
      <p className="grow"><strong>{w('back.title', { name, reason: w(reasonWord(back.reason)) })}.</strong>{!offered && <> {h(desk.slot.state === 'held' ? 'back.held' : 'back.with-you', { name: caller })}</>}</p>
      {can.transfer && <Press size="tiny" hotkey="F7" disabled={!can.able} onClick={() => showTransfer(true)}>{h('back.again')}</Press>}
      <Press look="quiet" size="tiny" icon={<IconX size={16} aria-hidden />} aria-label={w('close')} onClick={() => putAway(back.key)} />
    </div>
  )
}

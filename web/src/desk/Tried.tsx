import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '../i18n'
import type { DeskView } from '../phone/messages'
import { serverNow } from '../shared/Clock'
import { Press } from '../shared/Press'
import { StateMark } from '../shared/StateMark'
import words from './dialWords'
import { askDial } from './panel'
import { reasonWord, usePartyName } from './party'
import css from './party.module.css'
import partyWords from './partyWords'

/** An older call is in the history and not on the desk, ms. */
const fresh = 300_000

/** Why nobody came to the telephone when the agent called, and once more at a press. */
export function Tried({ desk }: { desk: DeskView }) {
  const { w } = useWords(words)
  const { w: p } = useWords(partyWords)
  const [put, putAway] = useState(0)
  const nameOf = usePartyName(desk)
  const { tried } = desk
  if (!tried || tried.at === put || desk.item || tried.outcome === 'given_up' || serverNow() - tried.at > fresh) return null
  const number = tried.number_id && desk.numbers[tried.number_id]?.number
  return (
    <div className={css.band} style={{ background: 'var(--ringing-tint)', color: 'var(--ringing-ink)' }} role="status">
      <StateMark state="ringing" size={20} />
      <p className="grow"><strong>{p('back.title', { name: nameOf({ agent: tried.peer, number_id: tried.number_id }), reason: p(reasonWord(tried.outcome)) })}.</strong>{tried.code ? <span className="note"> {w('dial.code', { code: tried.code })}</span> : null}</p>
      {number && <Press size="tiny" hotkey="/" onClick={() => askDial({ number })}>{w('dial.again')}</Press>}
      <Press look="quiet" size="tiny" icon={<IconX size={16} aria-hidden />} aria-label={w('close')} onClick={() => putAway(tried.at)} />
    </div>
  )
}

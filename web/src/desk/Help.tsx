import { IconHandStop } from '@tabler/icons-react'
import { useKeys } from '../app/keys'
import { useWords } from '../i18n'
import type { DeskView } from '../phone/messages'
import { Press } from '../shared/Press'
import { StateMark } from '../shared/StateMark'
import css from './party.module.css'
import words from './partyWords'
import { send, usePhone } from './phone'
import { controls } from './state'

/** Calls the supervisor without a word to the customer; pressed again it is taken back. */
export function HelpPress({ desk }: { desk: DeskView }) {
  const { w } = useWords(words)
  const { able, talk } = controls(usePhone())
  const asked = desk.help !== undefined
  const ask = () => { if (able && talk) void send('help', { on: !asked }) }
  useKeys({ F1: ask })
  if (!talk) return null
  return <Press className={css.help} size="tiny" hotkey="F1" aria-pressed={asked} disabled={!able} icon={<IconHandStop size={16} aria-hidden />} onClick={ask}>{w(asked ? 'help.withdraw' : 'help.ask')}</Press>
}

/** Whether anybody has seen that help is wanted. */
export function HelpLine({ desk }: { desk: DeskView }) {
  const { w } = useWords(words)
  if (!desk.help) return null
  const taken = Boolean(desk.help.by)
  return <div className={css.band} style={{ background: `var(--${taken ? 'ready' : 'ringing'}-tint)`, color: `var(--${taken ? 'ready' : 'ringing'}-ink)` }} role="status"><StateMark state={taken ? 'ready' : 'ringing'} size={18} /><p className="strong">{w(taken ? 'help.coming' : 'help.asked')}</p></div>
}

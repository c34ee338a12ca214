import { IconHandStop } from '@tabler/icons-react'
import { useKeys } from '../app/keys'
import { useWords } from '../i18n'
import type { DeskView } from '../phone/messages'
import { Since } from '../shared/Clock'
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
  const asked = Boolean(desk.help)
  const ask = () => { if (able && talk) void send('help', { on: !asked }) }
  useKeys({ F1: ask })
  if (!talk) return null
  return <Press className={css.help} size="tiny" hotkey="F1" aria-pressed={asked} disabled={!able} icon={<IconHandStop size={16} aria-hidden />} onClick={ask}>{w(asked ? 'help.withdraw' : 'help.ask')}</Press>
}

/** That help is on its way to being noticed; it is gone once a supervisor sees to it. */
export function HelpLine({ desk }: { desk: DeskView }) {
  const { w } = useWords(words)
  if (!desk.help) return null
  return <div className={css.band} style={{ background: 'var(--ringing-tint)', color: 'var(--ringing-ink)' }} role="status"><StateMark state="ringing" size={18} /><p className="strong">{w('help.asked')}</p><span className="num"><Since at={desk.help} /></span></div>
}

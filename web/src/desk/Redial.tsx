import { IconPhoneOutgoing } from '@tabler/icons-react'
import { useWords } from '../i18n'
import { Press } from '../shared/Press'
import words from './dialWords'
import { askDial } from './panel'
import { useDesk } from './phone'

type Props = { number: string | undefined; who: string; line?: string; tenant?: string; size?: 'tiny' }

/** Puts a number into the dial field: from a history, from a call's page. Calling is said there. */
export function Redial({ number, who, line, tenant, size = 'tiny' }: Props) {
  const { w } = useWords(words)
  const desk = useDesk()
  if (!number || !desk || desk.presence.state === 'offline') return <span />
  return <Press look="quiet" size={size} icon={<IconPhoneOutgoing size={18} aria-hidden />} aria-label={w('dial.redial', { who })} title={w('dial.redial', { who })} onClick={() => askDial({ number, line, tenant })} />
}

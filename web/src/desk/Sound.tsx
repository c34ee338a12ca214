import { IconDeviceLandlinePhone, IconMicrophoneOff, IconWifi, IconWifi0, IconWifi1, IconWifi2 } from '@tabler/icons-react'
import { useWords } from '../i18n'
import type { Quality } from '../phone/api'
import { BROWSER } from '../phone/messages'
import { Press } from '../shared/Press'
import css from './bar.module.css'
import { thePhone, usePhone } from './phone'
import words from './words'

const icons = [IconWifi0, IconWifi1, IconWifi2, IconWifi] as const
const tones = ['var(--alarm-ink)', 'var(--ringing-ink)', 'var(--ink)', 'var(--ready-ink)'] as const

/** How the sound between the agent and the server is; between calls it stands where the controls will be. */
export function Sound() {
  const { w } = useWords(words)
  const { desk, media, fault, quality } = usePhone()
  if (!desk || desk.presence.state === 'offline') return null
  if (desk.device.device !== BROWSER) return <span className={css.quality} style={{ color: 'var(--ink)' }}><IconDeviceLandlinePhone size={18} aria-hidden />{w('sound.phone')}</span>
  if (media === 'connected' && quality) return <Bars quality={quality} />
  if (media === 'connected') return <span className={css.quality}><IconWifi size={18} aria-hidden />{w('sound.3')}</span>
  if (media === 'off' || media === 'failed') {
    return (
      <span className={css.quality} style={{ color: 'var(--alarm-ink)' }}>
        <IconMicrophoneOff size={18} aria-hidden /><span className={css.fault}>{w(fault ? `fault.${fault}` : 'sound.off')}</span>
        <Press size="tiny" onClick={() => void thePhone()?.startMedia()}>{w('sound.connect')}</Press>
      </span>
    )
  }
  return <span className={css.quality} style={{ color: 'var(--muted)' }}><IconWifi0 size={18} aria-hidden />{w('sound.connecting')}</span>
}

function Bars({ quality }: { quality: Quality }) {
  const { w } = useWords(words)
  const Icon = icons[quality.bars]
  const detail = w('sound.detail', { rtt: Math.max(0, Math.round(quality.rttMs)), loss: Math.round(quality.lossIn * 1000) / 10, jitter: Math.round(quality.jitterMs) })
  return <span className={css.quality} style={{ color: tones[quality.bars] }} title={detail}><Icon size={18} aria-hidden />{w(`sound.${quality.bars}`)}</span>
}

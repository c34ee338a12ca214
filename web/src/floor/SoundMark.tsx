import { IconVolumeOff } from '@tabler/icons-react'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import type { LiveCall } from '../api/types'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { writeNumber } from '../i18n/say'
import own from './ear.module.css'
import { badSound } from './sound'
import words from './soundWords'

const sides: Record<string, 'side.customer' | 'side.agent'> = { customer: 'side.customer', agent: 'side.agent' }

/** A small mark on a call whose sound is bad; the words come under the pointer and with the focus. */
export function SoundMark({ call }: { call: LiveCall }) {
  const { w, lang } = useWords(words)
  const names = useDirectory()
  const [place, setPlace] = useState<{ left: number; top: number }>()
  const bad = badSound(call)
  if (!bad) return null
  const { leg } = bad
  const figure = (n: number) => writeNumber(lang, Math.round(n * 10) / 10)
  const title = w(`sound.${bad.what}`, { who: leg.agent ? names.name(leg.agent) : w(sides[leg.side] ?? 'side.third') })
  const figures = leg.mos > 0 ? w('sound.figures', { mos: figure(leg.mos), loss: figure(leg.loss_pct), jitter: figure(leg.jitter_ms) }) : ''
  const show = (e: React.SyntheticEvent<HTMLElement>) => { const r = e.currentTarget.getBoundingClientRect(); setPlace({ left: r.left, top: r.bottom + 6 }) }
  const hide = () => setPlace(undefined)
  return (
    <>
      <button type="button" className={own.sound} aria-label={figures ? `${title}. ${figures}` : title} onMouseEnter={show} onMouseLeave={hide} onFocus={show} onBlur={hide} onClick={show} onKeyDown={(e) => { if (e.key === 'Escape') hide() }}><IconVolumeOff size={16} stroke={1.9} aria-hidden /></button>
      {place && createPortal(<div className={own.tip} style={place} aria-hidden><strong>{title}</strong>{figures && <span>{figures}</span>}</div>, document.body)}
    </>
  )
}

import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { address } from '../../api/client'
import { useWords } from '../../i18n'
import { Press } from '../../shared/Press'
import words from './words'

/** Plays a prompt as callers hear it. */
export function Listen({ prompt, name }: { prompt: string; name: string }) {
  const { w } = useWords(words)
  const audio = useRef<HTMLAudioElement>(undefined)
  const [on, setOn] = useState(false)
  useEffect(() => () => audio.current?.pause(), [])
  const toggle = () => {
    if (on) { audio.current?.pause(); setOn(false); return }
    const a = new Audio(address('/prompts/{prompt}/audio', { path: { prompt } }))
    audio.current = a
    a.onended = () => setOn(false)
    a.onerror = () => setOn(false)
    setOn(true)
    void a.play().catch(() => setOn(false))
  }
  return <Press size="tiny" look="quiet" aria-pressed={on} icon={on ? <IconPlayerStop size={17} aria-hidden /> : <IconPlayerPlay size={17} aria-hidden />} aria-label={`${w(on ? 'prompt.stop' : 'prompt.listen')}: ${name}`} onClick={toggle} />
}

import { IconMicrophone, IconPlayerStopFilled } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../i18n'
import { Press } from '../../shared/Press'
import { Problem } from '../../shared/Problem'
import { dateKey, hour, minutes } from '../../shared/time'
import own from './prompt.module.css'
import { type Fault, type Recording, longestMs, record } from './record'
import words from './recordWords'

/** Quieter than this nobody hears on a telephone. */
const audible = 0.02

type Props = { disabled: boolean; file: File | undefined; onTake: (file: File) => void; onBusy: (busy: boolean) => void }

/** Records a voice and hands it over as a file; it can be heard before it is sent. */
export function Record({ disabled, file: chosen, onTake, onBusy }: Props) {
  const { w } = useWords(words)
  const [at, setAt] = useState<{ level: number; ms: number }>()
  const [asking, setAsking] = useState(false)
  const [fault, setFault] = useState<Fault>()
  const [heard, setHeard] = useState<{ url: string; file: File; quiet: boolean }>()
  const now = useRef<Recording>(undefined)
  const here = useRef(true)
  useEffect(() => { here.current = true; return () => { here.current = false; now.current?.stop() } }, [])
  useEffect(() => () => { if (heard) URL.revokeObjectURL(heard.url) }, [heard])

  const stop = () => {
    if (!now.current) return
    const take = now.current.stop()
    now.current = undefined
    setAt(undefined)
    onBusy(false)
    if (take.ms === 0) { setFault('failed'); return }
    const began = Date.now()
    const file = new File([take.wave], `${w('rec.name')} ${dateKey(began)} ${hour(began).replace(':', '-')}.wav`, { type: 'audio/wav' })
    setHeard({ url: URL.createObjectURL(file), file, quiet: take.peak < audible })
    onTake(file)
  }
  const start = async () => {
    setFault(undefined)
    setHeard(undefined)
    setAsking(true)
    const begun = await record((level, ms) => { if (!now.current) return; setAt({ level, ms }); if (ms >= longestMs) stop() }, stop)
    if (!here.current) { if (typeof begun !== 'string') begun.stop(); return }
    setAsking(false)
    if (typeof begun === 'string') { setFault(begun); return }
    now.current = begun
    setAt({ level: 0, ms: 0 })
    onBusy(true)
  }
  // A file that was chosen afterwards takes its place.
  const mine = heard?.file === chosen ? heard : undefined
  if (at) return (
    <div className={own.record}>
      <meter className={own.level} min={0} max={1} value={at.level} aria-label={w('rec.level')} />
      <span className="num" role="timer" aria-label={w('rec.time')}>{minutes(at.ms)} / {minutes(longestMs)}</span>
      <Press look="bad" icon={<IconPlayerStopFilled size={17} aria-hidden />} onClick={stop}>{w('rec.stop')}</Press>
    </div>
  )
  return (
    <div className={own.record}>
      {fault && <Problem state="ringing" title={w(`rec.${fault}`)} />}
      {mine && <audio className={own.heard} controls src={mine.url} aria-label={w('rec.hear')} />}
      {mine?.quiet && <Problem state="ringing" title={w('rec.quiet')} />}
      <Press disabled={disabled || asking} icon={<IconMicrophone size={17} aria-hidden />} onClick={() => void start()}>{w(asking ? 'rec.asking' : mine ? 'rec.again' : 'rec.start')}</Press>
    </div>
  )
}

import { memo } from 'react'
import css from './call.module.css'
import { type Frame, wavePath } from './wave'

type Props = { levels: readonly number[]; frame: Frame; colour: string; onSeek: (ms: number) => void }

/** One voice as a wave on the scale of the whole call: what was heard is full, what is to come is pale. */
export const Channel = memo(function Channel({ levels, frame, colour, onSeek }: Props) {
  const path = wavePath(levels)
  const width = Math.max(1, levels.length * 3)
  const wave = <svg viewBox={`0 0 ${width} 56`} preserveAspectRatio="none" aria-hidden><path d={path} stroke={colour} strokeWidth="2" /></svg>
  const share = (ms: number) => `${(ms / frame.whole) * 100}%`
  const place = { left: share(frame.begin), width: share(frame.length) }
  return (
    // The range below does the same for the keyboard; this is for the hand that points at a word.
    <div className={css.channel} onPointerDown={(e) => { const r = e.currentTarget.getBoundingClientRect(); onSeek(((e.clientX - r.left) / r.width) * frame.whole) }}>
      {frame.holds.map(([from, to]) => <i key={from} className={css.holdTint} style={{ left: share(from), width: share(to - from) }} />)}
      <div className={css.voice} style={place}>{wave}</div>
      <div className={css.heard}><div className={css.voice} style={place}>{wave}</div></div>
      <i className={css.cursor} />
    </div>
  )
})

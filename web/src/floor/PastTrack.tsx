import { useMemo } from 'react'
import { useWords } from '../i18n'
import { StateMark } from '../shared/StateMark'
import { instant } from '../shared/time'
import { columnsOf, type Day } from './past'
import css from './past.module.css'
import type { Moments } from './pastBoard'
import words from './pastWords'

type Props = { at: number; day: Day; now: number; moments: Moments | undefined; onMove: (at: number) => void }

const second = 1000
const hours = [0, 3, 6, 9, 12, 15, 18, 21] as const
/** 14:07:05. */
export const clockOf = (at: number): string => instant(at).slice(0, 8)

/** The day as a strip: what happened in it, and the slider over it. */
export function PastTrack({ at, day, now, moments, onMove }: Props) {
  const { w } = useWords(words)
  const columns = useMemo(() => columnsOf(moments?.minutes ?? [], day), [moments, day])
  const scale = 1000 / (day.end - day.begin)
  const x = (moment: number) => Math.min(1000, Math.max(0, (moment - day.begin) * scale))
  const unknown = [{ from: day.begin, to: moments?.oldest ?? day.begin }, { from: now, to: day.end }]
  return (
    <div className={css.track}>
      <svg className={css.marks} viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden>
        <defs><pattern id="past-off" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2" height="6" fill="var(--edge)" opacity=".5" /></pattern></defs>
        {unknown.filter((u) => u.to > u.from && u.from < day.end && u.to > day.begin).map((u) => <rect key={u.from} x={x(u.from)} width={x(u.to) - x(u.from)} height="40" fill="var(--sunken)" />)}
        {moments?.down.map((d) => <rect key={d.from} x={x(d.from)} width={Math.max(1.5, x(d.to) - x(d.from))} height="40" fill="url(#past-off)" />)}
        {columns.map((c) => <rect key={c.x} x={c.x} width={Math.max(0.8, c.width - 0.6)} y={40 - 26 * c.height} height={26 * c.height} fill="var(--talking)" opacity=".55" />)}
        {columns.filter((c) => c.lost > 0).map((c) => <rect key={c.x} x={c.x} width={Math.max(0.8, c.width - 0.6)} y={40 - Math.max(3, 26 * c.lost)} height={Math.max(3, 26 * c.lost)} fill="var(--alarm)" />)}
        {columns.filter((c) => c.alarm).map((c) => <rect key={c.x} x={c.x} width={Math.max(1.6, c.width - 0.6)} y="5" height="5" fill="var(--ringing)" />)}
      </svg>
      <input className={css.slider} type="range" min={day.begin} max={day.end - second} step={second} value={at} aria-label={w('past.slider')} aria-valuetext={clockOf(at)} onChange={(e) => onMove(Number(e.currentTarget.value))} />
      <div className={css.hours} aria-hidden>{hours.map((h) => <span key={h} style={{ left: `${(h / 24) * 100}%` }}>{String(h).padStart(2, '0')}</span>)}</div>
    </div>
  )
}

/** What the colours of the strip mean. */
export function PastLegend({ down }: { down: boolean }) {
  const { w } = useWords(words)
  return (
    <p className={css.legend}>
      <span><i style={{ background: 'var(--talking)', opacity: 0.55 }} />{w('past.offered')}</span>
      <span><i style={{ background: 'var(--alarm)' }} />{w('past.lost')}</span>
      <span><i style={{ background: 'var(--ringing)' }} />{w('past.alarm')}</span>
      {down && <span><StateMark state="offline" size={12} />{w('past.off')}</span>}
    </p>
  )
}

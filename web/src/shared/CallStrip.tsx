import { useWords } from '../i18n'
import type { State } from '../theme/tokens'
import css from './shared.module.css'
import type { Stretch } from './parts'
import { minutes } from './time'
import words from './words'

/** In which colour each part of a call is drawn. */
export const partState: Record<Stretch['what'], State> = {
  menu: 'offline', waiting: 'wrapup', ringing: 'ringing', dialling: 'ringing', talking: 'talking', held: 'hold', consulting: 'consult', conference: 'consult', wrapup: 'paused', lost: 'alarm',
}

type Props = {
  parts: readonly Stretch[]
  height?: number
  /** Length that fills the whole width, ms: rows of a list share one scale. */
  whole?: number
}

/** A whole call as one strip: menu, wait, ring, talk, hold, wrap-up, true to scale. The product's signature. */
export function CallStrip({ parts, height = 10, whole }: Props) {
  const { w } = useWords(words)
  const all = Math.max(1, whole ?? parts.reduce((sum, p) => sum + p.ms, 0))
  const label = parts.map((p) => `${w(`part.${p.what}`)} ${minutes(p.ms)}`).join(', ')
  return (
    <div className={css.strip} style={{ height }} role="img" aria-label={label || w('part.none')} title={label}>
      {parts.map((p, i) => <span key={i} style={{ flexBasis: `${(p.ms / all) * 100}%`, background: `var(--${partState[p.what]})` }} />)}
    </div>
  )
}

const shown = ['menu', 'waiting', 'ringing', 'talking', 'held', 'wrapup', 'lost'] as const

/** What the colours of the strips mean. */
export function StripLegend() {
  const { w } = useWords(words)
  return <ul className={css.legend}>{shown.map((p) => <li key={p}><i style={{ background: `var(--${partState[p]})` }} aria-hidden />{w(`part.${p}`)}</li>)}</ul>
}

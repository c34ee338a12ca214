import type { PromiseSummary } from '../api/types'
import { useWords } from '../i18n'
import { writeNumber } from '../i18n/say'
import { Chip } from '../shared/Chip'
import { hour, minutes } from '../shared/time'
import type { State } from '../theme/tokens'
import css from './promise.module.css'
import words from './words'

export type CloseWord = keyof typeof words & `close.${string}`
export const closeWord = (reason: string): CloseWord => (`close.${reason}` in words ? (`close.${reason}` as CloseWord) : 'close.other')

const tones: Record<string, State> = { talked: 'ready', caller_reached_us: 'talking', unreachable: 'paused', duplicate: 'offline', refused: 'hold', wrong_number: 'wrapup', expired: 'alarm' }
const toneOf = (reason: string): State => tones[reason] ?? 'consult'

/** The law of promises as a drawing: 812 = 7 + 805, and a bar by reasons. */
export function Drawing({ summary }: { summary: PromiseSummary }) {
  const { w, lang } = useWords(words)
  const { opened, open } = summary
  const closed = [...summary.closed].filter((c) => c.count > 0).sort((a, b) => b.count - a.count)
  const closedAll = closed.reduce((sum, c) => sum + c.count, 0)
  const n = (v: number) => writeNumber(lang, v)
  return (
    <div className={css.sum}>
      <div className={css.equation}>
        <div><strong>{n(opened)}</strong><span className="small muted">{w('promises.opened')}</span></div><span>=</span>
        <div><strong style={open > 0 ? { color: 'var(--ringing-ink)' } : undefined}>{n(open)}</strong><span className="small muted">{w('promises.now')}</span></div><span>+</span>
        <div><strong>{n(closedAll)}</strong><span className="small muted">{w('promises.closed')}</span></div>
        <div className={css.proof}>
          {summary.checked_at !== undefined && summary.checked_at > 0 && <Chip state={summary.ok ? 'ready' : 'alarm'}>{summary.ok ? w('promises.holds', { time: hour(summary.checked_at) }) : w('promises.broken')}</Chip>}
          {summary.tried > 0 && <span className="small muted">{w('promises.first', { half: minutes(summary.p50_ms), most: minutes(summary.p90_ms) })}</span>}
          {summary.no_number > 0 && <span className="small muted">{w('promises.no-number', { count: summary.no_number })}</span>}
        </div>
      </div>
      {opened > 0 && <>
        <div className={css.bar} role="img" aria-label={w('promises.drawing', { all: opened, open, closed: closedAll })}>{open > 0 && <i style={{ flexGrow: open, background: 'var(--ringing)' }} />}{closed.map((c) => <i key={c.reason} style={{ flexGrow: c.count, background: `var(--${toneOf(c.reason)})` }} />)}</div>
        <ul className={css.legend}><li><i style={{ background: 'var(--ringing)' }} aria-hidden />{w('promises.now')} <strong className="strong">{n(open)}</strong></li>{closed.map((c) => <li key={c.reason}><i style={{ background: `var(--${toneOf(c.reason)})` }} aria-hidden />{w(closeWord(c.reason))} <strong className="strong">{n(c.count)}</strong></li>)}</ul>
      </>}
    </div>
  )
}

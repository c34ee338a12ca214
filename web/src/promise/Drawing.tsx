import { IconFileCertificate } from '@tabler/icons-react'
import type { PromiseSummary } from '../api/types'
import { useWords } from '../i18n'
import { writeNumber } from '../i18n/say'
import { Chip } from '../shared/Chip'
import { serverNow } from '../shared/Clock'
import { pressClass } from '../shared/Press'
import { hour, minutes, when } from '../shared/time'
import type { State } from '../theme/tokens'
import css from './promise.module.css'
import words from './words'

export type CloseWord = keyof typeof words & `close.${string}`
export const closeWord = (reason: string): CloseWord => (`close.${reason}` in words ? (`close.${reason}` as CloseWord) : 'close.other')

const tones: Record<string, State> = { talked: 'ready', caller_reached_us: 'talking', unreachable: 'paused', duplicate: 'offline', refused: 'hold', wrong_number: 'wrapup', expired: 'alarm', dnc: 'offline', cancelled_by_caller: 'consult' }
const toneOf = (reason: string): State => tones[reason] ?? 'consult'

/** The law of promises as a drawing: 812 = 7 + 805, and a bar by reasons. */
export function Drawing({ summary, proof, hint }: { summary: PromiseSummary; proof?: string; hint: boolean }) {
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
          <Chain summary={summary} />
          {summary.tried > 0 && <span className="small muted">{w('promises.first', { half: minutes(summary.p50_ms), most: minutes(summary.p90_ms) })}</span>}
          {summary.no_number > 0 && <span className="small muted">{w('promises.no-number', { count: summary.no_number })}</span>}
        </div>
      </div>
      {opened > 0 && <>
        <div className={css.bar} role="img" aria-label={w('promises.drawing', { all: opened, open, closed: closedAll })}>{open > 0 && <i style={{ flexGrow: open, background: 'var(--ringing)' }} />}{closed.map((c) => <i key={c.reason} style={{ flexGrow: c.count, background: `var(--${toneOf(c.reason)})` }} />)}</div>
        <ul className={css.legend}><li><i style={{ background: 'var(--ringing)' }} aria-hidden />{w('promises.now')} <strong className="strong">{n(open)}</strong></li>{closed.map((c) => <li key={c.reason}><i style={{ background: `var(--${toneOf(c.reason)})` }} aria-hidden />{w(closeWord(c.reason))} <strong className="strong">{n(c.count)}</strong></li>)}</ul>
      </>}
      {(proof !== undefined || hint) && <div className={css.take}>
        {proof !== undefined && <a href={proof} download className={pressClass({ size: 'tiny' })}><IconFileCertificate size={17} aria-hidden />{w('promises.proof')}</a>}
        <span className="note muted">{w(proof !== undefined ? 'promises.proof-text' : 'promises.proof-one')}</span>
      </div>}
    </div>
  )
}

type BrokenWord = keyof typeof words & `broken.${string}`
const brokenWord = (why: string | undefined): BrokenWord => (`broken.${why}` in words ? (`broken.${why}` as BrokenWord) : 'broken.other')

/** Whether the chain is whole, since when that is known, or where it is broken first. */
function Chain({ summary: s }: { summary: PromiseSummary }) {
  const { w } = useWords(words)
  if (!s.checked_at) return s.opened > 0 ? <Chip state="offline">{w('promises.unchecked')}</Chip> : null
  const time = hour(s.checked_at)
  if (s.ok) return <>
    <Chip state="ready">{s.facts > 0 ? w('promises.holds-chain', { time }) : w('promises.holds', { time })}</Chip>
    {s.facts > 0 && <span className="note muted" title={s.hash}>{w('promises.links', { count: s.facts })}{s.hash && <> <code className={css.hash}>{s.hash.slice(0, 8)}</code></>}</span>}
  </>
  return <>
    <Chip state="alarm">{w('promises.broken')}</Chip>
    <span className={`small ${css.late}`}>{s.broken ? `${w('promises.broken-at', { n: s.broken.n })}${s.broken.at ? `, ${when(s.broken.at, serverNow())}` : ''}: ` : ''}{w(brokenWord(s.why))}</span>
    {s.broken?.promise && <code className={css.hash}>{s.broken.promise}</code>}
  </>
}

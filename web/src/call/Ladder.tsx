import { useState } from 'react'
import type { CallDetails, Rung, Trace } from '../api/types'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { Bones } from '../shared/Loaded'
import { instant } from '../shared/time'
import { useLadder } from './api'
import css from './call.module.css'
import pageWords from './pageWords'

const step = 30
const left = 96
const width = 560

/** SIP as a ladder: who said what to whom, in order. Refusals are red and dashed. */
export function Ladder({ page }: { page: CallDetails }) {
  const { w } = useWords(pageWords)
  const asked = useLadder(page.call.id)
  return (
    <Card title={w('page.sip')}>
      {asked.isPending ? <Bones rows={5} /> : asked.data && asked.data.messages.length > 0 ? <Drawing trace={asked.data} legs={page.legs} /> : <p className={`${css.why} small muted`}>{w('sip.none')}</p>}
    </Card>
  )
}

function Drawing({ trace, legs }: { trace: Trace; legs: CallDetails['legs'] }) {
  const { w } = useWords(pageWords)
  const names = useDirectory()
  const [open, setOpen] = useState<number>()
  const { messages: rungs, parties: who } = trace
  const x = (party: string) => left + 60 + (who.indexOf(party) * (width - left - 120)) / Math.max(1, who.length - 1)
  // A desk phone is known by whose it is.
  const name = (party: string) => names.entry(party)?.name ?? names.entry(legs.find((l) => l.device === party)?.agent)?.name ?? party
  const height = 40 + rungs.length * step
  return (
    <div className={css.ladder}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={rungs.map((r) => `${instant(r.at)} ${name(r.from)} → ${name(r.to)}: ${r.what}`).join('; ')}>
        {who.map((p) => (
          <g key={p}><text x={x(p)} y="14" textAnchor="middle" fill="var(--ink)" fontWeight="650">{name(p)}</text><path d={`M${x(p)} 22V${height - 4}`} stroke="var(--line)" strokeWidth="2" /></g>
        ))}
        {rungs.map((r, i) => <Line key={i} rung={r} y={46 + i * step} from={x(r.from)} to={x(r.to)} after={i > 0 && rungs[i - 1]?.at} />)}
      </svg>
      <details className={css.raw}>
        <summary className="small strong">{w('sip.text')}</summary>
        <p className="note muted">{w('sip.hint')}</p>
        <ol>{rungs.map((r, i) => <li key={i}><button type="button" aria-expanded={open === i} onClick={() => setOpen(open === i ? undefined : i)}><span className="num muted">{instant(r.at)}</span> {name(r.from)} → {name(r.to)} <strong className="strong">{r.what}</strong></button>{open === i && <pre tabIndex={0}>{r.text}</pre>}</li>)}</ol>
      </details>
    </div>
  )
}

function Line({ rung, y, from, to, after }: { rung: Rung; y: number; from: number; to: number; after: number | false | undefined }) {
  const bad = rung.bad ?? false
  const tip = to > from ? -7 : 7
  const time = instant(rung.at)
  // Within the same second only the thousandths are news.
  const brief = after && Math.floor(after / 1000) === Math.floor(rung.at / 1000) ? time.slice(-4) : time
  const colour = bad ? 'var(--alarm)' : 'var(--accent)'
  return (
    <g>
      <text x="0" y={y + 4} fill="var(--muted)">{brief}</text>
      <path d={`M${from} ${y}H${to}M${to + tip} ${y - 4}L${to} ${y}L${to + tip} ${y + 4}`} fill="none" stroke={colour} strokeWidth="1.800" strokeDasharray={bad ? '4 3' : undefined} />
      <text x={(from + to) / 2} y={y - 6} textAnchor="middle" fill={bad ? 'var(--alarm-ink)' : 'var(--ink)'}>{rung.what}</text>
    </g>
  )
}

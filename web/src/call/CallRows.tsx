import { Link } from '@tanstack/react-router'
import type { CallRow } from '../api/types'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { CallStrip } from '../shared/CallStrip'
import { Chip } from '../shared/Chip'
import { serverNow } from '../shared/Clock'
import { stretches, total } from '../shared/parts'
import { PlayButton } from '../shared/Playback'
import { Table } from '../shared/Table'
import { Tenant } from '../shared/Tenant'
import { minutes, when } from '../shared/time'
import css from './call.module.css'
import { resultState, resultWord } from './results'
import words from './words'

/** The strip of a call as lists draw it: a wait that nobody ended is the red of the lost. */
export function stripOf(call: CallRow, now: number) {
  const parts = stretches(call.parts, now)
  const last = parts.at(-1)
  return call.lost && last?.what === 'waiting' ? [...parts, { what: 'lost' as const, ms: Math.max(1, total(parts) * 0.03) }] : parts
}

/** What can be listened to already: a recording that is still going on cannot. */
const heardNow = (c: CallRow): string | undefined => (c.result === 'live' ? undefined : c.recordings[0])

/** One scale for all rows: the longest call fills the width. */
const scale = (calls: readonly CallRow[], now: number) => Math.max(1, ...calls.map((c) => total(stripOf(c, now))))

const agentsOf = (c: CallRow, name: (id: string) => string) => c.agents.map(name).join(', ')

export function CallTable({ calls }: { calls: readonly CallRow[] }) {
  const { w } = useWords(words)
  const now = serverNow()
  const whole = scale(calls, now)
  return (
    <div className={css.tableWrap}>
      <Table caption={w('calls.title')} columns={[{ head: w('calls.time'), width: 96 }, { head: w('calls.who') }, { head: w('calls.line') }, { head: w('calls.agent') }, { head: w('calls.result') }, { head: w('calls.course'), width: '20%' }, { head: w('calls.length'), num: true }, { head: <span className="hidden">{w('calls.listen')}</span>, width: 52 }]}>
        {calls.map((c) => <Row key={c.id} call={c} whole={whole} now={now} />)}
      </Table>
    </div>
  )
}

type RowProps = { call: CallRow; whole: number; now: number }

function Row({ call, whole, now }: RowProps) {
  const { w } = useWords(words)
  const names = useDirectory()
  const who = call.number?.pretty || w('unknown')
  const agents = agentsOf(call, (id) => names.name(id))
  const disposition = call.disposition && names.entry(call.disposition)?.name
  const recording = heardNow(call)
  return (
    <tr className={css.tall}>
      <td className={`muted ${css.when}`}>{when(call.started_at, now)}</td>
      <td><Link to="/calls/$call" params={{ call: call.id }} className={css.link}>{who}</Link>{!call.inbound && <><br /><span className="note muted">{w('calls.out')}</span></>}</td>
      <td>{names.name(call.line)}<br /><span className="note muted"><Tenant {...names.tenant(call.tenant)} /></span></td>
      <td>{agents || <span className="muted">–</span>}{disposition && <><br /><span className="note muted">{disposition}</span></>}</td>
      <td><Chip state={resultState(call.result)}>{w(resultWord(call.result))}</Chip></td>
      <td><CallStrip parts={stripOf(call, now)} whole={whole} /></td>
      <td className="num">{minutes(total(stretches(call.parts, now)))}</td>
      <td>{recording && <PlayButton recording={recording} name={`${who}, ${when(call.started_at, now)}`} />}</td>
    </tr>
  )
}

/** The same list on a telephone. */
export function CallCards({ calls }: { calls: readonly CallRow[] }) {
  const { w } = useWords(words)
  const now = serverNow()
  const whole = scale(calls, now)
  return (
    <ul>
      {calls.map((c) => {
        const recording = heardNow(c)
        const who = c.number?.pretty || w('unknown')
        return (
          <li key={c.id} className={css.card}>
            <Link to="/calls/$call" params={{ call: c.id }} className={`${css.link} ${css.thumb} clip`}>{who}</Link><Chip state={resultState(c.result)}>{w(resultWord(c.result))}</Chip>
            <span className={css.cardPlay}>{recording && <PlayButton size="thumb" recording={recording} name={`${who}, ${when(c.started_at, now)}`} />}</span>
            <CallStrip parts={stripOf(c, now)} whole={whole} /><span className={`note muted num ${css.cardWhen}`}>{when(c.started_at, now)}</span>
          </li>
        )
      })}
    </ul>
  )
}

import { IconChecks, IconHeartHandshake } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { PromiseRow, SiteRequest } from '../api/types'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { Chip } from '../shared/Chip'
import { serverNow, useNow } from '../shared/Clock'
import { useRequests } from './api'
import { Empty } from '../shared/Empty'
import { PlayButton } from '../shared/Playback'
import { Table } from '../shared/Table'
import { Tenant } from '../shared/Tenant'
import { minutes, when } from '../shared/time'
import type { State } from '../theme/tokens'
import { Actions } from './Actions'
import { closeWord } from './Drawing'
import css from './promise.module.css'
import words from './words'

const tones: Record<string, State> = { open: 'offline', due: 'ringing', dialling: 'talking', talking: 'talking', cooldown: 'wrapup', frozen: 'consult', waiting_enquiry: 'hold', reserved: 'ringing' }
type StateWord = keyof typeof words & `prm.${string}`
const stateWord = (s: string): StateWord => (`prm.${s}` in words ? (`prm.${s}` as StateWord) : 'prm.open')
type KindWord = keyof typeof words & `kind.${string}`
const kindWord = (k: string): KindWord => (`kind.${k}` in words ? (`kind.${k}` as KindWord) : 'kind.other')

/** Late by the clock and nobody is calling just now. */
const isLate = (p: PromiseRow, now: number) => now > p.due_at && (p.state === 'open' || p.state === 'due')

function Due({ promise }: { promise: PromiseRow }) {
  const { w } = useWords(words)
  const now = useNow()
  const left = promise.due_at - now
  const names = useDirectory()
  const asked = promise.kind === 'requested' || promise.kind === 'web' || promise.kind === 'follow_up' || Boolean(promise.owner)
  // What was agreed is a time of day; the rest, and a repeated attempt, is only how long it may take.
  const agreed = promise.kind === 'requested' && promise.attempts === 0
  return (
    <>
      {promise.state === 'waiting_enquiry' ? <span>{w('promises.waits', { time: when(promise.blocked_until ?? promise.due_at, now) })}</span> : <span className={isLate(promise, now) ? css.late : undefined}>{left < 0 ? w('promises.late', { time: minutes(-left) }) : agreed ? when(promise.due_at, now) : w('promises.in', { time: minutes(left) })}</span>}
      {asked && <span className={`note muted ${css.under}`}>{agreed && left < 0 && `${w('promises.agreed', { time: when(promise.due_at, now) })}, `}{promise.owner ? w('promises.by', { name: names.name(promise.owner) }) : w('promises.by-free')}</span>}
    </>
  )
}

function StateChip({ promise }: { promise: PromiseRow }) {
  const { w } = useWords(words)
  return <Chip state={isLate(promise, serverNow()) ? 'alarm' : (tones[promise.state] ?? 'offline')}>{w(stateWord(promise.state))}</Chip>
}

function Reason({ promise }: { promise: PromiseRow }) {
  const { w } = useWords(words)
  const text = `${w(kindWord(promise.kind))}, ${when(promise.origin_at, serverNow())}`
  return (
    <>
      <span className="row">{promise.call ? <Link to="/calls/$call" params={{ call: promise.call }} className={css.link}>{text}</Link> : text}{promise.recording && <PlayButton recording={promise.recording} name={w('promises.listen')} />}</span>
      {promise.cause === 'enquiry_answered' && promise.state !== 'closed' && <span className={`note ${css.name}`}>{w('promises.answered')}</span>}
      {promise.misses > 1 && <span className="note muted">{w('promises.misses', { count: promise.misses })}</span>}
    </>
  )
}

/** Who it is; pressing it shows the whole story below. */
function Who({ promise, request }: { promise: PromiseRow; request: SiteRequest | undefined }) {
  const { w } = useWords(words)
  const who = promise.number?.pretty || w('unknown')
  return (
    <>
      <Link to="/promises" search={(s: Record<string, unknown>) => ({ ...s, promise: promise.id })} className={`${css.who} ${css.number}`} aria-label={w('promises.more', { who })}>{who}</Link>
      {request?.name && <span className={`note muted ${css.name}`}>{request.name}</span>}
    </>
  )
}

/** Open promises: who, why, due, attempts, state, what can be done. */
export function OpenTable({ rows }: { rows: readonly PromiseRow[] }) {
  const { w } = useWords(words)
  const requests = useRequests(rows.filter((p) => p.kind === 'web').map((p) => p.id))
  const names = useDirectory()
  return (
    <div className={css.wide}>
      <Table caption={w('promises.open')} columns={[{ head: w('promises.who') }, { head: w('promises.why') }, { head: w('promises.line') }, { head: w('promises.due') }, { head: w('promises.tries'), num: true }, { head: w('promises.state') }, { head: <span className="hidden">{w('promises.act')}</span> }]}>
        {rows.map((p) => (
          <tr key={p.id} className={css.tall}>
            <td className="strong"><Who promise={p} request={requests.get(p.id)} /></td>
            <td><Reason promise={p} /></td>
            <td>{names.name(p.line)}<br /><span className="note muted"><Tenant {...names.tenant(p.tenant)} /></span></td>
            <td className="num-left"><Due promise={p} /></td>
            <td className="num">{p.attempts}</td>
            <td><StateChip promise={p} /></td>
            <td><Actions promise={p} /></td>
          </tr>
        ))}
      </Table>
    </div>
  )
}

/** The same on a telephone. */
export function OpenCards({ rows }: { rows: readonly PromiseRow[] }) {
  const names = useDirectory()
  return (
    <ul>
      {rows.map((p) => (
        <li key={p.id} className={css.card}>
          <strong className="strong"><Who promise={p} request={undefined} /></strong><StateChip promise={p} />
          <span className="small">{names.name(p.line)}</span><span className="small"><Due promise={p} /></span>
          <span className="note muted"><Reason promise={p} /></span>
        </li>
      ))}
    </ul>
  )
}

export function ClosedTable({ rows }: { rows: readonly PromiseRow[] }) {
  const { w } = useWords(words)
  const requests = useRequests(rows.filter((p) => p.kind === 'web').map((p) => p.id))
  const names = useDirectory()
  const now = serverNow()
  return (
    <div className={css.wide}>
      <Table caption={w('promises.done')} columns={[{ head: w('promises.who') }, { head: w('promises.why') }, { head: w('promises.line') }, { head: w('promises.tries'), num: true }, { head: w('promises.how') }, { head: w('promises.when'), num: true }]}>
        {rows.map((p) => (
          <tr key={p.id} className={css.tall}>
            <td className="strong"><Who promise={p} request={requests.get(p.id)} /></td>
            <td><Reason promise={p} /></td>
            <td>{names.name(p.line)}<br /><span className="note muted"><Tenant {...names.tenant(p.tenant)} /></span></td>
            <td className="num">{p.attempts}</td>
            <td>{w(closeWord(p.reason ?? ''))}</td>
            <td className="num muted">{p.closed_at ? when(p.closed_at, now) : '–'}</td>
          </tr>
        ))}
      </Table>
    </div>
  )
}

/** Nothing here: all are kept, or nobody was ever missed. */
export function NoPromises({ state, closed }: { state: 'open' | 'closed'; closed: number }) {
  const { w } = useWords(words)
  if (state === 'closed') return <Empty icon={<IconChecks size={36} stroke={1.4} aria-hidden />} title={w('promises.no-closed')}>{w('promises.none-text')}</Empty>
  if (closed > 0) return <Empty icon={<IconChecks size={36} stroke={1.4} aria-hidden />} title={w('promises.kept')}>{w('promises.kept-text', { count: closed })}</Empty>
  return <Empty icon={<IconHeartHandshake size={36} stroke={1.4} aria-hidden />} title={w('promises.none')}>{w('promises.none-text')}</Empty>
}

import { memo } from 'react'
import type { LiveCall } from '../api/types'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { CallStrip } from '../shared/CallStrip'
import { Card } from '../shared/Card'
import { useNow } from '../shared/Clock'
import { stretches } from '../shared/parts'
import { type Shape, StateMark } from '../shared/StateMark'
import { Table } from '../shared/Table'
import { Tenant } from '../shared/Tenant'
import { minutes } from '../shared/time'
import type { Board } from './board'
import css from './floor.module.css'
import words from './words'

/** More rows than this are not read; the rest is said as a number. */
const shown = 60

const marks: Record<string, Shape> = { menu: 'offline', waiting: 'waiting', ringing: 'ringing', dialling: 'ringing', talking: 'talking', held: 'hold', wrapup: 'wrapup', voicemail: 'paused' }
const lastState = (c: LiveCall) => c.parts.filter((p) => p.state !== 'ended').at(-1)?.state ?? 'menu'
const rank = (c: LiveCall) => ['talking', 'held', 'ringing', 'dialling', 'waiting', 'menu', 'voicemail', 'wrapup'].indexOf(lastState(c))

/** Calls that are going on, with people first, then those who wait. */
export function CallTable({ board }: { board: Board }) {
  const { w } = useWords(words)
  const calls = [...board.calls.values()].sort((a, b) => rank(a) - rank(b) || (a.parts[0]?.at ?? 0) - (b.parts[0]?.at ?? 0))
  const rest = calls.length - shown
  return (
    <Card title={w('floor.active')} side={<span className="small muted">{calls.length}</span>} className={css.card}>
      {calls.length === 0 ? <p className={`${css.quiet} small muted`}>{w('floor.no-calls')}</p> : (
        <div className={`${css.scroll} ${css.calls}`} tabIndex={0} role="region" aria-label={w('floor.active')}>
          <Table caption={w('floor.active')} columns={[{ head: w('floor.who') }, { head: w('floor.with') }, { head: w('floor.line') }, { head: w('floor.course'), width: '22%' }, { head: w('floor.time'), num: true, width: 72 }]}>
            {calls.slice(0, shown).map((c) => <Row key={c.call} call={c} />)}
          </Table>
          {rest > 0 && <p className={`${css.quiet} note muted`}>{w('floor.calls-shown', { n: rest })}</p>}
        </div>
      )}
    </Card>
  )
}

const Row = memo(function Row({ call }: { call: LiveCall }) {
  const { w } = useWords(words)
  const names = useDirectory()
  const now = useNow()
  const state = lastState(call)
  const since = call.parts.find((p) => p.state === 'talking')?.at ?? call.parts.filter((p) => p.state !== 'ended').at(-1)?.at ?? now
  return (
    <tr>
      <td><span className="row"><StateMark state={marks[state] ?? 'offline'} /><span className={call.agent ? 'strong clip' : 'muted clip'}>{call.agent ? names.name(call.agent) : w(state === 'menu' ? 'floor.in-menu' : 'floor.queue')}</span></span></td>
      <td className="clip">{call.pretty ?? w('unknown')}</td>
      <td className="note muted"><Tenant name={names.name(call.line)} colour={names.tenant(call.tenant).colour} /></td>
      <td><CallStrip parts={stretches(call.parts, now)} /></td>
      <td className="num"><time>{minutes(now - since)}</time></td>
    </tr>
  )
})

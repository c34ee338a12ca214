import { IconEar } from '@tabler/icons-react'
import { memo } from 'react'
import type { LiveCall } from '../api/types'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { CallStrip } from '../shared/CallStrip'
import { Card } from '../shared/Card'
import { useNow } from '../shared/Clock'
import { KeyCap } from '../shared/KeyCap'
import { stretches } from '../shared/parts'
import { type Shape, StateMark } from '../shared/StateMark'
import { Press } from '../shared/Press'
import { Table } from '../shared/Table'
import { Tenant } from '../shared/Tenant'
import { minutes } from '../shared/time'
import type { Board } from './board'
import own from './ear.module.css'
import earWords from './earWords'
import css from './floor.module.css'
import { choose, hearRow, isHearable, usePick } from './pick'
import { SoundMark } from './SoundMark'
import words from './words'

/** More rows than this are not read; the rest is said as a number. */
const shown = 60

const marks: Record<string, Shape> = { menu: 'offline', waiting: 'waiting', ringing: 'ringing', dialling: 'ringing', talking: 'talking', held: 'hold', consulting: 'consult', conference: 'consult', wrapup: 'wrapup', voicemail: 'paused' }
const lastState = (c: LiveCall) => c.parts.filter((p) => p.state !== 'ended').at(-1)?.state ?? 'menu'
const rank = (c: LiveCall) => ['talking', 'conference', 'consulting', 'held', 'ringing', 'dialling', 'waiting', 'menu', 'voicemail', 'wrapup'].indexOf(lastState(c))

/** Calls that are going on, with people first, then those who wait. */
export function CallTable({ board }: { board: Board }) {
  const { w } = useWords(words)
  const { w: e } = useWords(earWords)
  const calls = [...board.calls.values()].sort((a, b) => rank(a) - rank(b) || (a.parts[0]?.at ?? 0) - (b.parts[0]?.at ?? 0))
  const rest = calls.length - shown
  const pick = usePick(board, calls)
  return (
    <Card title={w('floor.active')} side={<>{pick.can && calls.length > 0 && <span className={own.keys} aria-hidden><span><KeyCap>L</KeyCap>{e('ear.listen')}</span><span><KeyCap>W</KeyCap>{e('ear.whisper')}</span><span><KeyCap>B</KeyCap>{e('ear.barge')}</span></span>}<span className="small muted">{calls.length}</span></>} className={css.card}>
      {calls.length === 0 ? <p className={`${css.quiet} small muted`}>{w('floor.no-calls')}</p> : (
        <div className={`${css.scroll} ${css.calls}`} tabIndex={0} role="region" aria-label={w('floor.active')}>
          <Table caption={w('floor.active')} columns={[{ head: w('floor.who') }, { head: w('floor.with') }, { head: w('floor.line') }, { head: w('floor.course'), width: '22%' }, { head: w('floor.time'), num: true, width: 72 }, ...(pick.can ? [{ head: <span className="hidden">{e('ear.listen')}</span>, width: 52 }] : [])]}>
            {calls.slice(0, shown).map((c) => <Row key={c.call} call={c} can={pick.can} chosen={c.call === pick.chosen} />)}
          </Table>
          {rest > 0 && <p className={`${css.quiet} note muted`}>{w('floor.calls-shown', { n: rest })}</p>}
        </div>
      )}
    </Card>
  )
}

const Row = memo(function Row({ call, can, chosen }: { call: LiveCall; can: boolean; chosen: boolean }) {
  const { w } = useWords(words)
  const { w: e } = useWords(earWords)
  const names = useDirectory()
  const now = useNow()
  const state = lastState(call)
  const since = call.parts.find((p) => p.state === 'talking')?.at ?? call.parts.filter((p) => p.state !== 'ended').at(-1)?.at ?? now
  return (
    <tr className={chosen ? own.chosen : undefined} onClick={can && isHearable(call) ? () => choose(call.call) : undefined}>
      <td><span className="row"><StateMark state={marks[state] ?? 'offline'} /><span className={call.agent ? 'strong clip' : 'muted clip'}>{call.agent ? names.name(call.agent) : w(state === 'menu' ? 'floor.in-menu' : 'floor.queue')}</span><SoundMark call={call} /></span></td>
      <td className="clip">{call.pretty ?? w('unknown')}</td>
      <td className="note muted"><Tenant name={names.name(call.line)} colour={names.tenant(call.tenant).colour} /></td>
      <td><CallStrip parts={stretches(call.parts, now)} /></td>
      <td className="num"><time>{minutes(now - since)}</time></td>
      {can && <td>{isHearable(call) && <Press look="quiet" size="tiny" icon={<IconEar size={18} stroke={1.8} aria-hidden />} aria-label={e('ear.call', { name: names.name(call.agent) })} onClick={() => hearRow(call.call)} />}</td>}
    </tr>
  )
})

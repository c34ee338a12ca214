import { IconPhoneIncoming } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ask } from '../api/client'
import type { CallRow, MyDay as Day } from '../api/types'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import type { DeskView } from '../phone/messages'
import { CallStrip } from '../shared/CallStrip'
import { Card } from '../shared/Card'
import { serverNow } from '../shared/Clock'
import { Empty } from '../shared/Empty'
import { Loaded } from '../shared/Loaded'
import { stretches, total } from '../shared/parts'
import { PlayButton, stopPlayback, useHeard } from '../shared/Playback'
import { dateKey, dayStart, hour, minutes } from '../shared/time'
import css from './desk.module.css'
import { usePhone } from './phone'
import { Redial } from './Redial'
import { Lost } from './Notice'
import { isLost } from './state'
import words from './words'

/** Between calls: calm, my numbers, my calls of today with playback. */
export function MyDay({ desk }: { desk: DeskView }) {
  const { w } = useWords(words)
  const phone = usePhone()
  const day = useQuery({ queryKey: ['my', 'day'], queryFn: ({ signal }) => ask('get', '/my/day', { query: { since: dayStart(dateKey(serverNow())) }, signal }) })
  const waiting = desk.lines.reduce((sum, l) => sum + l.waiting, 0)
  // A call that comes is not to be heard together with one that was.
  useEffect(() => stopPlayback, [])
  return (
    <div className={css.scroll}>
      {isLost(phone) && <Lost idle />}
      <div><h1>{w('day.title')}</h1><p className={css.calm}>{waiting > 0 ? w('day.soon', { count: waiting }) : w('day.calm')}</p></div>
      <Loaded of={day}>{(d) => <><Figures day={d} /><Recent rows={d.calls} /></>}</Loaded>
    </div>
  )
}

function Figures({ day }: { day: Day }) {
  const { w } = useWords(words)
  const talked = day.calls.reduce((sum, c) => sum + c.talk_ms, 0)
  const figures = [
    [String(day.count), w('day.calls', { count: day.count })],
    [day.count > 0 ? minutes(day.handle_ms) : '–', w('day.handling')],
    [minutes(talked), w('day.talked')],
    [String(day.returned), w('day.kept', { count: day.returned })],
  ] as const
  return <Card><div className={`${css.figures} figure`}>{figures.map(([value, word]) => <div key={word}><strong>{value}</strong><span className="small muted">{word}</span></div>)}</div></Card>
}

function Recent({ rows }: { rows: readonly CallRow[] }) {
  const { w } = useWords(words)
  const now = serverNow()
  const whole = Math.max(1, ...rows.map((c) => total(stretches(c.parts, now))))
  return (
    <Card title={w('day.recent')}>
      {rows.length === 0 && <Empty icon={<IconPhoneIncoming size={36} stroke={1.4} aria-hidden />} title={w('day.empty')}>{w('day.empty-text')}</Empty>}
      {rows.map((c) => <Row key={c.id} call={c} whole={whole} now={now} />)}
    </Card>
  )
}

function Row({ call, whole, now }: { call: CallRow; whole: number; now: number }) {
  const { w } = useWords(words)
  const names = useDirectory()
  const recording = call.recordings[0]
  const heard = useHeard(recording)
  const parts = stretches(call.parts, now)
  const who = call.number?.pretty || w('unknown')
  return (
    <div className={css.callRow} style={heard === undefined ? undefined : { '--heard': `${heard * 100}%` }} data-heard={heard !== undefined || undefined}>
      <span className="muted small num">{hour(call.started_at)}</span>
      <span className="grow"><Link to="/calls/$call" params={{ call: call.id }} className={`${css.rowLink} small clip`}>{who}</Link><span className="note muted clip" style={{ display: 'block' }}>{names.tenant(call.tenant).name}, {names.name(call.line)}</span></span>
      <CallStrip parts={parts} whole={whole} />
      <span className="small num">{minutes(total(parts))}</span>
      <span style={{ display: 'flex', justifyContent: 'flex-end' }}>
        <Redial number={call.number?.number} who={who} line={call.line} tenant={call.tenant} />
        {recording ? <PlayButton recording={recording} name={`${who}, ${hour(call.started_at)}`} /> : <span style={{ width: 28 }} />}
      </span>
    </div>
  )
}

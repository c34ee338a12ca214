import { NativeSelect, TextInput } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconHistory, IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { filled } from '../api/lists'
import { told } from '../api/told'
import type { BoardMessage } from '../api/types'
import { useKeys } from '../app/keys'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { Chip } from '../shared/Chip'
import { serverNow } from '../shared/Clock'
import { Empty } from '../shared/Empty'
import { KeyCap } from '../shared/KeyCap'
import { Bones } from '../shared/Loaded'
import { PastMoment } from '../shared/past'
import { Press } from '../shared/Press'
import { Problem } from '../shared/Problem'
import { Segments } from '../shared/Segments'
import { dateKey, day as dayName, when } from '../shared/time'
import { AlarmList } from './AlarmList'
import { fold } from './board'
import { CallTable } from './CallTable'
import { FigureRow } from './FigureRow'
import floorCss from './floor.module.css'
import { LineTable } from './LineTable'
import { dayOf, nextMark, onDay, readMoment, type Speed, speeds, stepOf, within, writeMoment } from './past'
import css from './past.module.css'
import { type Look, type Then, useMoments, usePastBoard } from './pastBoard'
import { PastSteps } from './PastSteps'
import { clockOf, PastLegend, PastTrack } from './PastTrack'
import words from './pastWords'
import { Seats } from './Seats'
import floorWords from './words'

/** What of the address belongs to the past; the rest stays in it. */
type Search = { tenant?: string; at?: string; queue?: string }

/** The floor as it was: a slider over a day, the board of its moment, and nothing that could be done there. */
export default function Past() {
  const { w, lang } = useWords(words)
  const { w: f } = useWords(floorWords)
  const names = useDirectory()
  const navigate = useNavigate()
  const search: Search = useSearch({ strict: false })
  const [now, setNow] = useState(serverNow)
  const at = within(readMoment(search.at) ?? now, 1, now)
  const day = useMemo(() => dayOf(at), [dateKey(at)]) // eslint-disable-line react-hooks/exhaustive-deps
  const moments = useMoments(search.tenant, day, day.end > now).data
  const look = usePastBoard(search.tenant, at)
  const live = () => void navigate({ to: '/floor', search: search.tenant ? { tenant: search.tenant } : {} })
  const to = (moment: number) => {
    const present = serverNow()
    setNow(present)
    void navigate({ to: '/floor', search: { ...(search.tenant ? { tenant: search.tenant } : {}), at: writeMoment(within(moment, moments?.oldest ?? 1, present)) }, replace: true })
  }
  const play = usePlaying(at, to, look.waits)
  useSteps((by) => to(at + by), play.toggle)
  useKeys({ Escape: live })
  const jump = (by: 1 | -1) => { const next = nextMark(moments?.minutes ?? [], at, by); if (next !== undefined) to(next) }
  return (
    <div className={`${floorCss.page} ${css.page}`} data-facts={(look.was && !look.was.exact) || undefined} data-waits={look.waits || undefined}>
      <header className={floorCss.head}>
        <h1>{w('past.title')}</h1>
        {look.was && <Chip state={look.was.exact ? 'ready' : 'wrapup'}>{w(look.was.exact ? 'past.exact' : 'past.facts')}</Chip>}
        <span className="push" />
        <span className={`${css.keys} note muted`} aria-hidden><KeyCap>← →</KeyCap>{w('past.keys')}<KeyCap>Shift</KeyCap>{w('past.keys-minute')}<KeyCap>PgUp PgDn</KeyCap>{w('past.keys-ten')}</span>
        {names.tenants.length > 1 && <NativeSelect aria-label={f('floor.tenant')} value={search.tenant ?? ''} data={[{ value: '', label: f('floor.all') }, ...names.tenants.map((t) => ({ value: t.id, label: t.name }))]} onChange={(e) => void navigate({ to: '/floor', search: { ...(e.currentTarget.value ? { tenant: e.currentTarget.value } : {}), at: writeMoment(at) }, replace: true })} />}
        <Press look="main" hotkey="Esc" onClick={live}>{w('past.live')}</Press>
      </header>
      <Card className={css.panel} label={w('past.slider')}>
        <div className={css.time}>
          <strong aria-live="off">{clockOf(at)}</strong>
          <span className="row small"><span>{dayName(lang, at)}</span><TextInput type="date" aria-label={w('past.day')} value={day.key} max={dateKey(now)} onChange={(e) => to(onDay(at, e.currentTarget.value))} /></span>
        </div>
        <div className={css.course}>
          <PastTrack at={at} day={day} now={now} moments={moments} onMove={to} />
          <div className={css.tools}>
            <Press size="tiny" icon={<IconChevronLeft size={18} aria-hidden />} aria-label={w('past.before')} title={w('past.before')} onClick={() => jump(-1)} />
            <Press size="tiny" hotkey="K" icon={play.on ? <IconPlayerPauseFilled size={16} aria-hidden /> : <IconPlayerPlayFilled size={16} aria-hidden />} aria-pressed={play.on} onClick={play.toggle}>{w(play.on ? 'past.pause' : 'past.play')}</Press>
            <Press size="tiny" icon={<IconChevronRight size={18} aria-hidden />} aria-label={w('past.after')} title={w('past.after')} onClick={() => jump(1)} />
            <Segments label={w('past.speed')} value={play.speed} options={speeds.map((s) => [s, `×${s}`] as const)} onChange={play.setSpeed} />
            <PastLegend down={Boolean(moments?.down.length)} />
          </div>
        </div>
      </Card>
      <Shown look={look} onMove={to} />
    </div>
  )
}

/** The board, or why there is none. */
function Shown({ look, onMove }: { look: Look; onMove: (at: number) => void }) {
  const { w, lang } = useWords(words)
  const { was, problem } = look
  const wide = `${floorCss.nothing} ${css.nothing}`
  if (problem?.code === 'past.nothing_before') {
    const first = Number(problem.params['first'] ?? 0)
    return <Card className={wide}><Empty icon={<IconHistory size={36} stroke={1.4} aria-hidden />} title={w('past.none')} action={<Press onClick={() => onMove(first + 999)}>{w('past.first')}</Press>}>{w('past.none-text', { first: when(first) })}</Empty></Card>
  }
  if (problem) return <Card className={wide}><div style={{ padding: 'var(--s4)' }}><Problem state="ringing" title={w('past.failed')} action={<Press size="tiny" onClick={look.again}>{w('past.again')}</Press>}>{told(lang, problem.code, problem.params, words)}</Problem></div></Card>
  if (!was) return <Card className={wide}><Bones rows={8} /></Card>
  return <Panels was={was} onMove={onMove} />
}

function Panels({ was, onMove }: { was: Then; onMove: (at: number) => void }) {
  const { w } = useWords(floorWords)
  const { w: p } = useWords(words)
  const board = useMemo(() => fold(undefined, filled(was) as unknown as BoardMessage), [was])
  if (!board) return null
  return (
    <PastMoment value={board.now}>
      {was.down ? (
        <div className={css.band}><Problem state="offline" title={p('past.down', { from: clockOf(was.down.from), to: clockOf(was.down.to) })} action={<span className="row"><Press size="tiny" onClick={() => onMove(was.down?.from ?? 0)}>{p('past.down-before')}</Press><Press size="tiny" onClick={() => onMove((was.down?.to ?? 0) + 1999)}>{p('past.down-after')}</Press></span>}>{p('past.down-text')}</Problem></div>
      ) : !was.exact ? <div className={css.band}><Problem state="wrapup" title={p('past.facts-title')}>{p('past.facts-text', { version: was.version || '?' })}</Problem></div> : <PastSteps was={was} onMove={onMove} />}
      <FigureRow board={board} />
      <div className={floorCss.left}>
        <LineTable board={board} />
        <CallTable board={board} />
      </div>
      <div className={floorCss.right}>
        <AlarmList board={board} />
        <Card title={w('floor.agents')} side={<span className="small muted">{board.agents.size}</span>} className={floorCss.card}><Seats board={board} /></Card>
      </div>
    </PastMoment>
  )
}

/** Arrows, page keys and K, wherever the focus is but in a field; the slider is none: its keys are these. */
function useSteps(go: (by: number) => void, toggle: () => void) {
  useEffect(() => {
    const listen = (e: KeyboardEvent) => {
      const by = stepOf(e)
      const field = e.target instanceof HTMLElement && e.target.closest('input:not([type=range]), select, textarea') !== null
      if ((by === 0 && e.code !== 'KeyK') || field || e.defaultPrevented || e.altKey || e.ctrlKey || e.metaKey) return
      e.preventDefault()
      if (by === 0) toggle()
      else go(by)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  })
}

/** Time that goes by itself: each second so many, but never ahead of what the server has shown. */
function usePlaying(at: number, to: (at: number) => void, waits: boolean) {
  const [on, setOn] = useState(false)
  const [speed, setSpeed] = useState<Speed>('10')
  useEffect(() => {
    if (!on || waits) return
    const timer = setTimeout(() => {
      const next = at + Number(speed) * 1000
      if (next > serverNow()) setOn(false)
      else to(next)
    }, 1000)
    return () => clearTimeout(timer)
  })
  return { on, speed, setSpeed, toggle: () => setOn((was) => !was) }
}

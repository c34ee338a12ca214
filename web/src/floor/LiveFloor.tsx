import { NativeSelect } from '@mantine/core'
import { IconDeviceTv, IconHeadsetOff, IconPlugConnectedX } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useMemo } from 'react'
import { useDirectory } from '../app/names'
import { has, useMe } from '../app/session'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { Chip } from '../shared/Chip'
import { Empty } from '../shared/Empty'
import { Bones } from '../shared/Loaded'
import { StateMark } from '../shared/StateMark'
import { hour } from '../shared/time'
import { pressClass } from '../shared/Press'
import { AlarmList } from './AlarmList'
import { useAlarmSound } from './alarmSound'
import type { Board } from './board'
import { CallTable } from './CallTable'
import { FigureRow } from './FigureRow'
import earWords from './earWords'
import css from './floor.module.css'
import { withHelp } from './help'
import { LineTable } from './LineTable'
import { PastLink } from './PastLink'
import { Seats } from './Seats'
import { changeSkills, useWhoseSkills } from './skills'
import { SoundSwitch } from './SoundSwitch'
import { type Live, useBoard } from './stream'
import words from './words'

const Past = lazy(() => import('./Past'))
const Queue = lazy(() => import('./Queue'))
const SkillsCard = lazy(() => import('./SkillsCard'))

/** The floor: now, or at the past moment that the address names. */
export function LiveFloor() {
  const { at }: { at?: string } = useSearch({ strict: false })
  return at ? <Suspense fallback={<div className={css.page}><Card className={css.nothing}><Bones rows={8} /></Card></div>}><Past /></Suspense> : <Now />
}

/** The live floor to read: figures, lines, calls, what needs attention, people. */
function Now() {
  const { w } = useWords(words)
  const { w: e } = useWords(earWords)
  const me = useMe()
  const names = useDirectory()
  const navigate = useNavigate()
  const search: { tenant?: string } = useSearch({ strict: false })
  const live = useBoard(search.tenant)
  const { board } = live
  const skilled = useWhoseSkills()
  useEffect(() => () => changeSkills(undefined), [])
  useAlarmSound(useAlarms(board), has(me, 'supervisor'))
  return (
    <div className={css.page} data-stale={live.stale > 0 || undefined}>
      <header className={css.head}>
        <h1>{w('floor.title')}</h1><Freshness live={live} />
        <span className="push" />
        {has(me, 'supervisor') && <SoundSwitch />}
        <PastLink />
        <Link to="/wall" search={search.tenant ? { tenant: search.tenant } : {}} className={pressClass({})}><IconDeviceTv size={18} stroke={1.7} aria-hidden />{e('floor.wall')}</Link>
        {names.tenants.length > 1 && (
          <NativeSelect aria-label={w('floor.tenant')} value={search.tenant ?? ''} data={[{ value: '', label: w('floor.all') }, ...names.tenants.map((t) => ({ value: t.id, label: t.name }))]} onChange={(e) => void navigate({ to: '/floor', search: e.currentTarget.value ? { tenant: e.currentTarget.value } : {}, replace: true })} />
        )}
      </header>
      {board ? <Panels board={board} /> : live.attempt > 1 ? (
        <Card className={css.nothing}><Empty icon={<IconPlugConnectedX size={36} stroke={1.4} aria-hidden />} title={w('floor.none')}>{w('floor.none-text', { n: live.attempt })}</Empty></Card>
      ) : <Card className={css.nothing}><Bones rows={8} /></Card>}
      {skilled && <Suspense><SkillsCard key={skilled} agent={skilled} /></Suspense>}
    </div>
  )
}

function Panels({ board }: { board: Board }) {
  const { w } = useWords(words)
  const lead = has(useMe(), 'supervisor')
  const navigate = useNavigate()
  const { queue, ...rest }: { queue?: string; tenant?: string } = useSearch({ strict: false })
  const open = lead && queue && board.lines.has(queue) ? queue : undefined
  const show = (line: string | undefined) => void navigate({ to: '/floor', search: line ? { ...rest, queue: line } : rest, replace: true })
  return (
    <>
      <FigureRow board={board} />
      <div className={css.left} data-queue={open ? true : undefined}>
        <LineTable board={board} open={open} onOpen={lead ? (line) => show(line === open ? undefined : line) : undefined} />
        {open ? <Suspense fallback={<Card className={css.card}><Bones rows={5} /></Card>}><Queue key={open} board={board} line={open} onClose={() => show(undefined)} /></Suspense> : <CallTable board={board} />}
      </div>
      <div className={css.right}>
        <AlarmList board={board} />
        <Card title={w('floor.agents')} side={<span className="small muted">{board.agents.size}</span>} className={css.card}>
          {board.agents.size === 0 ? <Empty icon={<IconHeadsetOff size={36} stroke={1.4} aria-hidden />} title={w('floor.no-agents')}>{w('floor.no-agents-text')}</Empty> : <Seats board={board} />}
        </Card>
      </div>
    </>
  )
}

/** Whether what is shown is of now; a stale board says since when. */
function Freshness({ live }: { live: Live }) {
  const { w } = useWords(words)
  if (!live.board) return null
  if (live.stale === 0) return <Chip state="ready">{w('floor.live')}</Chip>
  return <span className={css.stale} role="status"><StateMark state="offline" size={13} />{w('floor.stale', { time: hour(live.board.now) })}</span>
}

/** The board's alarms and those who ask for help. */
function useAlarms(board: Board | undefined) {
  return useMemo(() => board && withHelp(board), [board])
}

import { IconMoon, IconSun } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useLayoutEffect, useMemo } from 'react'
import type { Alarm, LineRow } from '../api/types'
import { useKeys } from '../app/keys'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { percent, writeNumber } from '../i18n/say'
import { Bones } from '../shared/Loaded'
import { useNow } from '../shared/Clock'
import { Press, pressClass } from '../shared/Press'
import { unlockAtFirstTouch } from '../shared/sound'
import { StateMark } from '../shared/StateMark'
import { hour, minutes } from '../shared/time'
import { Wordmark } from '../shared/Wordmark'
import type { State } from '../theme/tokens'
import { useAlarmText } from './alarmText'
import { useAlarmSound } from './alarmSound'
import type { Board } from './board'
import { withHelp } from './help'
import { SoundSwitch } from './SoundSwitch'
import { type Live, useBoard } from './stream'
import { type Tone, toneOf } from './tones'
import { pageAt, pages, worst } from './wall'
import css from './wall.module.css'
import wallWords from './wallWords'
import words from './words'

/** How long a page of lines stands, ms: time to read eight rows from afar. */
const turn = 15_000

/** Read from eight metres: five figures, the lines, one alarm. Its own address, without the frame. */
export function Wallboard() {
  const { w } = useWords(wallWords)
  const search: { tenant?: string; theme?: string } = useSearch({ strict: false })
  const navigate = useNavigate()
  const live = useBoard(search.tenant)
  const light = search.theme === 'light'
  useOwnTheme(light)
  useLayoutEffect(() => unlockAtFirstTouch(), [])
  const alarms = useMemo(() => live.board && withHelp(live.board), [live.board])
  useAlarmSound(alarms, true)
  useKeys({ Escape: () => void navigate({ to: '/floor' }) })
  return (
    <main className={css.wall} data-stale={live.stale > 0 || undefined}>
      <header className={css.head}>
        <Wordmark height={38} /><h1>{w('wall.title')}</h1>
        <span className="push" /><Clock live={live} />
        <span className={css.tools}>
          <SoundSwitch />
          <Press aria-label={w(light ? 'wall.dark' : 'wall.light')} title={w(light ? 'wall.dark' : 'wall.light')} icon={light ? <IconMoon size={18} stroke={1.7} aria-hidden /> : <IconSun size={18} stroke={1.7} aria-hidden />} onClick={() => void navigate({ to: '/wall', search: { ...search, theme: light ? undefined : 'light' }, replace: true })} />
          <Link to="/floor" search={search.tenant ? { tenant: search.tenant } : {}} className={pressClass({})} aria-keyshortcuts="Escape">{w('wall.exit')}</Link>
        </span>
      </header>
      {live.board && alarms ? <Whole board={live.board} alarms={alarms} /> : <Bones rows={8} />}
    </main>
  )
}

/** A wall is dark whatever the person's own theme is; that one comes back with the person. */
function useOwnTheme(light: boolean) {
  useLayoutEffect(() => {
    const root = document.documentElement
    const was = root.dataset['mantineColorScheme']
    root.dataset['mantineColorScheme'] = light ? 'light' : 'dark'
    return () => { if (was === undefined) delete root.dataset['mantineColorScheme']; else root.dataset['mantineColorScheme'] = was }
  }, [light])
}

function Clock({ live }: { live: Live }) {
  const { w } = useWords(wallWords)
  const now = useNow()
  if (live.stale > 0 && live.board) return <span className={css.stale} role="status"><StateMark state="offline" size={22} />{w('wall.stale', { time: hour(live.board.now) })}</span>
  return <time>{hour(now)}</time>
}

function Whole({ board, alarms }: { board: Board; alarms: readonly Alarm[] }) {
  return (
    <>
      <Figures board={board} />
      <Lines board={board} />
      <Foot alarms={alarms} />
    </>
  )
}

/** Figures of a hand's height need no gap before their sign. */
const tight = (text: string): string => text.replace(/\s/g, '')

const states: Record<NonNullable<Tone> | 'calm', State> = { hot: 'alarm', warm: 'ringing', calm: 'ready' }

function Figures({ board }: { board: Board }) {
  const { w, lang } = useWords(words)
  const { w: wall } = useWords(wallWords)
  const now = useNow()
  const { figures } = board
  const lines = [...board.lines.values()]
  const enqueued = lines.reduce((sum, l) => sum + l.today.enqueued, 0)
  const targets = new Set(lines.map((l) => l.target_ms))
  const level = targets.size === 1 ? w('floor.level', { s: ([...targets][0] ?? 0) / 1000 }) : w('floor.level-mixed')
  const waiting = toneOf(board.alarms, 'waiting')
  const shown: readonly (readonly [key: string, value: string, word: string, tone: Tone])[] = [
    ['waiting', writeNumber(lang, figures.waiting), w('floor.waiting', { count: figures.waiting }), waiting],
    ['longest', figures.longest > 0 ? minutes(now - figures.longest) : '–', wall('wall.longest'), waiting],
    ['level', figures.level === null ? '–' : tight(percent(lang, figures.level)), level, toneOf(board.alarms, 'level')],
    ['lost', enqueued > 0 ? tight(percent(lang, figures.abandoned / enqueued, 1)) : '–', w('floor.abandoned'), undefined],
    ['free', writeNumber(lang, figures.ready), w('floor.free'), toneOf(board.alarms, 'free')],
  ]
  return (
    <div className={css.figures}>
      {shown.map(([key, value, word, tone]) => {
        const state = states[tone ?? 'calm']
        return <div key={key} className={css.figure} style={{ '--now': `var(--${state})`, '--now-ink': `var(--${state}-ink)` }}><strong style={{ '--letters': value.length }}>{value}</strong><span className="row"><StateMark state={state} size={22} /><span className="clip">{word}</span></span></div>
      })}
    </div>
  )
}

function Lines({ board }: { board: Board }) {
  const { w } = useWords(wallWords)
  const names = useDirectory()
  const now = useNow()
  const all = useMemo(() => pages([...board.lines.values()].sort((a, b) => names.tenant(a.tenant).name.localeCompare(names.tenant(b.tenant).name) || names.name(a.line).localeCompare(names.name(b.line)))), [board.lines, names])
  const at = pageAt(now, all.length, turn)
  const page = all[at]
  if (!page) return <p className={css.none}>{w('wall.no-lines')}</p>
  return (
    <div className={css.lines}>
      {page.map((l) => <Line key={l.line} line={l} alarms={board.alarms} />)}
      {all.length > 1 && <p className={css.page}>{all.map((p, i) => <i key={p[0]?.line} data-on={i === at || undefined} aria-hidden />)}<span>{w('wall.page', { n: at + 1, all: all.length })}</span></p>}
    </div>
  )
}

function Line({ line: l, alarms }: { line: LineRow; alarms: readonly Alarm[] }) {
  const { w, lang } = useWords(words)
  const names = useDirectory()
  const tenant = names.tenant(l.tenant)
  const tone = (figure: 'waiting' | 'level' | 'free') => { const t = toneOf(alarms, figure, l.line); return t && css[t] }
  return (
    <div className={css.line}>
      <i style={{ background: `var(--tenant-${tenant.colour})` }} aria-hidden />
      <span className="clip"><b className="clip">{names.name(l.line)}</b><small className="clip">{l.open ? tenant.name : `${tenant.name}, ${w('floor.closed')}`}</small></span>
      <span><small>{w('floor.w')}</small><strong className={tone('waiting')}>{l.waiting}</strong></span>
      <span><small>{w('floor.sl')}</small><strong className={tone('level')}>{l.today.level === null ? '–' : tight(percent(lang, l.today.level))}</strong></span>
      <span><small>{w('floor.f')}</small><strong className={tone('free')}>{l.ready}/{l.online}</strong></span>
    </div>
  )
}

/** One alarm, the worst; how many more there are is said and not listed. */
function Foot({ alarms }: { alarms: readonly Alarm[] }) {
  const { w } = useWords(wallWords)
  const text = useAlarmText()
  const now = useNow()
  const one = worst(alarms)
  if (!one) return <div className={css.foot} data-calm><StateMark state="ready" size={30} />{w('wall.calm')}</div>
  const rest = alarms.length - 1
  return <div className={css.foot} data-warm={one.severity === 'critical' ? undefined : ''} role={one.severity === 'critical' ? 'alert' : undefined}><StateMark state={one.severity === 'critical' ? 'alarm' : 'ringing'} size={30} /><span className="clip">{text(one)}</span><span className="num">{minutes(now - one.since)}</span>{rest > 0 && <small className="push">{w('wall.more', { count: rest })}</small>}</div>
}

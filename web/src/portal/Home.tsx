import { NativeSelect } from '@mantine/core'
import { IconPhone, IconPhoneOff, IconPlugConnectedX } from '@tabler/icons-react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useDirectory } from '../app/names'
import { useCalls } from '../call/api'
import { CallCards } from '../call/CallRows'
import { usePromiseToday } from './today'
import { type Live, useBoard } from '../floor/stream'
import { useWords } from '../i18n'
import { percent, writeNumber } from '../i18n/say'
import { Card } from '../shared/Card'
import { Bones, Loaded } from '../shared/Loaded'
import { stopPlayback } from '../shared/Playback'
import { pressClass } from '../shared/Press'
import { Swatch } from '../shared/Tenant'
import { hour, minutes } from '../shared/time'
import { Mark } from '../shared/Wordmark'
import type { State } from '../theme/tokens'
import { type Light, lightOf } from './light'
import { Forward } from './Forward'
import css from './portal.module.css'
import words from './words'

/** The client's owner: is my line alive, was anybody lost, let me hear. Made for a telephone first. */
export function Home() {
  const { w } = useWords(words)
  const names = useDirectory()
  const navigate = useNavigate()
  const search: { tenant?: string } = useSearch({ strict: false })
  const { tenants } = names
  const tenant = tenants.find((t) => t.id === search.tenant) ?? tenants[0]
  const live = useBoard(tenant?.id)
  useEffect(() => stopPlayback, [])
  return (
    <div className={css.page}>
      <header className={css.head}>
        {tenant && <Swatch colour={tenant.colour ?? 1} />}
        {tenants.length > 1 ? <NativeSelect aria-label={w('home.tenant')} value={tenant?.id} data={tenants.map((t) => ({ value: t.id, label: t.name }))} onChange={(e) => void navigate({ to: '/home', search: { tenant: e.currentTarget.value }, replace: true })} /> : <strong>{tenant?.name}</strong>}
        <span className={`push ${css.sign}`}><Mark size={28} /></span>
      </header>
      <TrafficLight live={live} />
      <div className={css.two}>
        <div className={css.column}>
          <Figures live={live} />
          <Forward tenant={tenant?.id} />
          <Promises tenant={tenant?.id} />
        </div>
        <Latest tenant={tenant?.id} />
      </div>
    </div>
  )
}

const tones: Record<Light['state'], State> = { works: 'ready', alone: 'ringing', closed: 'offline', none: 'offline', unknown: 'offline' }

function TrafficLight({ live }: { live: Live }) {
  const { w } = useWords(words)
  if (!live.board && live.attempt === 0) return <section className={css.light} style={{ '--now-tint': 'var(--sunken)' }}><Bones rows={1} /></section>
  const light = lightOf(live)
  const tone = tones[light.state]
  const waiting = light.waiting > 0 ? w('home.waits', { count: light.waiting }) : w('home.nobody-waits')
  const text = light.state === 'works' ? `${w('home.answer', { count: light.online })}, ${waiting}` : light.state === 'alone' ? w('home.alone-text') : light.state === 'closed' ? w('home.closed-text') : light.state === 'unknown' ? w('home.reconnect') : ''
  const Icon = light.state === 'works' ? IconPhone : light.state === 'unknown' ? IconPlugConnectedX : IconPhoneOff
  return (
    <section className={css.light} style={{ '--now': `var(--${tone})`, '--now-tint': `var(--${tone}-tint)`, '--now-ink': `var(--${tone}-ink)` }} aria-live="polite">
      <span className={css.lamp}><Icon size={26} aria-hidden /></span><h1>{w(`home.${light.state}`)}</h1><p className="small">{text}</p>
    </section>
  )
}

function Figures({ live }: { live: Live }) {
  const { w, lang } = useWords(words)
  const { board } = live
  if (!board) return <Card title={w('home.today')}><Bones rows={1} /></Card>
  const answered = [...board.lines.values()].reduce((sum, l) => sum + l.today.answered, 0)
  const { level, abandoned } = board.figures
  const figures = [[writeNumber(lang, answered), w('home.answered')], [level === null ? '–' : percent(lang, level), w('home.fast')], [writeNumber(lang, abandoned), w('home.lost')]] as const
  return (
    <Card title={w('home.today')} side={<span className="note muted num">{hour(board.now)}</span>}>
      <div className={`${css.figures} figure`}>{figures.map(([value, word]) => <div key={word}><strong>{value}</strong><span className="note muted">{word}</span></div>)}</div>
    </Card>
  )
}

function Promises({ tenant }: { tenant: string | undefined }) {
  const { w } = useWords(words)
  const asked = usePromiseToday(tenant)
  return (
    <Card>
      <Loaded of={asked} bones={<Bones rows={1} />}>
        {(s) => {
          const done = s.opened > 0 ? (s.opened - s.open) / s.opened : 1
          const title = s.opened === 0 ? w('home.promises-none') : s.open === 0 ? w('home.promises-done') : w('home.promises', { open: s.open, all: s.opened })
          return (
            <Link to="/promises" className={css.promises}>
              <svg width="48" height="48" viewBox="0 0 44 44" aria-hidden><circle cx="22" cy="22" r="18" fill="none" stroke="var(--line)" strokeWidth="6" /><circle cx="22" cy="22" r="18" fill="none" stroke={`var(--${s.overdue > 0 ? 'alarm' : 'ready'})`} strokeWidth="6" strokeDasharray={`${done * 113} 113`} strokeLinecap="round" transform="rotate(-90 22 22)" /></svg>
              <span><span className="strong">{title}</span>{s.tried > 0 && <><br /><span className="note muted">{w('home.promises-text', { half: minutes(s.p50_ms) })}</span></>}</span>
            </Link>
          )
        }}
      </Loaded>
    </Card>
  )
}

const shown = 5

function Latest({ tenant }: { tenant: string | undefined }) {
  const { w } = useWords(words)
  const asked = useCalls({ tenant })
  return (
    <Card title={w('home.calls')} side={<Link to="/calls" className={pressClass({ size: 'tiny', look: 'quiet' })}>{w('home.all')}</Link>}>
      <Loaded of={asked} bones={<Bones rows={4} />}>
        {(data) => {
          const calls = data.pages[0]?.calls.slice(0, shown) ?? []
          return calls.length === 0 ? <p className={`${css.quiet} small muted`}>{w('home.no-calls')}</p> : <CallCards calls={calls} />
        }}
      </Loaded>
    </Card>
  )
}

import { Suspense, lazy, useState } from 'react'
import { useKeys } from '../app/keys'
import { useWords } from '../i18n'
import { BROWSER, type DeskView, type ItemView } from '../phone/messages'
import { Since, Until, useNow } from '../shared/Clock'
import { KeyCap } from '../shared/KeyCap'
import { Press } from '../shared/Press'
import { Problem } from '../shared/Problem'
import { Ring } from '../shared/Ring'
import { StateMark } from '../shared/StateMark'
import { minutes } from '../shared/time'
import css from './desk.module.css'
import { keypadOpen } from './keypad'
import { send, thePhone, usePhone } from './phone'
import { controls, isLost, isView, thirdOf } from './state'
import words from './words'

const Third = lazy(() => import('../handover/Third').then((m) => ({ default: m.Third })))
const holdTimes = [1, 2, 3, 5] as const

/** What the agent must know above everything else: a lost connection, a promised hold, a wrap-up that runs. */
export function Notice({ desk, item }: { desk: DeskView; item: ItemView }) {
  const phone = usePhone()
  if (isLost(phone)) return <div className={css.lost}><Lost idle={false} /></div>
  if (!desk.device.healthy && desk.slot.state !== 'wrapup') return <div className={css.lost}><LostDevice desk={desk} /></div>
  const third = thirdOf(desk)
  if (third) return <Suspense><Third desk={desk} third={third} /></Suspense>
  if (desk.slot.state === 'held') return <Held item={item} />
  if (desk.slot.state === 'wrapup') return <WrapUp item={item} />
  if (desk.slot.state === 'dialling' || desk.slot.state === 'connecting') return <Connecting dialling={desk.slot.state === 'dialling'} />
  return null
}

/** The way to the server is broken; the call is not. */
export function Lost({ idle }: { idle: boolean }) {
  const { w } = useWords(words)
  const { attempt, retryAt } = usePhone()
  const [now] = [useNow()]
  // retryAt is of the page's own clock, as the phone keeps it.
  const left = retryAt - Date.now()
  return (
    <Problem state="ringing" title={w(idle ? 'lost.idle' : 'lost.title')} action={<Press size="tiny" onClick={() => thePhone()?.retryNow()}>{w('lost.now')}</Press>}>
      {w(idle ? 'lost.idle-text' : 'lost.text')} {!idle && w('lost.draft')}
      <br />{retryAt > 0 && left > 0 ? w('lost.try', { n: attempt, time: minutes(left + (now ? 999 : 0)) }) : w('lost.trying', { n: Math.max(1, attempt) })}
    </Problem>
  )
}

/** The link is there, the sound or the telephone is not. */
export function LostDevice({ desk }: { desk: DeskView }) {
  const { w } = useWords(words)
  const { fault, media } = usePhone()
  if (desk.device.device !== BROWSER) return <Problem state="ringing" title={w('lost.device')}>{w('lost.device-text')}</Problem>
  return <Problem state="ringing" title={w('lost.sound')} action={<Press size="tiny" onClick={() => void thePhone()?.startMedia()}>{w('sound.connect')}</Press>}>{w(fault ? `fault.${fault}` : media === 'off' ? 'sound.off' : 'sound.connecting')}</Problem>
}

function Held({ item }: { item: ItemView }) {
  const { w } = useWords(words)
  const now = useNow()
  const phone = usePhone()
  const able = controls(phone).able
  const [chosen, choose] = useState<number>()
  const late = item.promised_until > 0 && now > item.promised_until
  const tone = late ? 'alarm' : 'hold'
  const promised = chosen ?? Math.round((item.promised_until - item.held_at) / 60_000)
  const promise = (n: number) => { choose(n); void send('hold', { promised_ms: n * 60_000 }) }
  useKeys(Object.fromEntries(holdTimes.map((n, i) => [`Digit${i + 1}`, () => { if (able && !keypadOpen()) promise(n) }])))
  return (
    <div className={css.notice} style={{ background: `var(--${tone}-tint)`, color: `var(--${tone}-ink)` }} role={late ? 'alert' : undefined}>
      <Ring from={item.held_at} to={late ? 0 : item.promised_until} state={tone} size={76}><strong className="strong">{late ? <time>{minutes(now - item.promised_until)}</time> : <HoldClock item={item} />}</strong></Ring>
      <div className="grow stack" style={{ gap: 6 }}>
        <strong>{late ? w('hold.late', { time: minutes(now - item.promised_until) }) : w('hold.title')} {w('hold.how-long')}</strong>
        <div className="row wrap" role="group" aria-label={w('hold.how-long')}>{holdTimes.map((n, i) => <Press key={n} size="tiny" look={n === promised ? 'main' : undefined} aria-pressed={n === promised} disabled={!able} hotkey={String(i + 1)} onClick={() => promise(n)}>{w('hold.min', { n })}</Press>)}</div>
        {!late && <p>{w('hold.tip')}</p>}
      </div>
    </div>
  )
}

/** Until the promised moment; without a promise how long it has been. */
function HoldClock({ item }: { item: ItemView }) {
  return item.promised_until > 0 ? <Until at={item.promised_until} /> : <Since at={item.held_at} />
}

function WrapUp({ item }: { item: ItemView }) {
  const { w } = useWords(words)
  const phone = usePhone()
  const able = !isView(phone) && phone.link === 'open'
  const ready = !item.must_code || Boolean(item.disposition)
  const finish = () => { if (able && ready) void send('finish') }
  useKeys({ CtrlEnter: finish })
  return (
    <div className={css.notice} style={{ background: 'var(--wrapup-tint)', color: 'var(--wrapup-ink)' }}>
      <Ring from={item.ended_at} to={item.wrap_until} state="wrapup" size={60}><strong><Until at={item.wrap_until} /></strong></Ring>
      <div className="grow"><strong className={css.noticeTitle}>{w('wrap.title')}</strong><p>{w('wrap.text')}</p></div>
      <Press disabled={!able} onClick={() => void send('extend')}>{w('wrap.more')}</Press>
      <Press look="main" size="big" hotkey="Ctrl ↵" disabled={!able || !ready} title={ready ? undefined : w('wrap.need')} onClick={finish}>{w('wrap.finish')}</Press>
    </div>
  )
}

function Connecting({ dialling }: { dialling: boolean }) {
  const { w } = useWords(words)
  return (
    <div className={css.notice} style={{ background: 'var(--talking-tint)', color: 'var(--talking-ink)' }} role="status">
      <StateMark state="ringing" size={28} /><p className="grow">{w(dialling ? 'talk.dialling' : 'talk.connecting')}</p>{dialling && <span className="row note">{w('call.end')}<KeyCap>F4</KeyCap></span>}
    </div>
  )
}

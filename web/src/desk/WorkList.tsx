import { IconPhoneOutgoing } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import type { DeskView, Owed } from '../phone/messages'
import { useNow } from '../shared/Clock'
import { KeyCap } from '../shared/KeyCap'
import { Press } from '../shared/Press'
import { StateMark } from '../shared/StateMark'
import { Tenant } from '../shared/Tenant'
import { hour, minutes, when } from '../shared/time'
import { partner } from './alerts'
import css from './desk.module.css'
import { Dial } from './Dial'
import { peer } from './party'
import { send, usePhone } from './phone'
import { byUrgency, callable, deskState, isView } from './state'
import words from './words'

/** More than these would push the missed offers out of sight; the rest is on the page of promises. */
const shownPromises = 8
const shownMissed = 5

/** What is mine to do: the call of now, the promises that fall due, the offers I missed. */
export function WorkList({ desk }: { desk: DeskView }) {
  const { w } = useWords(words)
  const owed = byUrgency(desk.promises)
  const rest = owed.length - shownPromises
  const first = owed.find(callable)?.promise
  return (
    <aside className={css.list} aria-label={w('list.label')}>
      <section><h2>{w('list.now')}</h2><Now desk={desk} /></section>
      <section>
        <h2>{w('list.promises')}<span>{owed.length || ''}</span></h2>
        {owed.length === 0 && <p className="small muted">{w('list.no-promises')}</p>}
        <ul className={css.items}>{owed.slice(0, shownPromises).map((p) => <OwedItem key={p.promise} owed={p} desk={desk} first={p.promise === first} />)}</ul>
        {rest > 0 && <p className="note muted">{w('list.more', { count: rest })}</p>}
      </section>
      {desk.missed.length > 0 && <Missed desk={desk} />}
      <Dial desk={desk} />
    </aside>
  )
}

function Now({ desk }: { desk: DeskView }) {
  const { w } = useWords(words)
  const names = useDirectory()
  const { state, word } = deskState(usePhone())
  const { item } = desk
  if (!item) return <p className="small muted">{w('list.nobody')}</p>
  return (
    <div className={`${css.item} ${css.active}`} style={{ '--now': `var(--${state})` }}>
      <StateMark state={state} />
      <span className="strong small clip">{partner(desk, peer(item, names, w('unknown')))}</span>
      <span className={`${css.due} ${css.said}`}>{w(word)}</span>
      <p className={`${css.third} row`}><Tenant {...names.tenant(item.tenant)} /><span className="clip">{names.name(item.line)}</span></p>
    </div>
  )
}

const waiting = { dialling: 'owed.dialling', talking: 'owed.talking', cooldown: 'owed.cooldown', frozen: 'owed.frozen', reserved: 'owed.reserved', waiting_enquiry: 'owed.waiting_enquiry' } as const

function OwedItem({ owed, desk, first }: { owed: Owed; desk: DeskView; first: boolean }) {
  const { w } = useWords(words)
  const names = useDirectory()
  const now = useNow()
  const phone = usePhone()
  const who = desk.numbers[owed.number_id]?.pretty ?? w('unknown')
  const late = now > owed.due_at
  const state = owed.state === 'open' || owed.state === 'due' ? undefined : waiting[owed.state]
  const can = callable(owed) && desk.slot.state === 'idle' && desk.presence.state !== 'offline' && phone.link === 'open' && !isView(phone)
  const time = minutes(Math.abs(owed.due_at - now))
  return (
    <li className={css.item}>
      <StateMark state={state && state !== 'owed.cooldown' ? 'talking' : late ? 'alarm' : owed.state === 'due' ? 'ringing' : 'offline'} />
      <Link to="/promises" search={{ promise: owed.promise }} className={`small strong clip ${css.whole}`}>{who}</Link>
      <Press className={first && can ? css.first : undefined} icon={<IconPhoneOutgoing size={18} aria-hidden />} aria-label={w('list.call', { who })} aria-keyshortcuts={first ? 'P' : undefined} disabled={!can} onClick={() => void send('call-promise', { promise: owed.promise })}>{first && can ? <KeyCap>P</KeyCap> : undefined}</Press>
      <p className={css.second}>
        <span className={`${css.due} ${late && !state ? css.late : ''}`}>{state ? w(state) : late ? w('list.late', { time }) : w('list.in', { time })}</span><Tenant {...names.tenant(owed.tenant)} />
      </p>
      {(owed.misses > 1 || owed.kind !== 'missed') && <p className={css.third}>{[owed.kind === 'requested' && owed.attempts === 0 ? w('owed.agreed', { time: when(owed.due_at, now) }) : '', owed.owner ? names.name(owed.owner) : '', owed.kind === 'voicemail' ? w('owed.voicemail') : '', owed.misses > 1 ? w('list.times', { count: owed.misses }) : ''].filter(Boolean).join(', ')}</p>}
    </li>
  )
}

const verdicts = { no_answer: 'missed.no_answer', declined: 'missed.declined', unreachable: 'missed.unreachable', rescinded: 'missed.rescinded' } as const
const verdictWord = (v: string) => (v in verdicts ? verdicts[v as keyof typeof verdicts] : 'missed.no_answer')

function Missed({ desk }: { desk: DeskView }) {
  const { w } = useWords(words)
  const names = useDirectory()
  return (
    <section>
      <h2>{w('list.missed')}<span>{desk.missed.length}</span></h2>
      <ul className={css.missed}>{desk.missed.slice(0, shownMissed).map((m) => <li key={`${m.item}${m.at}`}><span className="num">{hour(m.at)}</span><span>{w(verdictWord(m.verdict))}, {names.name(m.line)}</span></li>)}</ul>
    </section>
  )
}

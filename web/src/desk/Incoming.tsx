import { IconPhone } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import type { DeskView, ItemView } from '../phone/messages'
import { Until, useNow } from '../shared/Clock'
import { Press } from '../shared/Press'
import { Ring } from '../shared/Ring'
import { StateMark } from '../shared/StateMark'
import { minutes } from '../shared/time'
import { useActions } from './actions'
import { partner } from './alerts'
import { Decline } from './Decline'
import css from './desk.module.css'
import { useGreeting } from './greeting'
import { Known } from './Known'
import { Over } from './Over'
import { peer } from './party'
import partyWords from './partyWords'
import words from './words'

const Owing = lazy(() => import('../promise/Owing'))

const rules = { longest_idle: 'why.longest_idle', only: 'why.only', asked: 'why.asked' } as const
const ruleWord = (rule: string) => (rule in rules ? rules[rule as keyof typeof rules] : undefined)

/** The incoming card: for whom we speak, who calls, what to say, before the answer. It takes no focus. */
export function Incoming({ desk, item }: { desk: DeskView; item: ItemView }) {
  const { w } = useWords(words)
  const { w: p } = useWords(partyWords)
  const names = useDirectory()
  const { can, answer } = useActions()
  // A colleague is not greeted in the client's name.
  const ours = item.kind === 'consult' || item.kind === 'internal'
  const said = useGreeting(item)
  const greeting = ours || item.return ? '' : said
  const tenant = names.tenant(item.tenant)
  const why = ruleWord(item.why)
  return (
    <div className={css.scroll}>
      <section className={css.incoming} aria-label={w('in.title')}>
        <div className={css.incomingTop} style={{ background: `var(--tenant-${tenant.colour})` }}>
          <span className="clip">{tenant.name} · {names.name(item.line)}</span><span className="push">{item.kind === 'consult' ? p('over.title') : item.kind === 'internal' ? p('in.internal') : w(item.kind === 'call' ? 'in.title' : 'in.return')}</span>
        </div>
        <div className={css.incomingBody}>
          <div className="row wide">
            <h1 className="grow">{partner(desk, peer(item, names, w('unknown')))}</h1>
            <Ring from={item.offered_at} to={item.ring_until} state="ringing" size={60}><strong><Until at={item.ring_until} /></strong></Ring>
          </div>
          {greeting && <p className={css.sayBox}><small>{w('in.say')}</small>{greeting}</p>}
          <div className={css.tags}>
            {item.kind !== 'internal' && !item.return && <Waited since={item.enqueued_at} />}
            {item.path.length > 0 && <span className={css.tag}>{w('in.path', { path: item.path.join(' › ') })}</span>}
          </div>
          <Over item={item} />
          {item.return && <Suspense fallback={null}><Owing desk={desk} item={item} why={item.return} /></Suspense>}
          <Known desk={desk} item={item} />
          <div className={css.answerRow}>
            <Press look="good" size="big" hotkey="F2" disabled={!can.able} icon={<IconPhone size={20} aria-hidden />} onClick={answer}>{w('call.answer')}</Press>
            <Decline target={<Press size="big" disabled={!can.able}>{w('call.decline')}</Press>} />
          </div>
          {why && <p className="row note muted"><StateMark state="ready" size={12} />{w('in.why', { rule: w(why) })}</p>}
        </div>
      </section>
    </div>
  )
}

function Waited({ since }: { since: number }) {
  const { w } = useWords(words)
  const now = useNow()
  return since > 0 ? <span className={css.tag}>{w('in.waited', { time: minutes(now - since) })}</span> : null
}

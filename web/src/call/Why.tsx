import { useState } from 'react'
import type { CallDetails, Fact } from '../api/types'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import type { Key } from '../i18n/lang'
import { Card } from '../shared/Card'
import { Chip } from '../shared/Chip'
import { StateMark, type Shape } from '../shared/StateMark'
import { hour, minutes } from '../shared/time'
import type { State } from '../theme/tokens'
import css from './call.module.css'
import factWords from './factWords'
import { tellFact } from './facts'
import own from './why.module.css'
import words from './whyWords'

type Offer = CallDetails['whys'][number]
type Word = Key<typeof words>
const known = (key: string): key is Word => key in words
const byHand = new Set(['item.moved', 'item.placed', 'item.ranked', 'item.taken'])
const verdicts: Record<string, State> = { accepted: 'ready', declined: 'alarm', no_answer: 'alarm', unreachable: 'alarm', rescinded: 'offline' }

/** Why this agent, offer by offer: one sentence, who was kept out and by which rule, what would have changed it. */
export default function Why({ page }: { page: CallDetails }) {
  const { w } = useWords(words)
  const { whys, call } = page
  const taken = whys.findIndex((o) => o.verdict === 'accepted')
  const [open, setOpen] = useState<number>()
  const shown = open ?? (taken >= 0 ? taken : whys.length - 1)
  if (whys.length === 0) return call.inbound && call.result !== 'live' ? <Card title={w('page.why')}><p className={`${css.why} small muted`}>{w('why.none')}</p></Card> : null
  return (
    <Card title={w('page.why')}>
      {whys.length === 1 ? <div className={css.why}>{whys[0] && <Told offer={whys[0]} />}</div> : whys.map((o, i) => <Folded key={o.at} offer={o} n={i + 1} open={i === shown} since={call.started_at} onOpen={() => setOpen(i)} />)}
      <Hand page={page} />
    </Card>
  )
}

function Folded({ offer, n, open, since, onOpen }: { offer: Offer; n: number; open: boolean; since: number; onOpen: () => void }) {
  const { w } = useWords(words)
  const names = useDirectory()
  const verdict = offer.verdict || 'ringing'
  return (
    <div className={own.offer}>
      <button type="button" className={own.head} aria-expanded={open} onClick={onOpen}>
        <span className="small strong">{names.name(offer.agent)}</span><span className="note muted">{w('why.offer', { n, time: minutes(offer.at - since) })}</span>
        <span className="push"><Chip state={verdicts[verdict] ?? 'ringing'}>{known(`verdict.${verdict}`) ? w(`verdict.${verdict}` as Word) : verdict}</Chip></span>
      </button>
      {open && <div className={css.why}><Told offer={offer} /></div>}
    </div>
  )
}

/** The sentence and what stands behind it. */
function Told({ offer: o }: { offer: Offer }) {
  const { w } = useWords(words)
  const names = useDirectory()
  const figure = o.key ?? 0
  const params = { agent: names.name(o.agent), time: minutes(o.idle_ms ?? 0), busy: minutes(figure), n: Math.abs(figure) }
  const code = o.code === 'why.only_one' ? 'why.only' : o.code
  const sentence = known(code) ? w(code, params) : w('why.other', { ...params, rule: o.code.replace(/^why\./, '') })
  const turn = o.turn ? `turn.${o.turn}` : ''
  const more = [
    known(turn) && w(turn), o.eligible > 1 && w('why.eligible', { count: o.eligible }), (o.in_tier ?? 0) > 0 && (o.in_tier ?? 0) < o.eligible && w('why.tier', { n: o.in_tier ?? 0 }),
    (o.step ?? 0) > 0 && w('why.step', { count: o.step ?? 0 }), o.with.length > 0 && w('why.with', { agents: o.with.map((a) => names.name(a)).join(', ') }), o.runner_up && w('why.next', { agent: names.name(o.runner_up) }),
  ].filter((x): x is string => typeof x === 'string')
  return (
    <>
      <p className="strong">{sentence}</p>
      {more.length > 0 && <p className="small muted">{more.join(' ')}</p>}
      {o.excluded.length > 0 && <>
        <h3 className={own.part}>{w('why.kept-out')}</h3>
        <ul>{o.excluded.map((x) => <li key={x.agent + x.rule}><StateMark state={marks[x.rule] ?? 'offline'} size={14} />{w('why.excluded', { agent: names.name(x.agent), rule: known(`rule.${x.rule}`) ? w(`rule.${x.rule}` as Word) : x.rule })}</li>)}</ul>
      </>}
      {o.would.length > 0 && <>
        <h3 className={own.part}>{w('why.would')}</h3>
        <ul>{o.would.map((x) => <li key={x.code + x.agent}><StateMark state="consult" size={14} />{known(x.code) ? w(x.code, { agent: names.name(x.agent), time: minutes(x.ms ?? 0), n: x.n ?? 0 }) : names.name(x.agent)}</li>)}</ul>
      </>}
    </>
  )
}

const marks: Record<string, Shape> = { pause: 'paused', wrapup: 'wrapup', device: 'offline', reoffer_delay: 'ringing', keep: 'hold', on_demand: 'reserve' }

/** Moves of a supervisor are part of the reason: who, what and when. */
function Hand({ page }: { page: CallDetails }) {
  const { w } = useWords(words)
  const { w: f } = useWords(factWords)
  const names = useDirectory()
  const deeds = (page.facts as Fact[]).filter((x) => byHand.has(x.type))
  if (deeds.length === 0) return null
  return (
    <div className={css.why}>
      <h3 className={own.part}>{w('why.by-hand')}</h3>
      <ul>{deeds.map((x) => { const t = tellFact(x, names, (key) => key); return <li key={x.seq}><StateMark state={t.state} size={14} /><span>{f(t.word, t.params)} <span className="note muted">{hour(x.at)}</span></span></li> })}</ul>
    </div>
  )
}

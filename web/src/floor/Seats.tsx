import { memo } from 'react'
import type { AgentRow } from '../api/types'
import { useDirectory } from '../app/names'
import { has, useMe } from '../app/session'
import { agentState } from '../desk/state'
import { usePauseName } from '../desk/StateMenu'
import { useWords } from '../i18n'
import { Since, serverNow } from '../shared/Clock'
import { usePast } from '../shared/past'
import { StateMark } from '../shared/StateMark'
import { type Board, seatOrder } from './board'
import own from './ear.module.css'
import earWords from './earWords'
import css from './floor.module.css'
import { helpSince } from './help'
import { useListening } from './listen'
import { SeatMenu } from './SeatMenu'
import words from './words'

/** Anna Kravets -> Anna K.: a floor knows its people by first name. */
export const brief = (name: string): string => name.replace(/^(\S+) +(\S).*$/u, '$1 $2.')

/** The people: state by shape, word and colour, the clock of it, the reason of a pause. */
export function Seats({ board }: { board: Board }) {
  const { w } = useWords(words)
  // Under the ear's card the last seats can be scrolled to.
  const covered = useListening().ear ? { paddingBottom: 320 } : undefined
  const seats = [...board.agents.values()].map((agent) => {
    const { state } = agentState(machines(agent))
    return { agent, state, help: helpSince(agent) > 0, since: state === 'ready' ? Math.max(agent.presence.since, agent.slot.since) : state === 'paused' || state === 'offline' ? agent.presence.since : agent.slot.since }
  })
  return (
    <ul className={`${css.scroll} ${css.seats}`} tabIndex={0} aria-label={w('floor.agents')} style={covered}>
      {seatOrder(seats).map((s) => <Seat key={s.agent.agent} agent={s.agent} since={s.since} />)}
    </ul>
  )
}

/** A row of the board in the words of the desk. */
function machines(a: AgentRow): Parameters<typeof agentState>[0] {
  return a as Parameters<typeof agentState>[0]
}

const Seat = memo(function Seat({ agent, since }: { agent: AgentRow; since: number }) {
  const { w } = useWords(words)
  const { w: e } = useWords(earWords)
  const names = useDirectory()
  const pause = usePauseName()
  const { state, word, mark } = agentState(machines(agent))
  const name = names.name(agent.agent)
  const reason = state === 'paused' ? pause(agent.presence.reason) : ''
  const reserve = agent.presence.state === 'on_demand' && word !== 'state.on_demand' ? w('floor.reserve') : ''
  const after = agent.presence.leaving ? w('floor.leaving') : agent.presence.pending ? w('floor.pending') : ''
  const over = state === 'paused' && (agent.presence.limit_ms ?? 0) > 0
  const past = usePast() !== undefined
  const lead = has(useMe(), 'supervisor') && !past
  const help = helpSince(agent) > 0
  const inside = (
    <>
      <StateMark state={mark ?? state} /><span className="small strong clip" title={name}>{brief(name)}</span>
      <span className="note num">{(state !== 'offline' || word === 'state.lost') && <Since at={since} />}</span>
      <small className={own.named}><span className="clip">{[help ? e('seat.help') : w(word), reason, reserve].filter(Boolean).join(', ')}</span>{after && <span title={after}><StateMark state="draining" size={13} /><span className="hidden">{after}</span></span>}</small>
      {over && <Over agent={agent} />}
    </>
  )
  const look = { '--now': `var(--${help ? 'alarm' : state})` }
  if (!lead) return <li className={css.seat} style={look} data-alert={help || undefined}>{inside}</li>
  return <li style={{ display: 'grid' }}><SeatMenu agent={agent} target={<button type="button" className={`${css.seat} ${own.seat}`} style={look} data-alert={help || undefined} title={name}><span className="hidden">{e('seat.menu', { name })}</span>{inside}</button>} /></li>
})

/** A pause beyond its limit is warm; nobody is blamed for a minute. */
function Over({ agent }: { agent: AgentRow }) {
  const limit = agent.presence.limit_ms ?? 0
  const now = usePast() ?? serverNow()
  const part = Math.min(1, Math.max(0, (now - agent.presence.since) / limit))
  return <i className={css.over} style={{ width: `${part * 100}%`, background: part >= 1 ? 'var(--ringing)' : 'var(--paused)' }} aria-hidden />
}

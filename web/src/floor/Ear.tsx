import { IconArrowDownLeft, IconEar, IconMessage, IconUsersPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask } from '../api/client'
import { useKeys } from '../app/keys'
import { useDirectory } from '../app/names'
import { usePhone } from '../desk/phone'
import deskWords from '../desk/words'
import { useWords } from '../i18n'
import type { EarView } from '../phone/messages'
import { CallStrip } from '../shared/CallStrip'
import { useNow } from '../shared/Clock'
import { KeyCap } from '../shared/KeyCap'
import { stretches } from '../shared/parts'
import { Press, pressClass } from '../shared/Press'
import { StateMark } from '../shared/StateMark'
import { hour } from '../shared/time'
import css from './ear.module.css'
import words from './earWords'
import { type Listening, useListening } from './listen'

const modes = [['listen', IconEar, 'L'], ['whisper', IconMessage, 'W'], ['barge', IconUsersPlus, 'B']] as const
/** How often the card looks who talks now: a transfer changes it, ms. */
const every = 3000

/** The supervisor's ear, on whatever screen he is: it says in words who hears whom. */
export function Ear() {
  const { w } = useWords(words)
  const listening = useListening()
  if (listening.ear) return <Card ear={listening.ear} listening={listening} />
  if (!listening.needsShift) return null
  return <section className={css.ear} aria-label={w('ear.listen')}><div className={css.body}><p className="small strong" role="status">{w('ear.shift')}</p><Link to="/shift" className={pressClass({ look: 'main' })}>{w('state.ready')}</Link></div></section>
}

function useHeardCall(call: string) {
  const { data } = useQuery({ queryKey: ['board', 'heard'], queryFn: ({ signal }) => ask('get', '/board', { signal }), refetchInterval: every, retry: false })
  return data?.calls.find((c) => c.call === call)
}

function Card({ ear, listening }: { ear: EarView; listening: Listening }) {
  const { w } = useWords(words)
  const { w: d } = useWords(deskWords)
  const names = useDirectory()
  const now = useNow()
  const { fault } = usePhone()
  const call = useHeardCall(ear.call)
  const there = ear.since > 0
  const tune = (mode: EarView['mode']) => { if (mode !== ear.mode) listening.hear(ear.call, mode) }
  useKeys({ KeyL: () => tune('listen'), KeyW: () => tune('whisper'), KeyB: () => tune('barge'), KeyT: listening.takeOver, Escape: listening.leave })
  return (
    <section className={css.ear} aria-label={w('ear.title')}>
      <header className={css.head}>
        <StateMark state="talking" size={22} />
        <div className="grow"><strong className="clip">{names.name(call?.agent)}</strong><span className="note clip">{w(there ? 'ear.title' : 'ear.coming')}</span></div>
        <Press size="tiny" hotkey="Esc" onClick={listening.leave}>{w('ear.stop')}</Press>
      </header>
      <div className={css.body}>
        <div className={css.modes} role="group" aria-label={w('ear.title')}>
          {modes.map(([m, Icon, key]) => <button key={m} type="button" className={css.mode} aria-pressed={m === ear.mode} aria-keyshortcuts={key} onClick={() => tune(m)}><Icon size={19} aria-hidden />{w(`ear.${m}`)}<KeyCap>{key}</KeyCap></button>)}
          <button type="button" className={css.mode} disabled={!there} aria-keyshortcuts="T" onClick={listening.takeOver}><IconArrowDownLeft size={19} aria-hidden />{w('ear.take')}<KeyCap>T</KeyCap></button>
        </div>
        <p className={css.who} role="status">{w(`ear.${ear.mode}-text`)}{ear.mode !== 'listen' && fault && <><br />{w('ear.no-mic')} {d(`fault.${fault}`)}</>}</p>
        {call && <div className={css.course}><CallStrip parts={stretches(call.parts, now)} /><span className="note muted clip">{w('ear.customer', { who: call.pretty ?? w('unknown') })}</span></div>}
        {there && <p className="note muted">{w('ear.audit', { time: hour(ear.since) })}</p>}
      </div>
    </section>
  )
}

import { Menu } from '@mantine/core'
import { IconChevronDown, IconDoorExit } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import type { DeskView } from '../phone/messages'
import { Since, Until } from '../shared/Clock'
import { StateMark } from '../shared/StateMark'
import css from './bar.module.css'
import { send, usePhone } from './phone'
import { barClock, deskState, isView } from './state'
import words from './words'

/** A reason of a pause: a reserved one has a word of ours, the others are named by the centre. */
export function usePauseName(): (id: string | undefined) => string {
  const { w } = useWords(words)
  const names = useDirectory()
  return (id) => {
    if (!id) return ''
    if (id === 'pau_rona' || id === 'pau_lost_connection' || id === 'pau_wrapup_overrun' || id === 'pau_forced') return w(id)
    return names.entry(id)?.name ?? ''
  }
}

/** The agent's state with its clock, and what may be chosen instead. */
export function StateMenu() {
  const { w } = useWords(words)
  const phone = usePhone()
  const { state, word, mark } = deskState(phone)
  const { desk } = phone
  if (!desk) return <span className={css.state}><StateMark state={state} size={20} /><span className={css.stateWord}>{w(word)}</span></span>
  const face = <><span className="hidden">{w('bar.state')}:</span><StateMark state={mark ?? state} size={20} /><span className={css.stateWord}>{w(word)}<Small desk={desk} /></span><Clock desk={desk} /></>
  if (isView(phone)) return <span className={css.state}>{face}</span>
  if (desk.presence.state === 'offline') return <Link to="/shift" className={css.state}>{face}</Link>
  return (
    <Menu position="bottom-start" width={270}>
      <Menu.Target><button type="button" className={css.state}>{face}<IconChevronDown size={16} aria-hidden /></button></Menu.Target>
      <Menu.Dropdown><Choices desk={desk} /></Menu.Dropdown>
    </Menu>
  )
}

function Small({ desk }: { desk: DeskView }) {
  const { w } = useWords(words)
  const pause = usePauseName()
  const { presence } = desk
  const name = pause(presence.reason)
  if (presence.leaving) return <small className="clip">{w('bar.leaving')}</small>
  if (presence.pending) return <small className="clip">{w('bar.pending', { reason: pause(presence.pending) })}</small>
  return presence.state === 'pause' && desk.slot.state === 'idle' && name ? <small className="clip">{name}</small> : null
}

function Clock({ desk }: { desk: DeskView }) {
  const { from, to } = barClock(desk)
  if (desk.presence.state === 'offline') return null
  return <span className={css.time}>{to ? <Until at={to} /> : from ? <Since at={from} /> : null}</span>
}

function Choices({ desk }: { desk: DeskView }) {
  const { w } = useWords(words)
  const names = useDirectory()
  const { presence, slot } = desk
  const busy = slot.state !== 'idle'
  const back = presence.state === 'pause' || presence.state === 'on_demand' ? 'presence.back' : presence.pending ? 'presence.no-pause' : presence.leaving ? 'presence.stay' : undefined
  // In a contact nothing new comes from now on, and the pause or the end of the shift when it is over.
  const stop = (reason: string) => void (busy ? send('drain', { reason }) : reason ? send('pause', { reason }) : send('end-shift'))
  const pauses = names.pauses.filter((p) => p.kind !== 'system')
  return (
    <>
      {back && <Menu.Item leftSection={<StateMark state="ready" />} onClick={() => void send('ready')}>{w(back)}</Menu.Item>}
      {presence.state !== 'on_demand' && <Menu.Item leftSection={<StateMark state="reserve" />} onClick={() => void send('on-demand')}>{w('presence.reserve')}</Menu.Item>}
      {pauses.length > 0 && <Menu.Label>{w(busy ? 'presence.take-after' : 'presence.take')}</Menu.Label>}
      {pauses.map((p) => (
        <Menu.Item key={p.id} leftSection={<StateMark state="paused" />} rightSection={p.limit_ms ? <span className="note muted">{w('hold.min', { n: Math.round(p.limit_ms / 60_000) })}</span> : undefined} onClick={() => stop(p.id)}>{p.name}</Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item leftSection={<IconDoorExit size={16} stroke={1.8} aria-hidden />} onClick={() => stop('')}>{w(busy ? 'presence.end-after' : 'presence.end')}</Menu.Item>
    </>
  )
}

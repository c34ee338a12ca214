import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { told } from '../api/told'
import { useDirectory } from '../app/names'
import { has, useMe } from '../app/session'
import { useEarlySound } from '../desk/earlySound'
import { send, startPhone, thePhone, usePhone, useRefusal } from '../desk/phone'
import deskWords from '../desk/words'
import { useWords } from '../i18n'
import { BROWSER } from '../phone/messages'
import { Card } from '../shared/Card'
import { Press, pressClass } from '../shared/Press'
import { Segments } from '../shared/Segments'
import { sounds, unlockSound } from '../shared/sound'
import { StateMark } from '../shared/StateMark'
import { Wordmark } from '../shared/Wordmark'
import type { State } from '../theme/tokens'
import { slowMs, useLevel, useNotePermission, useServerMs } from './checks'
import { Devices } from './Devices'
import css from './shift.module.css'
import words from './words'

const hello = (hour: number) => (hour < 5 || hour > 17 ? 'shift.evening' : hour < 12 ? 'shift.morning' : 'shift.day')

/** The gesture that lets the browser ring, and the proof that it can be heard. */
export function ShiftStart() {
  const { w } = useWords(words)
  const me = useMe()
  const names = useDirectory()
  const phone = usePhone()
  const [device, setDevice] = useState<'browser' | 'phone'>('browser')
  useEffect(() => { if (has(me, 'agent')) void startPhone() }, [me])
  useEarlySound(device === 'browser')
  const lines = phone.desk?.lines.map((l) => names.name(l.line)) ?? []
  return (
    <main className={css.page}>
      <div className={`${css.foot} row`}><Wordmark height={30} /><span className="push small muted">{phone.desk ? lines.length > 0 ? w('shift.lines', { lines: lines.join(', ') }) : w('shift.no-lines') : ''}</span></div>
      <div className={css.foot}><h1 className={css.hello}>{w(hello(new Date().getHours()), { name: me.name.split(' ')[0] ?? me.name })}</h1><p className="muted">{w('shift.text')}</p></div>
      <div className={css.body}>
        <Card label={w('shift.where')}>
          <h2>{w('shift.where')}</h2>
          {me.desk && <Segments label={w('shift.where')} value={device} options={[['browser', w('shift.browser')], ['phone', w('shift.phone')]]} onChange={setDevice} />}
          {device === 'browser' ? <Devices /> : <p className="small muted">{w('shift.phone-text')}</p>}
        </Card>
        <Card label={w('shift.checks')}>
          <h2>{w('shift.checks')}</h2>
          <ul className={css.checks}>
            {device === 'browser' && <Microphone />}
            <Server />
            {device === 'browser' && <Path />}
            {device === 'browser' && <Oneself />}
            <Notifications />
          </ul>
          <Begin device={device === 'browser' ? BROWSER : (me.desk ?? BROWSER)} />
        </Card>
      </div>
    </main>
  )
}

/** One line of the queue: a failure says why, a warning never blocks. */
function Check({ state, children, action }: { state: State; children: ReactNode; action?: ReactNode }) {
  return <li><StateMark state={state} /><span>{children}</span>{action ?? <span />}</li>
}

function Microphone() {
  const { w } = useWords(words)
  const { w: d } = useWords(deskWords)
  const { media, fault } = usePhone()
  const { heard } = useLevel()
  const open = () => { unlockSound(); void thePhone()?.startMedia() }
  if (fault && fault !== 'unreachable' && fault !== 'refused') return <Check state="alarm" action={<Press size="tiny" onClick={open}>{w('shift.again')}</Press>}>{d(`fault.${fault}`)}</Check>
  if (media === 'off' || media === 'failed') return <Check state="ringing" action={<Press size="tiny" look="main" onClick={open}>{w('shift.allow')}</Press>}>{w('mic.ask')}</Check>
  if (media === 'asking') return <Check state="ringing">{w('mic.asking')}</Check>
  return <Check state={heard ? 'ready' : 'ringing'}>{w(heard ? 'mic.heard' : 'mic.quiet')}</Check>
}

function Server() {
  const { w } = useWords(words)
  const { link } = usePhone()
  const ms = useServerMs()
  if (link === 'lost') return <Check state="alarm" action={<Press size="tiny" onClick={() => thePhone()?.retryNow()}>{w('shift.again')}</Press>}>{w('net.none')}</Check>
  if (link !== 'open' || ms === undefined) return <Check state="offline">{w('net.wait')}</Check>
  return <Check state={ms > slowMs ? 'ringing' : 'ready'}>{w(ms > slowMs ? 'net.slow' : 'net.ok', { ms })}</Check>
}

function Path() {
  const { w } = useWords(words)
  const { w: d } = useWords(deskWords)
  const { media, fault } = usePhone()
  if (fault === 'unreachable' || fault === 'refused') return <Check state="alarm" action={<Press size="tiny" onClick={() => void thePhone()?.startMedia()}>{w('shift.again')}</Press>}>{d(`fault.${fault}`)}</Check>
  return <Check state={media === 'connected' ? 'ready' : 'offline'}>{w(media === 'connected' ? 'path.ok' : 'path.wait')}</Check>
}

function Oneself() {
  const { w } = useWords(words)
  const { media } = usePhone()
  const [state, setState] = useState<'ask' | 'on' | 'ok'>('ask')
  const [stop, setStop] = useState<() => void>()
  const open = media === 'connected' || media === 'connecting'
  useEffect(() => stop, [stop])
  const toggle = () => {
    unlockSound()
    if (state === 'on') { setStop(undefined); setState('ok') } else { const end = thePhone()?.loopback(); setStop(() => end); setState('on') }
  }
  return <Check state={state === 'ok' ? 'ready' : state === 'on' ? 'talking' : 'offline'} action={open && <Press size="tiny" aria-pressed={state === 'on'} onClick={toggle}>{w(state === 'on' ? 'self.stop' : 'self.start')}</Press>}>{w(`self.${state}`)}</Check>
}

function Notifications() {
  const { w } = useWords(words)
  const [permission, askFor] = useNotePermission()
  if (permission === 'none') return null
  if (permission === 'granted') return <Check state="ready">{w('note.ok')}</Check>
  return <Check state="ringing" action={permission === 'default' ? <Press size="tiny" onClick={askFor}>{w('shift.allow')}</Press> : undefined}>{w(permission === 'denied' ? 'note.denied' : 'note.off')}</Check>
}

function Begin({ device }: { device: string }) {
  const { w, lang } = useWords(words)
  const navigate = useNavigate()
  const phone = usePhone()
  const refusal = useRefusal()
  const going = phone.desk !== null && phone.desk.presence.state !== 'offline'
  const blocked = phone.link !== 'open' || (device === BROWSER && phone.media !== 'connected')
  const begin = async () => {
    unlockSound()
    if (await send('start-shift', { device })) {
      sounds.connected()
      void navigate({ to: '/desk' })
    }
  }
  return (
    <div className={css.begin}>
      {refusal?.command === 'start-shift' && <p className={css.refused} role="status">{told(lang, refusal.code, refusal.params)}</p>}
      <div className="row">
        <Press size="big" onClick={() => { unlockSound(); sounds.ring() }}>{w('shift.test')}</Press>
        {going ? <Link to="/desk" className={`${pressClass({ look: 'main', size: 'big' })} grow`}>{w('shift.go-on')}</Link>
          : <Press look="main" size="big" className="grow" disabled={blocked} onClick={() => void begin()}>{w('shift.begin')}</Press>}
      </div>
      <Link to="/desk" className="note">{w('shift.back')}</Link>
    </div>
  )
}

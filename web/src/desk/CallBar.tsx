import { IconArrowForwardUp, IconDialpad, IconMicrophone, IconMicrophoneOff, IconPhone, IconPhoneOff, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { KeyCap } from '../shared/KeyCap'
import { Press } from '../shared/Press'
import { Tenant } from '../shared/Tenant'
import { useActions, useCallKeys } from './actions'
import { Alerts, partner } from './alerts'
import css from './bar.module.css'
import { Decline } from './Decline'
import { Keypad } from './Keypad'
import { showKeypad, useKeypad } from './keypad'
import { usePanelPlace } from './panelPlace'
import { kindWord, peer } from './party'
import partyWords from './partyWords'
import { putRefusalAway, thePhone, usePhone } from './phone'
import { RefusalNote } from './RefusalNote'
import { Sound } from './Sound'
import { StateMenu } from './StateMenu'
import { deskState, isLost, isView, thirdOf } from './state'
import words from './words'

/** The telephone: always at the top of every screen, coloured by the state of the call. */
export function CallBar() {
  const { w } = useWords(words)
  const phone = usePhone()
  const { state } = deskState(phone)
  useCallKeys()
  usePanelPlace()
  return (
    <section className={css.bar} data-state={state} style={{ '--now': `var(--${state})`, '--now-tint': `var(--${state}-tint)`, '--now-ink': `var(--${state}-ink)` }} aria-label={w('bar.label')}>
      <Alerts />
      <StateMenu />
      <div className={css.who} aria-live="polite"><Who /></div>
      {isView(phone) ? <View free={phone.owner === 'free'} /> : <Controls />}
      <RefusalNote onClose={putRefusalAway} />
    </section>
  )
}

/** For whom and with whom; between calls a calm sentence. */
function Who() {
  const { w } = useWords(words)
  const { w: p } = useWords(partyWords)
  const phone = usePhone()
  const names = useDirectory()
  const { desk } = phone
  if (!desk) return null
  if (!desk.item) {
    const sentence = isLost(phone) ? 'lost.idle' : desk.presence.state === 'offline' ? 'bar.offline' : desk.presence.state === 'pause' ? 'bar.paused' : desk.presence.state === 'on_demand' ? 'bar.reserve' : 'bar.idle'
    return <span className="small">{desk.slot.state === 'listening' && !isLost(phone) ? p('bar.listening') : w(sentence)}</span>
  }
  const tenant = names.tenant(desk.item.tenant)
  const kind = kindWord(desk.item.kind)
  return (
    <>
      <span className={css.band} style={{ background: `var(--tenant-${tenant.colour})` }} aria-hidden />
      <span className="grow">
        <strong className="clip">{partner(desk, peer(desk.item, names, w('unknown')))}</strong>
        <span className="row note"><Tenant {...tenant} /><span className="clip">{names.name(desk.item.line)}{kind && `, ${p(kind)}`}</span></span>
      </span>
    </>
  )
}

/** A second tab shows the same and moves nothing. */
function View({ free }: { free: boolean }) {
  const { w } = useWords(words)
  return <div className={css.controls}><span className={css.elsewhere}>{w(free ? 'bar.free' : 'bar.view')}</span><Press look="main" onClick={() => thePhone()?.take()}>{w('bar.take')}</Press></div>
}

/** In a fixed order: Mute, Hold, Transfer, Keypad, a gap, End at the far right. Answer stands alone. */
function Controls() {
  const { w } = useWords(words)
  const { w: p } = useWords(partyWords)
  const { desk } = usePhone()
  const { can, ...act } = useActions()
  const keypad = useKeypad()
  if (!desk) return null
  if (can.answer) {
    return (
      <div className={css.controls}>
        <button type="button" className={`${css.control} ${css.answer}`} disabled={!can.able} onClick={act.answer} aria-keyshortcuts="F2"><IconPhone size={22} aria-hidden /><span>{w('call.answer')}</span><KeyCap>F2</KeyCap></button>
        <Decline target={<button type="button" className={css.control} disabled={!can.able}><IconPhoneOff size={20} aria-hidden /><span>{w('call.decline')}</span></button>} />
      </div>
    )
  }
  if (!can.end) return <div className={css.controls}><Sound /></div>
  const held = desk.slot.state === 'held'
  const muted = desk.item?.muted ?? false
  const third = thirdOf(desk)
  const together = third?.state === 'conference'
  return (
    <div className={css.controls}>
      {can.talk && <>
        <button type="button" className={css.control} aria-pressed={muted} disabled={!can.able || (held && !third)} onClick={act.mute} aria-keyshortcuts="F8">{muted ? <IconMicrophoneOff size={20} aria-hidden /> : <IconMicrophone size={20} aria-hidden />}<span>{w(muted ? 'call.muted' : 'call.mute')}</span><KeyCap>F8</KeyCap></button>
        {third
          ? <button type="button" className={css.control} disabled={!can.able} onClick={act.back} aria-keyshortcuts="F6"><IconPlayerPlay size={20} aria-hidden /><span>{p(together ? 'third.drop' : 'third.back')}</span><KeyCap>F6</KeyCap></button>
          : <button type="button" className={css.control} aria-pressed={held} disabled={!can.able || !can.hold} onClick={act.hold} aria-keyshortcuts="F6">{held ? <IconPlayerPlay size={20} aria-hidden /> : <IconPlayerPause size={20} aria-hidden />}<span>{w(held ? 'call.resume' : 'call.hold')}</span><KeyCap>F6</KeyCap></button>}
        <button type="button" className={css.control} disabled={!can.able || (third ? third.state === 'ringing' : !can.transfer)} onClick={third ? act.connect : act.transfer} aria-keyshortcuts="F7"><IconArrowForwardUp size={20} aria-hidden /><span>{p(together ? 'third.exit' : third ? 'third.connect' : 'call.transfer')}</span><KeyCap>F7</KeyCap></button>
        <Keypad opened={keypad} onChange={showKeypad}>
          <button type="button" className={css.control} aria-expanded={keypad} disabled={!can.able} onClick={act.keypad} aria-keyshortcuts="F9"><IconDialpad size={20} aria-hidden /><span>{w('call.keypad')}</span><KeyCap>F9</KeyCap></button>
        </Keypad>
      </>}
      <button type="button" className={`${css.control} ${css.end}`} disabled={!can.able} onClick={act.end} aria-keyshortcuts="F4"><IconPhoneOff size={20} aria-hidden /><span>{w('call.end')}</span><KeyCap>F4</KeyCap></button>
    </div>
  )
}

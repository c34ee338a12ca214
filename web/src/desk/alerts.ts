import { useEffect, useRef } from 'react'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { BROWSER, type DeskView } from '../phone/messages'
import calmMark from '../shared/mark.svg'
import litMark from '../shared/mark-lit.svg'
import { useNow } from '../shared/Clock'
import { sounds } from '../shared/sound'
import { useEarlySound } from './earlySound'
import { thePhone, usePhone } from './phone'
import { deskState, isView } from './state'
import words from './words'

const cadence = 5000
/** How long before the end of a promised hold, a wrap-up, a pause the ticks sound, ms. */
const before = { hold: 15_000, wrapup: 10_000, pause: 60_000 } as const

/** Who is on the other side, for people. */
export function partner(desk: DeskView, withheld: string): string {
  const id = desk.item?.number_id
  return (id && desk.numbers[id]?.pretty) || withheld
}

/** The moment before which the agent should be warned, if there is one now. */
export function warnAt(desk: DeskView): number | undefined {
  const { item, slot, presence } = desk
  if (slot.state === 'held' && item && item.promised_until > 0) return item.promised_until - before.hold
  if (slot.state === 'wrapup' && item && item.wrap_until > 0) return item.wrap_until - before.wrapup
  if (slot.state === 'idle' && presence.state === 'pause' && presence.limit_ms) return presence.since + presence.limit_ms - before.pause
  return undefined
}

/** Everything that reaches a person who looks elsewhere: ring, title, lamp in the tab, system notification. Draws nothing. */
export function Alerts() {
  const { w } = useWords(words)
  const phone = usePhone()
  const names = useDirectory()
  const { desk } = phone
  const ringing = desk?.slot.state === 'offered' && !isView(phone)
  const who = desk ? partner(desk, w('unknown')) : ''
  const { word } = deskState(phone)

  useEffect(() => {
    document.title = ringing ? `● ${w('bar.title-ringing', { who })}` : desk ? `${w(word)} · gudok` : 'gudok'
  }, [ringing, who, word, desk, w])

  useEffect(() => {
    if (!ringing) return
    sounds.ring()
    const again = setInterval(sounds.ring, cadence)
    return () => clearInterval(again)
  }, [ringing])

  useEffect(() => (ringing ? lampInTheTab() : undefined), [ringing])
  const notice = ringing && desk.item ? `${names.tenant(desk.item.tenant).name} · ${names.name(desk.item.line)}` : ''
  useEffect(() => (notice ? notify(notice, who) : undefined), [notice, who])

  useEarlySound(desk !== null && desk.presence.state !== 'offline' && desk.device.device === BROWSER)
  useEdges(desk)
  useWarning(desk)
  // The floor's word on muting is the truth, also after a reload and in the next call.
  const muted = desk?.item?.muted ?? false
  const view = isView(phone)
  useEffect(() => { if (!view) thePhone()?.setMuted(muted) }, [muted, view])
  const busy = desk !== null && ['talking', 'held', 'dialling', 'connecting'].includes(desk.slot.state) && !isView(phone)
  useEffect(() => {
    if (!busy) return
    const ask = (e: BeforeUnloadEvent) => e.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [busy])
  return null
}

/** The lamp in the tab's picture burns a second and is off for four, while nobody looks at the page. */
function lampInTheTab(): () => void {
  const link = document.querySelector<HTMLLinkElement>('link[rel=icon]')
  if (!link) return () => {}
  let lit = false
  const turn = () => { lit = !lit; link.href = lit && document.hidden ? litMark : calmMark }
  const timer = setInterval(turn, 1000)
  turn()
  return () => { clearInterval(timer); link.href = calmMark }
}

function notify(title: string, body: string): (() => void) | undefined {
  if (!document.hidden || typeof Notification === 'undefined' || Notification.permission !== 'granted') return undefined
  const shown = new Notification(title, { body, tag: 'gudok-ring', requireInteraction: true })
  shown.onclick = () => { window.focus(); shown.close() }
  return () => shown.close()
}

/** A short rise when two people hear each other, a short fall when the other side has gone. */
function useEdges(desk: DeskView | null) {
  const slot = desk?.slot.state
  const was = useRef(slot)
  useEffect(() => {
    const old = was.current
    was.current = slot
    if (old === slot || old === undefined) return
    if (slot === 'talking' && old !== 'held') sounds.connected()
    if (slot === 'wrapup') sounds.ended()
  }, [slot])
}

function useWarning(desk: DeskView | null) {
  const now = useNow()
  const at = desk ? warnAt(desk) : undefined
  const warned = useRef(0)
  useEffect(() => {
    if (at === undefined || now < at || warned.current === at) return
    warned.current = at
    // A page that was opened late does not tick for what is long past.
    if (now - at < 2000) sounds.soon()
  }, [at, now])
}


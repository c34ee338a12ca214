import { useSyncExternalStore } from 'react'
import { has, useMe } from '../app/session'
import { send, thePhone, useDesk, usePhone } from '../desk/phone'
import { isView } from '../desk/state'
import { BROWSER, type DeskView, type EarMode, type EarView } from '../phone/messages'

/** Whether a person needs to start a shift by hand before the first listening. */
let wantsShift = false
const listeners = new Set<() => void>()
const subscribe = (tell: () => void) => { listeners.add(tell); return () => { listeners.delete(tell) } }
function setWantsShift(next: boolean) { if (next !== wantsShift) { wantsShift = next; for (const tell of listeners) tell() } }

export type Listening = {
  /** A supervisor with a seat of his own, whose phone is in this tab. */
  can: boolean
  ear: EarView | undefined
  /** Listening was asked for and a shift has to be started first. */
  needsShift: boolean
  hear: (call: string, mode: EarMode) => void
  leave: () => void
  takeOver: () => void
}

/** A supervisor's ear: it belongs to his own seat, so it goes on when he looks at other screens. */
export function useListening(): Listening {
  const me = useMe()
  const phone = usePhone()
  const desk = useDesk()
  const needsShift = useSyncExternalStore(subscribe, () => wantsShift)
  const ear = desk?.ear ?? undefined
  return {
    can: has(me, 'supervisor') && Boolean(me.agent) && desk !== null && !isView(phone),
    ear, needsShift: needsShift && desk?.presence.state === 'offline',
    hear: (call, mode) => { if (desk) void hear(desk, ear, call, mode) },
    leave: () => { if (ear) void send('ear-left') },
    takeOver: () => { if (ear && ear.since > 0) void send('take-over', { call: ear.call }) },
  }
}

/**
 * Opens an ear. Who serves no lines is put on shift for it, because no call can come to him; who serves
 * some begins his shift himself, because calls would come at once.
 */
async function hear(desk: DeskView, ear: EarView | undefined, call: string, mode: EarMode) {
  const off = desk.presence.state === 'offline'
  if (off && desk.lines.length > 0) { setWantsShift(true); return }
  setWantsShift(false)
  if ((off || desk.device.device === BROWSER) && !(await thePhone()?.startListening())) return
  if (off && !(await send('start-shift', { device: BROWSER }))) return
  if (ear && ear.call !== call && !(await send('ear-left'))) return
  await send('ear', { call, mode })
}

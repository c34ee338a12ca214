import { BROWSER } from '../phone/messages'
import { useKeys } from '../app/keys'
import { keypadOpen, showKeypad } from './keypad'
import { showTransfer, transferOpen } from './panel'
import { send, thePhone, useDesk, usePhone } from './phone'
import { byUrgency, callable, controls, thirdOf } from './state'

/** What the hands can do with the call now. One place for keys and buttons, so that they never differ. */
export function useActions() {
  const phone = usePhone()
  const can = controls(phone)
  const { desk } = phone
  const item = desk?.item
  const third = thirdOf(desk)
  const go = (allowed: boolean, act: () => void) => () => { if (allowed && can.able) act() }
  return {
    can,
    answer: go(can.answer, () => { if (item) void send('answer', { item: item.item }) }),
    end: go(can.end, () => void send('end')),
    mute: go(desk?.slot.state === 'talking' || third !== undefined, () => mute(!(item?.muted ?? false), desk?.device.device === BROWSER)),
    hold: go(can.hold, () => void (desk?.slot.state === 'held' ? send('resume') : send('hold', {}))),
    transfer: go(can.transfer, () => showTransfer(!transferOpen())),
    back: go(third !== undefined, () => void send('back')),
    connect: go(third !== undefined && third.state !== 'ringing', () => void send('connect')),
    conference: go(third?.state === 'talking', () => void send('conference')),
    keypad: go(can.talk, () => showKeypad(!keypadOpen())),
    callNext: go(desk?.slot.state === 'idle' && desk.presence.state !== 'offline', () => {
      const first = desk && byUrgency(desk.promises).find(callable)
      if (first) void send('call-promise', { promise: first.promise })
    }),
  }
}

/** Muting is done in the browser at once and told to the floor, which silences the server's side too. */
function mute(muted: boolean, browser: boolean) {
  if (browser) thePhone()?.setMuted(muted)
  void send('mute', { muted }).then((granted) => { if (!granted && browser) thePhone()?.setMuted(!muted) })
}

/** The keys of the call; they work on every screen because the bar is on every screen. */
export function useCallKeys() {
  const act = useActions()
  // With a third in the call F6 goes back to the customer and F7 finishes what F7 began.
  const third = thirdOf(useDesk()) !== undefined
  useKeys({ F2: act.answer, F4: act.end, F6: third ? act.back : act.hold, F7: third ? act.connect : act.transfer, ShiftF7: act.conference, F8: act.mute, F9: act.keypad, KeyP: act.callNext })
  return act
}

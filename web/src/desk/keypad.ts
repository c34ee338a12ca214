import { useSyncExternalStore } from 'react'

/** Whether the keypad is open: while it is, digits go to the other side and not to the outcomes. */
let open = false
const listeners = new Set<() => void>()
const subscribe = (tell: () => void) => { listeners.add(tell); return () => { listeners.delete(tell) } }

export const keypadOpen = (): boolean => open
export const useKeypad = (): boolean => useSyncExternalStore(subscribe, keypadOpen)
export function showKeypad(next: boolean) {
  if (next === open) return
  open = next
  for (const tell of listeners) tell()
}

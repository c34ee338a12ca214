import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { Alarm } from '../api/types'
import { sounds, unlockSound } from '../shared/sound'

const key = 'gudok.alarm-sound'
let on = localStorage.getItem(key) !== 'off'
const listeners = new Set<() => void>()
const subscribe = (tell: () => void) => { listeners.add(tell); return () => { listeners.delete(tell) } }

export const useAlarmSwitch = (): boolean => useSyncExternalStore(subscribe, () => on)
export function switchAlarmSound(next: boolean) {
  on = next
  localStorage.setItem(key, next ? 'on' : 'off')
  // The press is the gesture after which a browser lets a page sound; it also says how it sounds.
  if (next) { unlockSound(); sounds.alarm() }
  for (const tell of listeners) tell()
}

/** Alarms that are heard: people are being lost, or a colleague calls. */
export const isHeard = (a: Alarm): boolean => a.severity === 'critical' || a.kind === 'help'

/** Three low beats once when something gets worse; it does not nag, and what was there at the start is not new. */
export function useAlarmSound(alarms: readonly Alarm[] | undefined, wanted: boolean) {
  const known = useRef<ReadonlySet<string>>(undefined)
  useEffect(() => {
    if (!alarms) return
    const now = new Set(alarms.filter(isHeard).map((a) => a.id))
    if (wanted && on && known.current && [...now].some((id) => !known.current?.has(id))) sounds.alarm()
    known.current = now
  }, [alarms, wanted])
}

import { useSyncExternalStore } from 'react'

/** To which agent the supervisor is writing. */
let to: string | undefined
const listeners = new Set<() => void>()
const subscribe = (tell: () => void) => { listeners.add(tell); return () => { listeners.delete(tell) } }

export const useWriting = (): string | undefined => useSyncExternalStore(subscribe, () => to)
export function writeTo(agent: string | undefined) { to = agent; for (const tell of listeners) tell() }

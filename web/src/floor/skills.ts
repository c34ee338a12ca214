import { useSyncExternalStore } from 'react'

/** Whose skills the supervisor is changing. */
let whose: string | undefined
const listeners = new Set<() => void>()
const subscribe = (tell: () => void) => { listeners.add(tell); return () => { listeners.delete(tell) } }

export function changeSkills(agent: string | undefined) { if (agent !== whose) { whose = agent; for (const tell of listeners) tell() } }
export const useWhoseSkills = (): string | undefined => useSyncExternalStore(subscribe, () => whose)

import { useSyncExternalStore } from 'react'

/** A number that somebody asked to dial: from a history, a call's page, the palette. The person still says "call". */
export type Wanted = { number: string; tenant?: string; line?: string }

type Panels = { transfer: boolean; dial: Wanted | undefined }
let now: Panels = { transfer: false, dial: undefined }
const listeners = new Set<() => void>()
const subscribe = (tell: () => void) => { listeners.add(tell); return () => { listeners.delete(tell) } }
function become(next: Panels) { now = next; for (const tell of listeners) tell() }

export const transferOpen = (): boolean => now.transfer
export const useTransferOpen = (): boolean => useSyncExternalStore(subscribe, transferOpen)
export function showTransfer(open: boolean) { if (open !== now.transfer) become({ ...now, transfer: open }) }

export const useDialWanted = (): Wanted | undefined => useSyncExternalStore(subscribe, () => now.dial)
export function askDial(wanted: Wanted | undefined) { if (wanted !== now.dial) become({ ...now, dial: wanted }) }

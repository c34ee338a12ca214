import { useSyncExternalStore } from 'react'
import type { Phone, PhoneState } from '../phone/api'
import type { CommandArgs, CommandName, DeskView } from '../phone/messages'
import { setServerClock } from '../shared/Clock'

/** What is seen while there is no phone: before sign-in, or for people who are not agents. */
const silent: PhoneState = { link: 'closed', attempt: 0, retryAt: 0, owner: 'unknown', desk: null, rev: 0, media: 'off', fault: null, quality: null, ring: null, sinkFault: false }

export type Refusal = { command: CommandName; code: string; params: Record<string, string> }

let make: () => Promise<Phone> = async () => (await import('../phone/phone')).createPhone()
/** Recorded days bring their own phone. */
export function replacePhone(other: () => Promise<Phone>) { make = other }

let phone: Phone | undefined
let starting: Promise<Phone> | undefined
let refusal: Refusal | undefined
const listeners = new Set<() => void>()
const tellAll = () => { for (const tell of listeners) tell() }
const subscribe = (tell: () => void) => { listeners.add(tell); return () => { listeners.delete(tell) } }

/** Connects this page's one phone; a second call gives the same one. */
export function startPhone(): Promise<Phone> {
  starting ??= make().then((made) => {
    phone = made
    made.subscribe(() => {
      if (made.state().desk) setServerClock(made.serverNow())
      tellAll()
    })
    tellAll()
    return made
  })
  return starting
}

/** At sign-out. */
export function stopPhone() {
  phone?.close()
  phone = undefined
  starting = undefined
  refusal = undefined
  tellAll()
}

export const thePhone = (): Phone | undefined => phone
const state = (): PhoneState => phone?.state() ?? silent

export const usePhone = (): PhoneState => useSyncExternalStore(subscribe, state)
export const useDesk = (): DeskView | null => usePhone().desk

/** The last command that was not granted, until it is put away or another is granted. */
export const useRefusal = (): Refusal | undefined => useSyncExternalStore(subscribe, () => refusal)
export function putRefusalAway() { refusal = undefined; tellAll() }

/** Asks the floor for what nobody waits for, a draft: a refusal is not shown. */
export async function quietly<K extends CommandName>(name: K, ...args: CommandArgs<K>): Promise<boolean> {
  return phone !== undefined && (await phone.command(name, ...args)).ok
}

/** Asks the floor. The answer comes as a new desk; true when it was granted. */
export async function send<K extends CommandName>(name: K, ...args: CommandArgs<K>): Promise<boolean> {
  if (!phone) return false
  const reply = await phone.command(name, ...args)
  refusal = reply.ok ? undefined : { command: name, code: reply.code, params: reply.params }
  tellAll()
  return reply.ok
}

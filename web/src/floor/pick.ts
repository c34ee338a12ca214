import { useEffect, useSyncExternalStore } from 'react'
import { useKeys } from '../app/keys'
import { usePast } from '../shared/past'
import type { LiveCall } from '../api/types'
import type { EarMode } from '../phone/messages'
import type { Board } from './board'
import { helpSince } from './help'
import { useListening } from './listen'

/** Which call the keys mean. It is chosen by arrows or by a click and survives the board's changes. */
let chosen: string | undefined
let open: ((call: string, mode: EarMode) => void) | undefined
const listeners = new Set<() => void>()
const subscribe = (tell: () => void) => { listeners.add(tell); return () => { listeners.delete(tell) } }
export function choose(call: string | undefined) { if (call !== chosen) { chosen = call; for (const tell of listeners) tell() } }

/** Listening from a row's own button. */
export function hearRow(call: string) { choose(call); open?.(call, 'listen') }

const last = (c: LiveCall) => c.parts.filter((p) => p.state !== 'ended').at(-1)?.state ?? ''
/** An agent and a customer are in it: there is something to hear. */
export const isHearable = (c: LiveCall): boolean => Boolean(c.agent) && ['talking', 'held', 'consulting', 'conference'].includes(last(c))

/** The call that is meant before anything is chosen: of who asks for help, else the first. */
export function meant(board: Pick<Board, 'agents'>, calls: readonly LiveCall[]): string | undefined {
  const helped = calls.find((c) => { const a = c.agent ? board.agents.get(c.agent) : undefined; return a !== undefined && helpSince(a) > 0 })
  return (helped ?? calls[0])?.call
}

/** The chosen row and the keys that act on it. With an ear open the letters are the ear's. */
export function usePick(board: Board, all: readonly LiveCall[]): { can: boolean; chosen: string | undefined } {
  const { can: may, ear, hear } = useListening()
  const can = may && usePast() === undefined
  const wanted = useSyncExternalStore(subscribe, () => chosen)
  const calls = all.filter(isHearable)
  const at = calls.find((c) => c.call === (ear?.call ?? wanted))?.call ?? meant(board, calls)
  useEffect(() => { open = hear; return () => { open = undefined } })
  const key = (mode: EarMode) => () => { if (at) hear(at, mode) }
  const step = (by: 1 | -1) => () => {
    if (calls.length === 0) return
    const i = calls.findIndex((c) => c.call === at)
    choose(calls[Math.min(calls.length - 1, Math.max(0, i + by))]?.call)
  }
  // A key that is bound is taken: with an ear open they are left to its card, and without a seat to the page.
  useKeys(can && !ear ? { KeyL: key('listen'), KeyW: key('whisper'), KeyB: key('barge'), ArrowDown: step(1), ArrowUp: step(-1) } : {})
  return { can, chosen: can ? at : undefined }
}

import { useSyncExternalStore } from 'react'
import { usePast } from './past'
import { minutes } from './time'

const listeners = new Set<() => void>()
let ahead = 0
let now = Date.now()
let timer: ReturnType<typeof setTimeout> | undefined

/** All moments are the server's; the page's own clock may be wrong by minutes. */
export function setServerClock(serverNow: number) {
  const next = serverNow - Date.now()
  // A message's way to us is not a change of clock.
  if (Math.abs(next - ahead) > 250) ahead = next
}

/** The server's moment now, without waiting for the next second. */
export const serverNow = (): number => Date.now() + ahead

function tick() {
  now = serverNow()
  for (const tell of listeners) tell()
  timer = setTimeout(tick, 1000 - (now % 1000) + 5)
}

function subscribe(tell: () => void) {
  listeners.add(tell)
  if (timer === undefined) timer = setTimeout(tick, 1000 - (serverNow() % 1000) + 5)
  return () => {
    listeners.delete(tell)
    if (listeners.size === 0) { clearTimeout(timer); timer = undefined }
  }
}

const read = () => {
  // The first reader after a quiet time must not see an old second.
  if (listeners.size === 0) now = serverNow()
  return now
}

/** The server's moment, renewed once a second for the whole page by one timer; in what shows the past, that moment. */
export function useNow(): number {
  const live = useSyncExternalStore(subscribe, read)
  return usePast() ?? live
}

/** How long since a moment; counts by itself. */
export function Since({ at }: { at: number }) {
  return <time>{minutes(useNow() - at)}</time>
}

/** How long until a moment; stands still at 0:00, what is late is said in words elsewhere. */
export function Until({ at }: { at: number }) {
  return <time>{minutes(at - useNow() + 999)}</time>
}

import { useEffect, useState } from 'react'
import { address } from '../api/client'
import { filled } from '../api/lists'
import type { BoardMessage } from '../api/types'
import { setServerClock } from '../shared/Clock'
import { type Board, fold } from './board'
import { reader } from './sse'

/** A way to hear the board: tells each message, says when it broke; the result closes it. */
export type Source = (tenant: string | undefined, hear: (m: BoardMessage) => void, down: () => void) => () => void

/** The server says at least a heartbeat every 15 s; a silence of twice that is a line that died without a word. */
const silence = 30_000

const events: Source = (tenant, hear, down) => {
  const stop = new AbortController()
  let watch: ReturnType<typeof setTimeout>
  const end = () => { clearTimeout(watch); stop.abort() }
  const alive = () => { clearTimeout(watch); watch = setTimeout(down, silence) }
  alive()
  const read = reader((e) => { if (e.name === 'board') hear(filled(JSON.parse(e.data)) as BoardMessage) })
  void (async () => {
    try {
      const answer = await fetch(address('/board/events', { query: { tenant } }), { headers: { Accept: 'text/event-stream' }, signal: stop.signal })
      if (!answer.ok || !answer.body) throw new Error(`the stream was refused: ${answer.status}`)
      const pieces = answer.body.pipeThrough(new TextDecoderStream()).getReader()
      for (;;) {
        const { done, value } = await pieces.read()
        if (done) break
        alive()
        read(value)
      }
    } catch { /* told below */ }
    if (!stop.signal.aborted) down()
  })()
  return end
}

let open: Source = events
export function replaceBoardSource(other: Source) { open = other }

const first = 1000
const longest = 15_000

export type Live = { board: Board | undefined; /** Since when the board is not fed, ms of the page's clock; 0 while it is. */ stale: number; /** Nothing was heard at all yet. */ attempt: number }

/** The live board with reconnection. What was seen last stays on the screen, marked as stale. */
export function useBoard(tenant?: string): Live {
  const [live, setLive] = useState<Live>({ board: undefined, stale: 0, attempt: 0 })
  useEffect(() => {
    let stop = () => {}
    let timer: ReturnType<typeof setTimeout> | undefined
    let wait = first
    let ended = false
    const start = () => {
      stop = open(tenant, (m) => {
        wait = first
        setServerClock(m.now)
        setLive((was) => ({ board: fold(was.stale ? undefined : was.board, m) ?? was.board, stale: 0, attempt: 0 }))
      }, () => {
        stop()
        if (ended) return
        setLive((was) => ({ ...was, stale: was.stale || Date.now(), attempt: was.attempt + 1 }))
        // Half of the wait is chance, so that a hundred boards do not come back in one moment.
        timer = setTimeout(start, wait / 2 + Math.random() * (wait / 2))
        wait = Math.min(longest, wait * 2)
      })
    }
    start()
    return () => { ended = true; clearTimeout(timer); stop() }
  }, [tenant])
  return live
}

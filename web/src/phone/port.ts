// The page's end of the link, wherever the link lives.

import type { LinkState } from './api'
import { type CloseReason, Link, type LinkEvents } from './link'
import type { FromServer } from './messages'

export type ToPort = { do: 'open'; url: string } | { do: 'send'; text: string } | { do: 'retry' } | { do: 'close' }

export type FromPort =
  | { tell: 'ready' }
  | { tell: 'link'; state: LinkState; attempt: number; retryAt: number; why: CloseReason | '' }
  | { tell: 'frame'; frame: FromServer }

export interface Port {
  send(text: string): void
  retry(): void
  close(): void
}

/** A worker that has not begun by then (blocked by a policy, not found) is given up. */
const readyMs = 4_000

/** Opens the link in a worker; on the main thread where there are no workers. */
export function openPort(url: string, events: LinkEvents): Port {
  let worker: Worker
  try {
    worker = new Worker(new URL('./socket.worker.ts', import.meta.url), { type: 'module', name: 'gudok' })
  } catch {
    return here(url, events)
  }
  return inWorker(worker, url, events)
}

function here(url: string, events: LinkEvents): Port {
  const link = new Link(url, events)
  link.start()
  return { send: (text) => void link.send(text), retry: () => link.retry(), close: () => link.close() }
}

function inWorker(worker: Worker, url: string, events: LinkEvents): Port {
  let instead: Port | undefined
  let begun = false
  let closed = false
  const giveUp = () => {
    if (begun || closed || instead !== undefined) return
    worker.terminate()
    instead = here(url, events)
  }
  const timer = setTimeout(giveUp, readyMs)
  worker.onerror = giveUp
  worker.onmessage = ({ data }: MessageEvent<FromPort>) => {
    if (instead !== undefined) return
    switch (data.tell) {
      case 'ready':
        begun = true
        clearTimeout(timer)
        worker.postMessage({ do: 'open', url } satisfies ToPort)
        break
      case 'link':
        events.link(data.state, data.attempt, data.retryAt, data.why)
        if (data.state === 'closed') worker.terminate()
        break
      case 'frame':
        events.frame(data.frame)
        break
    }
  }
  const post = (message: ToPort) => { if (begun) worker.postMessage(message) }
  return {
    send: (text) => (instead ? instead.send(text) : post({ do: 'send', text })),
    retry: () => (instead ? instead.retry() : post({ do: 'retry' })),
    close: () => {
      closed = true
      clearTimeout(timer)
      if (instead) instead.close()
      else if (begun) post({ do: 'close' })
      else worker.terminate()
    },
  }
}

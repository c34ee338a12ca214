// The way to the server: one WebSocket that is opened again and again, with its heartbeat.
//
// It runs in a worker of its own (socket.worker.ts), because a browser slows the timers of a
// hidden page down to one a minute and may freeze it: the server would take the agent for
// gone. It knows no DOM, so that it runs on the main thread and in tests as well.

import type { FromServer } from './messages'
import type { LinkState } from './api'

/** What a link tells its owner. */
export interface LinkEvents {
  link(state: LinkState, attempt: number, retryAt: number, why: CloseReason | ''): void
  frame(frame: FromServer): void
}

/** Why the server ended the connection for good. */
export type CloseReason = 'replaced' | 'session'

/** The outside world, for tests. */
export interface World {
  open(url: string): WebSocket
  now(): number
  random(): number
  setTimer(run: () => void, ms: number): number
  clearTimer(timer: number): void
}

export const realWorld: World = {
  open: (url) => new WebSocket(url),
  now: () => Date.now(),
  random: () => Math.random(),
  setTimer: (run, ms) => setTimeout(run, ms) as unknown as number,
  clearTimer: (timer) => clearTimeout(timer),
}

/** The server pings every 5 s: two missed and a bit. */
const silenceMs = 12_000
/** The next ping of a link that is in doubt. */
const soonMs = 6_000
/** How long a connection may take to say hello before it is tried anew. */
const helloMs = 8_000
const firstDelayMs = 250
/** A call goes on when the server is restarted, but silently until it is found again. */
const longestDelayMs = 3_000

/** Close codes of base/httpd after which trying again is wrong. */
const finalCodes: Record<number, CloseReason> = { 4001: 'replaced', 4002: 'session' }

export class Link {
  private socket: WebSocket | undefined
  private timer: number | undefined
  private tries = 0 // since the link was open
  private was = false // open at least once
  private open = false
  private closed = false

  constructor(
    private readonly url: string,
    private readonly events: LinkEvents,
    private readonly world: World = realWorld,
  ) {}

  start(): void {
    this.connect()
  }

  /** Sends a text if the link is open, else says false. */
  send(text: string): boolean {
    if (!this.open || this.socket === undefined) return false
    this.socket.send(text)
    return true
  }

  /** Tries now instead of at the time planned; when open: makes sure that it really is. */
  retry(): void {
    if (this.closed) return
    if (this.open) {
      this.watch(soonMs) // the computer woke up or changed its network
      return
    }
    if (this.socket === undefined) this.connect()
  }

  close(): void {
    this.end('')
  }

  private end(why: CloseReason | ''): void {
    if (this.closed) return
    this.closed = true
    this.drop()
    this.events.link('closed', 0, 0, why)
  }

  private connect(): void {
    this.stopTimer()
    this.tries++
    this.events.link(this.was || this.tries > 1 ? 'lost' : 'connecting', this.tries, 0, '')
    const socket = this.world.open(this.url)
    this.socket = socket
    socket.onmessage = (e: MessageEvent<string>) => { if (socket === this.socket) this.heard(e.data) }
    socket.onclose = (e: CloseEvent) => { if (socket === this.socket) this.lost(e.code) }
    this.watch(helloMs)
  }

  private heard(text: string): void {
    let frame: FromServer
    try {
      frame = JSON.parse(text) as FromServer
    } catch {
      return // not ours: a proxy's page
    }
    this.watch(silenceMs)
    if (frame.ch === 'sys' && frame.type === 'ping') {
      this.send('{"ch":"sys","type":"pong"}')
      return
    }
    if (frame.ch === 'sys' && frame.type === 'hello' && !this.open) {
      this.open = true
      this.was = true
      this.tries = 0
      this.events.link('open', 0, 0, '')
    }
    this.events.frame(frame)
  }

  /** Drops a connection on which nothing is heard for ms. */
  private watch(ms: number): void {
    this.stopTimer()
    this.timer = this.world.setTimer(() => this.lost(0), ms)
  }

  private lost(code: number): void {
    const why = finalCodes[code]
    if (why !== undefined) {
      this.end(why)
      return
    }
    this.drop()
    const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** this.tries)
    // Not all pages of a centre at the same moment after a restart of the server.
    const ms = delay * (0.7 + 0.6 * this.world.random())
    this.events.link('lost', this.tries + 1, this.world.now() + ms, '')
    this.timer = this.world.setTimer(() => this.connect(), ms)
  }

  private drop(): void {
    this.stopTimer()
    this.open = false
    const socket = this.socket
    this.socket = undefined
    if (socket !== undefined) {
      socket.onmessage = null
      socket.onclose = null
      socket.close()
    }
  }

  private stopTimer(): void {
    if (this.timer !== undefined) this.world.clearTimer(this.timer)
    this.timer = undefined
  }
}

import { beforeEach, describe, expect, it } from 'vitest'
import { Link, type World } from './link'
import type { FromServer } from './messages'

/** A server and a clock that do what the test says. */
class Fake implements World {
  sockets: FakeSocket[] = []
  time = 0
  timers: { at: number; run: () => void; id: number }[] = []
  private last = 0
  open = () => {
    const s = new FakeSocket()
    this.sockets.push(s)
    return s as unknown as WebSocket
  }
  now = () => this.time
  random = () => 0.5
  setTimer = (run: () => void, ms: number) => {
    this.timers.push({ at: this.time + ms, run, id: ++this.last })
    return this.last
  }
  clearTimer = (id: number) => { this.timers = this.timers.filter((t) => t.id !== id) }
  pass(ms: number) {
    const end = this.time + ms
    for (;;) {
      this.timers.sort((a, b) => a.at - b.at)
      const next = this.timers[0]
      if (!next || next.at > end) break
      this.timers.shift()
      this.time = next.at
      next.run()
    }
    this.time = end
  }
  get socket(): FakeSocket { return this.sockets[this.sockets.length - 1]! }
}

class FakeSocket {
  onmessage: ((e: { data: string }) => void) | null = null
  onclose: ((e: { code: number }) => void) | null = null
  sent: string[] = []
  closed = false
  send = (text: string) => { this.sent.push(text) }
  close = () => { this.closed = true }
  say = (frame: FromServer) => this.onmessage?.({ data: JSON.stringify(frame) })
  hello = () => this.say({ ch: 'sys', type: 'hello', data: { main: true, now: 1 } })
}

let world: Fake
let told: string[]
let frames: FromServer[]
let link: Link

beforeEach(() => {
  world = new Fake()
  told = []
  frames = []
  link = new Link('ws://x', { link: (s, n, at, why) => told.push(`${s} ${n} ${Math.round(at)} ${why}`.trim()), frame: (f) => frames.push(f) }, world)
  link.start()
})

describe('a link', () => {
  it('is open once hello is heard, and not before', () => {
    expect(told).toEqual(['connecting 1 0'])
    expect(link.send('a')).toBe(false)
    world.socket.hello()
    expect(told[told.length - 1]).toBe('open 0 0')
    expect(link.send('b')).toBe(true)
    expect(world.socket.sent).toEqual(['b'])
    expect(frames.map((f) => f.type)).toEqual(['hello'])
  })

  it('answers pings itself', () => {
    world.socket.hello()
    world.socket.say({ ch: 'sys', type: 'ping' })
    expect(world.socket.sent).toEqual(['{"ch":"sys","type":"pong"}'])
    expect(frames).toHaveLength(1)
  })

  it('drops a server that is silent for two pings and tries again', () => {
    world.socket.hello()
    const first = world.socket
    world.pass(11_900)
    expect(first.closed).toBe(false)
    world.pass(200)
    expect(first.closed).toBe(true)
    expect(told[told.length - 1]).toBe('lost 1 12250')
    world.pass(250)
    expect(world.sockets).toHaveLength(2)
    world.socket.hello()
    expect(told[told.length - 1]).toBe('open 0 0')
  })

  it('waits longer each time, up to three seconds, and counts the tries', () => {
    world.socket.hello()
    const waits: number[] = []
    for (let i = 0; i < 8; i++) {
      const before = world.time
      const n = world.sockets.length
      world.socket.onclose?.({ code: 1006 })
      expect(told[told.length - 1]).toMatch(new RegExp(`^lost ${i + 1} `))
      while (world.sockets.length === n) world.pass(10)
      waits.push(world.time - before)
    }
    expect(waits).toEqual([250, 500, 1000, 2000, 3000, 3000, 3000, 3000])
  })

  it('gives up a connection that says no hello', () => {
    world.pass(8_000)
    expect(world.sockets[0]?.closed).toBe(true)
    world.pass(500)
    expect(world.sockets).toHaveLength(2)
  })

  it('tries at once when told to', () => {
    world.socket.hello()
    for (let i = 0; i < 5; i++) {
      world.socket.onclose?.({ code: 1006 })
      world.pass(i < 4 ? 8_000 : 0)
    }
    const n = world.sockets.length
    link.retry()
    expect(world.sockets).toHaveLength(n + 1)
    link.retry()
    expect(world.sockets).toHaveLength(n + 1)
  })

  it('stays away for good when another window goes on or the session has ended', () => {
    world.socket.hello()
    world.socket.onclose?.({ code: 4001 })
    expect(told[told.length - 1]).toBe('closed 0 0 replaced')
    world.pass(60_000)
    link.retry()
    expect(world.sockets).toHaveLength(1)
  })

  it('does not hear a socket that it has given up', () => {
    world.socket.hello()
    const old = world.socket
    const hear = old.onmessage
    old.onclose?.({ code: 1006 })
    world.pass(300)
    hear?.({ data: '{"ch":"floor","type":"desk","rev":9}' })
    expect(frames).toHaveLength(1)
  })

  it('passes over what is not JSON', () => {
    world.socket.onmessage?.({ data: '<html>' })
    expect(frames).toHaveLength(0)
  })
})

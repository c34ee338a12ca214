// The agent's phone in the browser. See api.ts for what it offers.
//
// Read in this order: messages.ts (what travels), api.ts, link.ts (the socket, in a worker),
// port.ts, desk.ts (what frames make of the state), tab.ts (several tabs), sound.ts (the
// PeerConnection), microphone.ts, quality.ts, and this file, which ties them.

import type { Phone, PhoneOptions, PhoneState, Reply } from './api'
import { atRest, heard, ServerClock } from './desk'
import type { FromServer, Hello, LegID, RtcFromServer, ToServer } from './messages'
import { chosenDevices, listDevices } from './microphone'
import { openPort, type Port } from './port'
import type { LinkEvents } from './link'
import { Sound } from './sound'
import { OwnerWatch, tabName } from './tab'

/** The floor answers in milliseconds; a command that waits longer than this is not coming. */
const replyMs = 10_000

/** How a phone gets its link; tests bring their own. */
export type Opener = (url: string, events: LinkEvents) => Port

export async function createPhone(options: PhoneOptions = {}, open: Opener = openPort): Promise<Phone> {
  const url = new URL(options.url ?? '/api/agent/socket', location.href)
  url.protocol = url.protocol.replace('http', 'ws')
  url.searchParams.set('tab', await tabName())
  return new ThePhone(url.href, open)
}

class ThePhone implements Phone {
  private now: PhoneState = { ...atRest, link: 'connecting' }
  private readonly listeners = new Set<() => void>()
  private readonly waiting = new Map<number, (reply: Reply) => void>()
  private readonly clock = new ServerClock()
  private readonly sound: Sound
  private readonly owner: OwnerWatch
  private readonly port: Port
  private lastId = 0
  private taking = false

  constructor(url: string, open: Opener) {
    this.owner = new OwnerWatch((owner) => this.change({ owner }))
    this.sound = new Sound({
      say: (type, data) => this.say({ ch: 'rtc', type, data }),
      ready: () => this.now.link === 'open' && this.now.owner === 'here',
      mine: () => this.now.owner === 'here' || this.now.owner === 'unknown',
      changed: (patch) => this.change(patch),
    })
    this.port = open(url, {
      link: (link, attempt, retryAt, why) => {
        this.change({ link, attempt, retryAt, ...(why === 'replaced' ? { owner: 'elsewhere' as const } : {}) })
        if (link === 'open') return
        this.breakOff()
        if (link === 'closed') this.sound.rest()
        else this.sound.cut()
      },
      frame: (frame) => this.frame(frame),
    })
    addEventListener('online', this.retryNow)
    addEventListener('pageshow', this.retryNow)
  }

  state = (): PhoneState => this.now

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => { this.listeners.delete(listener) }
  }

  serverNow = (): number => this.clock.now()

  command: Phone['command'] = (name, ...args) => {
    if (this.now.link !== 'open') return Promise.resolve(refusal('phone.not_connected'))
    if (this.now.owner !== 'here') return Promise.resolve(refusal('phone.not_owner'))
    const id = ++this.lastId
    return new Promise((resolve) => {
      const timer = setTimeout(() => answer(refusal('phone.no_reply')), replyMs)
      const answer = (reply: Reply) => {
        clearTimeout(timer)
        this.waiting.delete(id)
        resolve(reply)
      }
      this.waiting.set(id, answer)
      this.say({ ch: 'floor', type: name, id, data: args[0] ?? {} })
    })
  }

  take(): void {
    this.taking = true // the click that lets the sound begin
    this.say({ ch: 'sys', type: 'take' })
  }

  async startMedia(devices: Partial<ReturnType<typeof chosenDevices>> = {}): Promise<boolean> {
    await this.sound.choose(devices)
    return this.now.owner === 'elsewhere' || this.now.owner === 'free' ? false : this.sound.start()
  }

  startListening(): Promise<boolean> {
    return this.now.owner === 'elsewhere' || this.now.owner === 'free' ? Promise.resolve(false) : this.sound.listen()
  }

  stopMedia(): void { this.sound.stop() }
  setDevices(devices: Partial<ReturnType<typeof chosenDevices>>): Promise<boolean> { return this.sound.choose(devices) }
  chosenDevices = chosenDevices
  devices = listDevices

  onDevicesChanged(listener: () => void): () => void {
    navigator.mediaDevices?.addEventListener('devicechange', listener)
    return () => navigator.mediaDevices?.removeEventListener('devicechange', listener)
  }

  setMuted(muted: boolean): void { this.sound.mute(muted) }
  onLevel(listener: (level: number) => void): () => void { return this.sound.meter.listen(listener) }
  loopback(): () => void { return this.sound.loopback() }
  retryNow = (): void => this.port.retry()

  close(): void {
    removeEventListener('online', this.retryNow)
    removeEventListener('pageshow', this.retryNow)
    this.owner.stop()
    this.sound.stop()
    this.port.close()
    this.breakOff()
    this.change({ ...atRest })
  }

  private say(frame: ToServer): void { this.port.send(JSON.stringify(frame)) }

  private change(patch: Partial<PhoneState>): void {
    this.become({ ...this.now, ...patch })
  }

  private become(next: PhoneState): void {
    if (next === this.now) return
    this.now = next
    for (const tell of this.listeners) tell()
  }

  private breakOff(): void {
    for (const answer of this.waiting.values()) answer(refusal('phone.link_lost'))
  }

  private frame(frame: FromServer): void {
    if (frame.re !== undefined) {
      this.waiting.get(frame.re)?.(frame.ok === true ? { ok: true } : refusal(frame.code ?? 'internal', frame.params))
      return
    }
    if (frame.now !== undefined) this.clock.hear(frame.now, false)
    this.become(heard(this.now, frame))
    if (frame.ch === 'sys') this.sys(frame)
    else if (frame.ch === 'rtc') this.rtc(frame)
  }

  private sys(frame: FromServer): void {
    if (frame.type === 'view') {
      this.sound.rest()
      this.owner.set('elsewhere')
    }
    if (frame.type !== 'hello') return
    const { main, now } = frame.data as Hello
    this.clock.hear(now, true)
    this.owner.set(main ? 'here' : 'elsewhere')
    if (!main) {
      this.sound.rest()
      return
    }
    if (this.taking) this.sound.want()
    this.taking = false
    this.sound.resume()
  }

  private legs({ legs, ears }: RtcFromServer['legs']): void {
    this.sound.has(legs ?? [], ears ?? [])
  }

  private rtc(frame: FromServer): void {
    switch (frame.type) {
      case 'legs':
        this.legs(frame.data as RtcFromServer['legs'])
        break
      case 'answer':
        void this.sound.answered(frame.data as RtcFromServer['answer'])
        break
      case 'reoffer':
        this.sound.reoffer()
        break
      case 'refused':
        this.sound.refused()
        break
      case 'ring': {
        const { leg, ear } = frame.data as RtcFromServer['ring']
        this.say({ ch: 'rtc', type: 'ringing', data: { leg } })
        this.sound.rang(leg, ear)
        break
      }
      case 'open':
        this.sound.opened((frame.data as RtcFromServer['open']).leg)
        break
      case 'stopped':
        this.sound.stopped((frame.data as { leg: LegID }).leg)
        break
      default:
    }
  }
}

const refusal = (code: string, params: Record<string, string> = {}): Reply => ({ ok: false, code, params })

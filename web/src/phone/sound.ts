// The sound between this page and the server: one PeerConnection for the whole shift.
//
// The microphone is open all the time, so that a fault shows before a call; but nothing of
// it leaves the page except while a leg rings or talks here: the sender has no track in
// between, which also costs the server nothing.
//
// Who only wants to listen (a supervisor's ear) opens no microphone at all: the connection
// only receives. When such a leg is opened, the microphone is, and the sound is offered anew
// if its connection cannot carry it.

import type { Devices, MediaFault, MediaState, Quality } from './api'
import type { LegID, RtcFromServer, RtcToServer } from './messages'
import { chosenDevices, keepDevices, LevelMeter, openMicrophone, Speaker, unable } from './microphone'
import { judge, read, type Reading } from './quality'

export interface SoundEvents {
  say<K extends keyof RtcToServer>(type: K, data: RtcToServer[K]): void
  /** Whether what is said can reach the server, and this tab may speak. */
  ready(): boolean
  /** Whether the phone may be this tab's. */
  mine(): boolean
  changed(patch: { media?: MediaState; fault?: MediaFault | null; quality?: Quality | null; sinkFault?: boolean }): void
}

const wantedKey = 'gudok.sound'
const toListen = 'ear' // what is under it where no microphone is wanted
const statsMs = 2_000
/** How long an offer may take to become sound. ICE and DTLS need a fifth of a second. */
const connectMs = 8_000
const longestRepairMs = 15_000

export class Sound {
  readonly meter = new LevelMeter()
  private readonly speaker: Speaker
  private readonly echo: Speaker
  private microphone: MediaStreamTrack | undefined
  private outgoing: MediaStreamTrack | undefined // a copy, so that muting leaves the meter
  private pc: RTCPeerConnection | undefined
  private sender: RTCRtpSender | undefined
  private speaks = false // the connection can carry a microphone
  private readonly legs = new Map<LegID, 'ear' | 'voice'>()
  private muted = false
  private beginning = false
  private repairs = 0
  private timer: ReturnType<typeof setTimeout> | undefined
  private stats: ReturnType<typeof setInterval> | undefined
  private last: Reading | undefined
  private settled: ((ok: boolean) => void)[] = []

  constructor(private readonly events: SoundEvents) {
    this.speaker = new Speaker((there) => events.changed({ sinkFault: there }))
    this.echo = new Speaker(() => {})
  }

  /** Whether the person has asked for sound in this tab; survives a reload. */
  wanted(): boolean {
    return sessionStorage.getItem(wantedKey) !== null
  }

  want(): void {
    sessionStorage.setItem(wantedKey, '1')
  }

  start(): Promise<boolean> {
    this.want()
    return this.connect()
  }

  /** Sound without a microphone, unless there is one already. */
  listen(): Promise<boolean> {
    if (!this.wanted()) sessionStorage.setItem(wantedKey, toListen)
    return this.connect()
  }

  /** Whether a microphone is needed: for the shift, or for a leg that talks. */
  private needed(): boolean {
    return sessionStorage.getItem(wantedKey) !== toListen || [...this.legs.values()].includes('voice')
  }

  private connect(): Promise<boolean> {
    const ready = this.microphone !== undefined || !this.needed()
    if (this.pc?.connectionState === 'connected' && ready) return Promise.resolve(true)
    const done = new Promise<boolean>((resolve) => this.settled.push(resolve))
    void this.begin()
    return done
  }

  /** Opens the microphone where one is needed and offers, unless both are under way. */
  private async begin(): Promise<void> {
    if (this.beginning || (this.pc !== undefined && (this.speaks || !this.needed()))) return
    this.beginning = true
    const fault = unable() ?? (this.needed() ? await this.open() : null)
    this.beginning = false
    if (!this.wanted() || !this.events.mine()) this.rest()
    else if (fault === null) {
      this.hangUp() // a connection that only receives
      this.offer()
    } else if (this.pc === undefined) this.fail(fault)
    else {
      this.events.changed({ fault }) // what is heard goes on
      this.settle(false)
    }
  }

  stop(): void {
    sessionStorage.removeItem(wantedKey)
    if (this.pc !== undefined) this.events.say('bye', {})
    this.rest()
  }

  /** Gives everything back without a word: another tab has the phone now. */
  rest(): void {
    this.hangUp()
    this.shut()
    this.legs.clear()
    this.settle(false)
    this.events.changed({ media: 'off', fault: null, quality: null })
  }

  /** The link is lost: an offer on its way gets no answer any more, sound that flows goes on. */
  cut(): void {
    if (this.pc !== undefined && this.pc.connectionState !== 'connected') this.hangUp()
  }

  /** The link is open and this tab owns the phone. */
  resume(): void {
    if (this.wanted()) void this.connect()
  }

  mute(muted: boolean): void {
    this.muted = muted
    if (this.outgoing !== undefined) this.outgoing.enabled = !muted
  }

  async choose(devices: Partial<Devices>): Promise<boolean> {
    const before = chosenDevices()
    const now = { ...before, ...devices }
    keepDevices(now)
    let ok = true
    if (devices.headphones !== undefined) {
      ok = await this.speaker.choose(now.headphones)
      await this.echo.choose(now.headphones)
    }
    if (now.microphone !== before.microphone && this.microphone !== undefined) {
      const fault = await this.open(true)
      if (fault !== null) this.fail(fault)
      ok = ok && fault === null
    }
    return ok
  }

  /** Lets the person hear the own microphone. */
  loopback(): () => void {
    if (this.microphone !== undefined) this.echo.play(new MediaStream([this.microphone]))
    return () => this.echo.play(null)
  }

  // ---- what the server says ----

  has(legs: LegID[], ears: LegID[] = []): void {
    this.legs.clear()
    for (const leg of legs) this.legs.set(leg, ears.includes(leg) ? 'ear' : 'voice')
    this.attend()
  }

  rang(leg: LegID, ear = false): void {
    this.legs.set(leg, ear ? 'ear' : 'voice')
    this.attend()
  }

  /** A leg that only listened may speak. */
  opened(leg: LegID): void {
    this.rang(leg)
  }

  stopped(leg: LegID): void {
    this.legs.delete(leg)
    this.speak()
    if (!this.needed()) this.shut() // it was opened for this leg only
  }

  private attend(): void {
    this.speak()
    if (this.pc === undefined || this.microphone !== undefined || !this.needed()) return
    if (this.speaks) void this.open().then((fault) => { if (fault !== null) this.events.changed({ fault }) })
    else void this.begin()
  }

  reoffer(): void {
    const state = this.pc?.connectionState
    if (!this.wanted() || state === 'new' || state === 'connecting') return
    this.hangUp()
    void this.connect()
  }

  refused(): void {
    this.hangUp()
    this.fail('refused')
    this.repair()
  }

  async answered({ sdp, leg, ear }: RtcFromServer['answer']): Promise<void> {
    const pc = this.pc
    if (pc === undefined || pc.signalingState !== 'have-local-offer') return
    if (leg !== '') this.rang(leg, ear)
    try {
      await pc.setRemoteDescription({ type: 'answer', sdp })
    } catch {
      if (pc === this.pc) this.refused()
    }
  }

  // ---- microphone ----

  private async open(anew = false): Promise<MediaFault | null> {
    if (this.microphone?.readyState === 'live' && !anew) return null
    if (this.pc === undefined) this.events.changed({ media: 'asking', fault: null })
    const got = await openMicrophone(chosenDevices().microphone)
    if (typeof got === 'string') return got
    this.shut()
    this.microphone = got
    this.outgoing = got.clone()
    this.outgoing.enabled = !this.muted
    got.onended = () => void this.unplugged(got)
    this.meter.set(got)
    this.speak()
    return null
  }

  /** The headset was pulled out: go on with whatever microphone there is. */
  private async unplugged(track: MediaStreamTrack): Promise<void> {
    if (track !== this.microphone) return
    const fault = await this.open(true)
    if (fault !== null) {
      this.hangUp()
      this.fail(fault)
    }
  }

  private shut(): void {
    if (this.microphone !== undefined) this.microphone.onended = null
    this.microphone?.stop()
    this.outgoing?.stop()
    this.microphone = undefined
    this.outgoing = undefined
    this.meter.set(undefined)
  }

  /** Puts the microphone on the line, or takes it off. */
  private speak(): void {
    const track = [...this.legs.values()].includes('voice') ? (this.outgoing ?? null) : null
    if (this.sender !== undefined && this.sender.track !== track) {
      // Refused by a connection that was just closed; the next one asks for itself.
      this.sender.replaceTrack(track).catch(() => {})
    }
  }

  // ---- connection ----

  private offer(): void {
    if (!this.wanted() || this.pc !== undefined || !this.events.ready()) return // resume comes later
    clearTimeout(this.timer)
    this.events.changed({ media: 'connecting', fault: null })
    const pc = new RTCPeerConnection({ iceServers: [], bundlePolicy: 'max-bundle' })
    this.pc = pc
    this.speaks = this.microphone !== undefined
    const line = pc.addTransceiver('audio', { direction: this.speaks ? 'sendrecv' : 'recvonly' })
    const codecs = telephoneCodecs()
    if (codecs.length > 0) line.setCodecPreferences(codecs)
    this.sender = line.sender
    this.speak()
    pc.ontrack = ({ track }) => {
      this.speaker.play(new MediaStream([track]))
      void this.speaker.choose(chosenDevices().headphones)
    }
    pc.onconnectionstatechange = () => { if (pc === this.pc) this.moved(pc) }
    this.timer = setTimeout(() => { if (pc === this.pc) this.broke() }, connectMs)
    pc.setLocalDescription()
      .then(() => { if (pc === this.pc) this.events.say('offer', { sdp: pc.localDescription?.sdp ?? '' }) })
      .catch(() => { if (pc === this.pc) this.refused() })
  }

  private moved(pc: RTCPeerConnection): void {
    switch (pc.connectionState) {
      case 'connected':
        clearTimeout(this.timer)
        this.repairs = 0
        this.events.changed({ media: 'connected', fault: null })
        this.settle(true)
        this.measure(pc)
        break
      case 'disconnected': // often comes back by itself
        clearTimeout(this.timer)
        this.timer = setTimeout(() => { if (pc === this.pc) this.broke() }, 3_000)
        this.events.changed({ media: 'connecting' })
        break
      case 'failed':
        this.broke()
        break
      default:
    }
  }

  private broke(): void {
    this.hangUp()
    this.fail('unreachable')
    this.repair()
  }

  /** Tries again in a while, each time later. */
  private repair(): void {
    if (!this.wanted()) return
    const ms = Math.min(longestRepairMs, 1000 * 2 ** this.repairs++)
    this.timer = setTimeout(() => { if (this.wanted() && this.events.ready()) void this.connect() }, ms)
  }

  private fail(fault: MediaFault): void {
    this.events.changed({ media: 'failed', fault, quality: null })
    this.settle(false)
  }

  private settle(ok: boolean): void {
    const waiting = this.settled
    this.settled = []
    for (const resolve of waiting) resolve(ok)
  }

  private hangUp(): void {
    clearTimeout(this.timer)
    clearInterval(this.stats)
    this.last = undefined
    const pc = this.pc
    this.pc = undefined
    this.sender = undefined
    this.speaks = false
    if (pc === undefined) return
    pc.onconnectionstatechange = null
    pc.ontrack = null
    pc.close()
    this.speaker.play(null)
  }

  private measure(pc: RTCPeerConnection): void {
    clearInterval(this.stats)
    this.stats = setInterval(() => {
      void pc.getStats().then((report) => {
        if (pc !== this.pc || pc.connectionState !== 'connected') return
        const now = read(report as unknown as Iterable<[string, unknown]>)
        this.events.changed({ quality: judge(this.last, now) })
        this.last = now
      })
    }, statsMs)
  }
}

/** Those of the telephone network, A-law first: what the trunks here speak. */
function telephoneCodecs(): RTCRtpCodec[] {
  const all = RTCRtpReceiver.getCapabilities('audio')?.codecs ?? []
  const of = (mime: string) => all.filter((c) => c.mimeType.toLowerCase() === mime && c.clockRate === 8000)
  return [...of('audio/pcma'), ...of('audio/pcmu'), ...of('audio/telephone-event')]
}

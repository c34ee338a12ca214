import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Phone } from './api'
import type { LinkEvents } from './link'
import type { FromServer, ToServer } from './messages'
import { createPhone } from './phone'

// A browser as far as the phone uses one: a microphone, PeerConnections, getStats.

class FakeTrack {
  kind = 'audio'
  enabled = true
  readyState = 'live'
  onended: (() => void) | null = null
  clone() { return new FakeTrack() }
  stop() { this.readyState = 'ended' }
}

class FakeConnection {
  static all: FakeConnection[] = []
  connectionState = 'new'
  signalingState = 'stable'
  localDescription: { sdp: string } | null = null
  remote = ''
  onconnectionstatechange: (() => void) | null = null
  ontrack: unknown = null
  sender = { track: null as FakeTrack | null, replaceTrack: async (t: FakeTrack | null) => { this.sender.track = t } }
  constructor() { FakeConnection.all.push(this) }
  direction = ''
  addTransceiver(_kind: string, o: { direction: string }) { this.direction = o.direction; return { sender: this.sender, setCodecPreferences: (c: { mimeType: string }[]) => { this.codecs = c.map((x) => x.mimeType) } } }
  codecs: string[] = []
  async setLocalDescription() {
    this.localDescription = { sdp: `offer ${FakeConnection.all.length}` }
    this.signalingState = 'have-local-offer'
  }
  async setRemoteDescription(d: { sdp: string }) {
    this.remote = d.sdp
    this.signalingState = 'stable'
  }
  async getStats() { return new Map() }
  close() { this.connectionState = 'closed' }
  become(state: string) {
    this.connectionState = state
    this.onconnectionstatechange?.()
  }
  static get last(): FakeConnection { return FakeConnection.all[FakeConnection.all.length - 1]! }
}

let said: ToServer[]
let events: LinkEvents
let phone: Phone
let microphones: FakeTrack[]
let refuse: Error | undefined

const server = (frame: FromServer) => events.frame(frame)
const hello = (main = true) => {
  events.link('open', 0, 0, '')
  server({ ch: 'sys', type: 'hello', data: { main, now: 1_000_000 } })
}
const rtc = (type: string, data: unknown = {}) => server({ ch: 'rtc', type, data })
const settled = () => vi.advanceTimersByTimeAsync(0)
const offers = () => said.filter((f) => f.type === 'offer')
const lastSaid = () => said[said.length - 1]

/** Brings the sound up as the server would. */
async function connect(leg = '') {
  await settled()
  rtc('answer', { sdp: 'answer', leg })
  await settled()
  FakeConnection.last.become('connected')
  await settled()
}

beforeEach(async () => {
  vi.useFakeTimers()
  sessionStorage.clear()
  localStorage.clear()
  said = []
  microphones = []
  refuse = undefined
  FakeConnection.all = []
  vi.stubGlobal('RTCPeerConnection', FakeConnection)
  vi.stubGlobal('RTCRtpReceiver', { getCapabilities: () => ({ codecs: ['audio/opus', 'audio/PCMU', 'audio/telephone-event', 'audio/PCMA'].map((mimeType) => ({ mimeType, clockRate: 8000 })) }) })
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('MediaStream', class {})
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: {
      getUserMedia: async () => {
        if (refuse) throw refuse
        const t = new FakeTrack()
        microphones.push(t)
        return { getAudioTracks: () => [t] }
      },
      addEventListener: () => {}, removeEventListener: () => {}, enumerateDevices: async () => [],
    },
  })
  phone = await createPhone({}, (_url, e) => {
    events = e
    return { send: (text) => said.push(JSON.parse(text) as ToServer), retry: () => {}, close: () => {} }
  })
})

afterEach(() => {
  phone.close()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('a command', () => {
  it('is answered by the reply with its number', async () => {
    hello()
    const one = phone.command('answer', { item: 'item_1' })
    const two = phone.command('ready')
    expect(said.map((f) => [f.ch, f.type, f.id])).toEqual([['floor', 'answer', 1], ['floor', 'ready', 2]])
    server({ ch: 'floor', re: 2, ok: true })
    server({ ch: 'floor', re: 1, ok: false, code: 'floor.no_such_offer', params: { item: 'item_1' } })
    expect(await two).toEqual({ ok: true })
    expect(await one).toEqual({ ok: false, code: 'floor.no_such_offer', params: { item: 'item_1' } })
  })
  it('says why when it cannot be asked or is not answered', async () => {
    expect(await phone.command('ready')).toMatchObject({ code: 'phone.not_connected' })
    hello(false)
    expect(await phone.command('ready')).toMatchObject({ code: 'phone.not_owner' })
    hello()
    const lost = phone.command('ready')
    events.link('lost', 1, 0, '')
    expect(await lost).toMatchObject({ code: 'phone.link_lost' })
    hello()
    const late = phone.command('ready')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await late).toMatchObject({ code: 'phone.no_reply' })
  })
})

describe('the sound', () => {
  it('offers A-law first and sends nothing of the microphone between calls', async () => {
    hello()
    const started = phone.startMedia()
    await connect()
    expect(await started).toBe(true)
    expect(FakeConnection.last.codecs).toEqual(['audio/PCMA', 'audio/PCMU', 'audio/telephone-event'])
    expect(FakeConnection.last.sender.track).toBeNull()
    expect(phone.state().media).toBe('connected')

    rtc('ring', { leg: 'leg_1', auto: false })
    expect(lastSaid()).toMatchObject({ ch: 'rtc', type: 'ringing', data: { leg: 'leg_1' } })
    expect(FakeConnection.last.sender.track).not.toBeNull()
    expect(phone.state().ring?.leg).toBe('leg_1')
    rtc('joined', { leg: 'leg_1' })
    phone.setMuted(true)
    expect(FakeConnection.last.sender.track?.enabled).toBe(false)
    rtc('stopped', { leg: 'leg_1' })
    expect(FakeConnection.last.sender.track).toBeNull()
  })

  it('offers again when asked, and goes on with the call that the answer names', async () => {
    hello()
    void phone.startMedia()
    await settled()
    rtc('reoffer') // the first one is on its way: no need
    await connect()
    expect(offers()).toHaveLength(1)
    rtc('reoffer')
    await connect('leg_7')
    expect(offers()).toHaveLength(2)
    expect(FakeConnection.last.sender.track).not.toBeNull()
    expect(microphones).toHaveLength(1)
  })

  it('comes back by itself after a reload', async () => {
    sessionStorage.setItem('gudok.sound', '1')
    hello()
    rtc('legs', { legs: ['leg_1'] })
    rtc('reoffer')
    await connect('leg_1')
    expect(offers()).toHaveLength(1)
    expect(microphones).toHaveLength(1)
    expect(phone.state().media).toBe('connected')
  })

  it('goes on while only the socket is lost', async () => {
    hello()
    void phone.startMedia()
    await connect()
    rtc('ring', { leg: 'leg_1', auto: true })
    rtc('joined', { leg: 'leg_1' })
    events.link('lost', 1, 0, '')
    expect(FakeConnection.last.connectionState).toBe('connected')
    hello()
    rtc('legs', { legs: ['leg_1'] })
    expect(FakeConnection.last.sender.track).not.toBeNull()
    events.link('lost', 1, 0, '')
    hello()
    rtc('legs', { legs: [] }) // it ended while we were away
    expect(FakeConnection.last.sender.track).toBeNull()
    expect(offers()).toHaveLength(1)
  })

  it('offers anew when the link was lost before the answer came', async () => {
    hello()
    const started = phone.startMedia()
    await settled()
    events.link('lost', 1, 0, '')
    hello()
    await connect()
    expect(await started).toBe(true)
    expect(offers()).toHaveLength(2)
  })

  it('repairs itself, later each time', async () => {
    hello()
    const started = phone.startMedia()
    await connect()
    await started
    FakeConnection.last.become('failed')
    expect(phone.state()).toMatchObject({ media: 'failed', fault: 'unreachable' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(offers()).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(8_000) // never connected
    expect(phone.state().media).toBe('failed')
    await vi.advanceTimersByTimeAsync(1_900)
    expect(offers()).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(200)
    expect(offers()).toHaveLength(3)
    await connect()
    expect(phone.state()).toMatchObject({ media: 'connected', fault: null })
  })

  it('says why there is no microphone', async () => {
    hello()
    for (const [name, fault] of [['NotAllowedError', 'denied'], ['NotFoundError', 'no_microphone'], ['NotReadableError', 'microphone_busy']] as const) {
      refuse = Object.assign(new Error(name), { name })
      expect(await phone.startMedia()).toBe(false)
      expect(phone.state().fault).toBe(fault)
    }
    refuse = undefined
    vi.stubGlobal('isSecureContext', false)
    expect(await phone.startMedia()).toBe(false)
    expect(phone.state().fault).toBe('insecure')
  })

  it('goes on with another microphone when one is pulled out', async () => {
    hello()
    void phone.startMedia()
    await connect()
    rtc('ring', { leg: 'leg_1', auto: true })
    const before = FakeConnection.last.sender.track
    microphones[0]!.onended?.()
    await settled()
    expect(microphones).toHaveLength(2)
    expect(FakeConnection.last.sender.track).not.toBe(before)
    expect(phone.state().media).toBe('connected')
  })

  it('is given back when the shift ends', async () => {
    hello()
    void phone.startMedia()
    await connect()
    phone.stopMedia()
    expect(lastSaid()).toMatchObject({ ch: 'rtc', type: 'bye' })
    expect(microphones[0]?.readyState).toBe('ended')
    expect(phone.state().media).toBe('off')
    rtc('reoffer')
    await settled()
    expect(offers()).toHaveLength(1)
  })
})

describe('an ear', () => {
  it('opens no microphone until its leg is opened, and gives it back after', async () => {
    hello()
    const started = phone.startListening()
    await connect()
    expect(await started).toBe(true)
    rtc('ring', { leg: 'leg_1', auto: true, ear: true })
    expect(lastSaid()).toMatchObject({ ch: 'rtc', type: 'ringing', data: { leg: 'leg_1' } })
    rtc('joined', { leg: 'leg_1' })
    await settled()
    expect(microphones).toHaveLength(0)
    expect(FakeConnection.last.direction).toBe('recvonly')

    rtc('open', { leg: 'leg_1' })
    await settled()
    expect(offers()).toHaveLength(2)
    expect(FakeConnection.last.direction).toBe('sendrecv')
    rtc('answer', { sdp: 'answer', leg: 'leg_1' })
    FakeConnection.last.become('connected')
    await settled()
    expect(microphones).toHaveLength(1)
    expect(FakeConnection.last.sender.track).not.toBeNull()
    expect(phone.state().media).toBe('connected')

    rtc('stopped', { leg: 'leg_1' })
    expect(FakeConnection.last.sender.track).toBeNull()
    expect(microphones[0]?.readyState).toBe('ended')
    rtc('ring', { leg: 'leg_2', auto: true, ear: true })
    await settled()
    expect(microphones).toHaveLength(1)
    rtc('open', { leg: 'leg_2' }) // this connection can carry it
    await settled()
    expect(microphones).toHaveLength(2)
    expect(offers()).toHaveLength(2)
    expect(FakeConnection.last.sender.track).not.toBeNull()
  })

  it('says nothing of an own shift\'s microphone', async () => {
    hello()
    void phone.startMedia()
    await connect()
    expect(await phone.startListening()).toBe(true)
    rtc('ring', { leg: 'leg_1', auto: true, ear: true })
    expect(FakeConnection.last.sender.track).toBeNull()
    rtc('open', { leg: 'leg_1' })
    expect(FakeConnection.last.sender.track).not.toBeNull()
    rtc('stopped', { leg: 'leg_1' })
    expect(microphones[0]?.readyState).toBe('live')
    expect(offers()).toHaveLength(1)
  })

  it('goes on listening after a reload and where the microphone is refused', async () => {
    sessionStorage.setItem('gudok.sound', 'ear')
    hello()
    rtc('legs', { legs: ['leg_1'], ears: ['leg_1'] })
    await settled()
    rtc('answer', { sdp: 'answer', leg: 'leg_1', ear: true })
    FakeConnection.last.become('connected')
    await settled()
    expect(microphones).toHaveLength(0)
    refuse = Object.assign(new Error('NotAllowedError'), { name: 'NotAllowedError' })
    rtc('open', { leg: 'leg_1' })
    await settled()
    expect(phone.state()).toMatchObject({ media: 'connected', fault: 'denied' })
    expect(offers()).toHaveLength(1)
  })
})

describe('a second tab', () => {
  it('gives up its sound when another takes the phone, and takes it back by a click', async () => {
    hello()
    void phone.startMedia()
    await connect()
    server({ ch: 'sys', type: 'view' })
    expect(phone.state()).toMatchObject({ owner: 'elsewhere', media: 'off' })
    expect(microphones[0]?.readyState).toBe('ended')
    server({ ch: 'sys', type: 'hello', data: { main: false, now: 2 } })
    await settled()
    expect(offers()).toHaveLength(1)
    expect(await phone.startMedia()).toBe(false)

    phone.take()
    expect(lastSaid()).toMatchObject({ ch: 'sys', type: 'take' })
    server({ ch: 'sys', type: 'hello', data: { main: true, now: 3 } })
    await connect()
    expect(phone.state()).toMatchObject({ owner: 'here', media: 'connected' })
  })
})

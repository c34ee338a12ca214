import { describe, expect, it } from 'vitest'
import type { PhoneState } from './api'
import { atRest, heard, ServerClock } from './desk'
import type { DeskView, FromServer } from './messages'
import { judge, read } from './quality'

const view = (agent: string): DeskView => ({
  agent, presence: { state: 'online', since: 1 }, slot: { state: 'idle', since: 1 },
  device: { device: 'browser', healthy: true, since: 1 }, item: null, missed: [], promises: [], lines: [], numbers: {},
})
const desk = (rev: number, agent: string): FromServer => ({ ch: 'floor', type: 'desk', rev, now: 5, data: view(agent) })
const after = (frames: FromServer[], from: PhoneState = atRest) => frames.reduce(heard, from)

describe('the desk', () => {
  it('is the newest that was heard', () => {
    expect(after([desk(3, 'a'), desk(4, 'b')]).desk?.agent).toBe('b')
  })
  it('is not replaced by an older one', () => {
    const s = after([desk(4, 'b'), desk(3, 'a')])
    expect(s.desk?.agent).toBe('b')
    expect(s.rev).toBe(4)
  })
  it('is replaced by any after a new hello: the server may count anew', () => {
    expect(after([desk(400, 'a'), { ch: 'sys', type: 'hello', data: { main: true, now: 1 } }, desk(1, 'b')]).desk?.agent).toBe('b')
  })
  it('has lists where the server says null', () => {
    const bare = { ...view('a'), missed: null, promises: null, lines: null, numbers: null, item: { item: 'item_1', path: null, parts: null } }
    const s = after([{ ch: 'floor', type: 'desk', rev: 1, data: bare }])
    expect(s.desk?.missed).toEqual([])
    expect(s.desk?.numbers).toEqual({})
    expect(s.desk?.item?.path).toEqual([])
  })
  it('does not become a new object for a frame that says nothing new', () => {
    const s = after([desk(4, 'b')])
    expect(heard(s, { ch: 'sys', type: 'ping' })).toBe(s)
    expect(heard(s, { ch: 'rtc', type: 'reoffer' })).toBe(s)
    expect(heard(s, desk(3, 'x'))).toBe(s)
  })
})

describe('the phone', () => {
  it('is here or elsewhere as the server says', () => {
    const here = after([{ ch: 'sys', type: 'hello', data: { main: true, now: 1 } }])
    expect(here.owner).toBe('here')
    expect(heard(here, { ch: 'sys', type: 'view' }).owner).toBe('elsewhere')
    expect(after([{ ch: 'sys', type: 'hello', data: { main: false, now: 1 } }]).owner).toBe('elsewhere')
  })
  it('rings until the leg is joined or stopped, whichever leg rings', () => {
    const ring: FromServer = { ch: 'rtc', type: 'ring', data: { leg: 'leg_1', auto: false } }
    const s = after([ring])
    expect(s.ring).toEqual({ leg: 'leg_1', auto: false })
    expect(heard(s, { ch: 'rtc', type: 'stopped', data: { leg: 'leg_0' } }).ring).not.toBeNull()
    expect(heard(s, { ch: 'rtc', type: 'stopped', data: { leg: 'leg_1' } }).ring).toBeNull()
    expect(heard(s, { ch: 'rtc', type: 'joined', data: { leg: 'leg_1' } }).ring).toBeNull()
  })
})

describe('the supervisor’s words', () => {
  const word = (id: string) => ({ id, sender: 'usr_1', agent: 'agt_1', text: 'x', at: 1 })
  const says = (type: string, data: unknown): FromServer => ({ ch: 'message', type, data })
  it('stay until they are read, the newest first', () => {
    const s = after([says('inbox', { messages: [word('m1')] }), says('message', word('m2')), says('message', word('m2'))])
    expect(s.messages?.map((m) => m.id)).toEqual(['m2', 'm1'])
    expect(heard(s, says('read', word('m2'))).messages?.map((m) => m.id)).toEqual(['m1'])
  })
  it('of a channel that the page does not know change nothing', () => {
    expect(heard(atRest, { ch: 'tea' as 'sys', type: 'ready' })).toBe(atRest)
  })
})

describe('the server clock', () => {
  it('takes the sample that was least late', () => {
    let here = 0
    const clock = new ServerClock(() => here)
    here = 100
    clock.hear(1_000_050, true) // 50 ms on the way
    here = 200
    clock.hear(1_000_190, false) // 10 ms
    here = 300
    clock.hear(1_000_220, false) // 80 ms
    expect(clock.now()).toBe(1_000_290)
    clock.hear(999_000, true)
    expect(clock.now()).toBe(999_000)
  })
})

describe('the quality of sound', () => {
  const at = (received: number, lost: number, rtt = 0.02, jitter = 0.002) => read(new Map<string, unknown>([
    ['a', { type: 'inbound-rtp', packetsReceived: received, packetsLost: lost, jitter }],
    ['b', { type: 'candidate-pair', state: 'succeeded', nominated: true, currentRoundTripTime: rtt }],
    ['c', { type: 'candidate-pair', state: 'waiting', currentRoundTripTime: 9 }],
    ['d', { type: 'remote-inbound-rtp', fractionLost: 0, roundTripTime: 5 }],
  ]))
  it('is of the last period, not of the whole call', () => {
    const q = judge(at(1000, 500), at(1100, 500))
    expect(q).toEqual({ lossIn: 0, lossOut: 0, rttMs: 20, jitterMs: 2, packetsIn: 100, bars: 3 })
  })
  it('falls with loss, delay and jitter', () => {
    expect(judge(at(0, 0), at(98, 2)).bars).toBe(2)
    expect(judge(at(0, 0), at(95, 5)).bars).toBe(1)
    expect(judge(at(0, 0), at(80, 20)).bars).toBe(0)
    expect(judge(at(0, 0), at(100, 0, 0.3)).bars).toBe(2)
    expect(judge(at(0, 0), at(100, 0, 0.02, 0.1)).bars).toBe(1)
  })
  it('is good when nothing is sent: there is no call', () => {
    const q = judge(at(100, 0), at(100, 0))
    expect(q.bars).toBe(3)
    expect(q.packetsIn).toBe(0)
  })
  it('knows no loss of the way out before the server has reported', () => {
    expect(judge(undefined, read([['a', { type: 'inbound-rtp', packetsReceived: 1 }]])).lossOut).toBe(-1)
  })
})

import { describe, expect, it } from 'vitest'
import type { CallDetails, Fact } from '../api/types'
import { Names } from '../app/names'
import { directory } from '../fixture/people'
import { say } from '../i18n/say'
import { closeWord } from '../promise/Drawing'
import { dayStart } from '../shared/time'
import { filterOf, peaksOf, queryOf } from './api'
import factWords from './factWords'
import { tellFact } from './facts'
import { numbersOf, soundOf, timesOf } from './legs'
import { resultState, resultWord } from './results'
import { frameOf, wavePath } from './wave'
import words from './words'

const goFacts = import.meta.glob<string>('../../../fact/*.go', { query: '?raw', import: 'default', eager: true })
const goVoice = import.meta.glob<string>('../../../voice/cause.go', { query: '?raw', import: 'default', eager: true })
const found = (files: Record<string, string>, pattern: RegExp) => Object.values(files).flatMap((t) => [...t.matchAll(pattern)].map((m) => m[1] ?? ''))

const names = new Names(directory, 'ru')
const fact = (type: string, data: Record<string, unknown> = {}): Fact => ({ seq: 1, at: 1000, type, data }) as unknown as Fact
const told = (type: string, data: Record<string, unknown> = {}) => {
  const t = tellFact(fact(type, data), names, (key) => say([factWords, words], 'en', key).replace(/^\w+\.(\w+)$/, '$1'))
  return say([factWords], 'en', t.word, t.params)
}

describe('the timeline', () => {
  const types = found(goFacts, /FactType\(\) string *\{ return "((?:call|leg|menu|item|recording|promise|attempt)\.\w+)" \}/g)
  it('finds the facts of the server', () => expect(types.length).toBeGreaterThan(25))
  it.each(types)('has words for %s', (type) => expect(tellFact(fact(type), names, (k) => k).word).not.toBe('fact.other'))
  it.each(found(goVoice, /Cause\w+ +Cause = "(\w+)"/g))('knows the cause %s', (cause) => expect(factWords).toHaveProperty([`cause.${cause}`]))
  it('tells who hung up, and a hold with its promise', () => {
    expect(told('call.ended', { by: 'caller' })).toBe('The caller hung up')
    expect(told('call.ended', { by: 'system', cause: 'media_lost' })).toBe('The system ended the call: the sound was lost')
    expect(told('call.held', { promised_until_ms: 121_000 })).toBe('On hold: 2:00 promised')
    expect(told('call.held', { by_device: true })).toBe('On hold from the phone')
    expect(told('leg.ended', { cause: 'busy', code: 486 })).toBe('Connection closed: busy, 486')
  })
  it('shows what it does not know as it is', () => expect(told('item.levitated')).toBe('item.levitated'))
})

describe('results', () => {
  it('have a colour and a word; others are "ended"', () => {
    expect([resultState('abandoned'), resultWord('abandoned')]).toEqual(['alarm', 'result.abandoned'])
    expect([resultState('teleported'), resultWord('teleported')]).toEqual(['offline', 'result.ended'])
  })
  it('of promises too', () => {
    expect(closeWord('talked')).toBe('close.talked')
    expect(closeWord('forgotten')).toBe('close.other')
  })
})

describe('filters of the address', () => {
  it('leave out what is none', () => expect(filterOf({ line: 'lin_1', from: '', tab: 'unknown', number: '067' })).toEqual({ line: 'lin_1', number: '067' }))
  it('become moments, the last day whole', () => {
    const q = queryOf({ from: '2026-11-20', to: '2026-11-21' })
    expect([q.from, q.to]).toEqual([dayStart('2026-11-20'), dayStart('2026-11-22')])
    expect(queryOf({ from: 'x' }).from).toBeUndefined()
  })
  it('take a number as people write it', () => expect(queryOf({ number: '+380 (67) 123-45' }).number).toBe('+3806712345'))
})

describe('the wave', () => {
  const call = { started_at: 1000, parts: [{ state: 'waiting', at: 1000 }, { state: 'talking', at: 11_000 }, { state: 'held', at: 20_000 }, { state: 'talking', at: 25_000 }, { state: 'ended', at: 41_000 }] }
  it('stands in its place inside the call', () => expect(frameOf(call as Parameters<typeof frameOf>[0], { started_at: 11_000, ms: 30_000 })).toEqual({ whole: 40_000, begin: 10_000, length: 30_000, holds: [[19_000, 24_000]] }))
  it('takes two channels, or one of a message', () => {
    expect(peaksOf({ channels: [[255], [0]] } as Parameters<typeof peaksOf>[0])).toEqual({ customer: [1], agent: [0] })
    expect(peaksOf({ channels: [[51]] } as Parameters<typeof peaksOf>[0])).toEqual({ customer: [0.2], agent: [] })
  })
  it('draws even silence, and loudness up to its edge', () => expect(wavePath([0, 9])).toBe('M1.5 28.0V28.6M4.5 2.0V54.6'))
})

describe('a call that changed hands', () => {
  it('tells a diverted call, a kept and a broken promise, a line that led on', () => {
    expect(told('call.created', { inbound: true, original: 'num_1', trunk: 'trk_kyivstar', did: 'did_1' })).toContain('diverted to +380443900000')
    expect([told('call.resumed', { held_ms: 60_000, promise: 'kept' }), told('call.resumed', { held_ms: 60_000, promise: 'broken' })]).toEqual(['Back after 1:00, as promised', 'Back after 1:00, later than promised'])
    expect(told('item.left', { reason: 'overflowed', detail: 'lin_orders' })).toContain('Led on to line')
    expect(told('item.returned', { verdict: 'no_answer', giver: 'agt_anna' })).toContain('(no answer)')
  })
  it('names a number that may be seen, and only draws a telephone for one that may not', () => {
    const numbers = numbersOf({ call: { number: { id: 'num_1', number: '+38', pretty: '+380 1' } }, legs: [{ leg: 'leg_1', number: { id: 'num_2', number: '+38', pretty: '+380 2' } }] } as unknown as CallDetails)
    const params = (id: string) => tellFact(fact('item.transferred', { to_number: id }), names, (k) => k, (n) => numbers.get(n)).params['who']
    expect([params('num_2'), params('num_9')]).toEqual(['+380 2', '☎'])
  })
  it('says how it sounded before the figures', () => {
    const q = (mos: number, one_way = false) => soundOf({ at: 1, loss_pct: 0, jitter_ms: 0, mos, one_way })
    expect([q(4.2), q(3.3), q(2.9), q(0), q(4.2, true), soundOf(undefined)]).toEqual(['good', 'fair', 'bad', 'none', 'one-way', undefined])
  })
  it('counts ringing and talking of each connection', () => {
    expect(timesOf({ leg: 'leg_1', ringing_at: 1000, answered_at: 6000, ended_at: 66_000 })).toEqual({ rang: 5000, talked: 60_000, now: false })
    expect(timesOf({ leg: 'leg_1', ringing_at: 1000, ended_at: 6000 })).toEqual({ rang: 5000, talked: undefined, now: false })
    expect(timesOf({ leg: 'leg_1', answered_at: 6000 })).toEqual({ rang: undefined, talked: undefined, now: true })
  })
})

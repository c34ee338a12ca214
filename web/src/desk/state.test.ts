import { describe, expect, it } from 'vitest'
import { deskIn } from '../fixture/desk'
import type { PhoneState } from '../phone/api'
import type { DeskView } from '../phone/messages'
import { warnAt } from './alerts'
import { agentState, barClock, byUrgency, callable, controls, deskState, isView } from './state'

const now = 1_800_000_000_000
const phone = (desk: DeskView | null, part: Partial<PhoneState> = {}): PhoneState =>
  ({ link: 'open', attempt: 0, retryAt: 0, owner: 'here', desk, rev: 1, media: 'connected', fault: null, quality: null, ring: null, sinkFault: false, ...part }) as PhoneState
const machines = (presence: string, slot: string, healthy = true) => ({ presence: { state: presence, since: 0 }, slot: { state: slot, since: 0 }, device: { device: 'browser', healthy, since: 0 } }) as DeskView

describe('agentState', () => {
  it.each([
    ['online', 'idle', 'ready'], ['pause', 'idle', 'paused'], ['offline', 'idle', 'offline'], ['online', 'offered', 'ringing'], ['online', 'talking', 'talking'],
    ['pause', 'talking', 'talking'], ['online', 'held', 'hold'], ['on_demand', 'idle', 'ready'], ['on_demand', 'talking', 'talking'], ['draining', 'idle', 'paused'], ['draining', 'wrapup', 'wrapup'], ['online', 'dialling', 'talking'], ['pause', 'wrapup', 'wrapup'],
  ])('of %s and %s is %s', (presence, slot, state) => expect(agentState(machines(presence, slot)).state).toBe(state))

  it('a lost device comes before all but the end of the shift', () => {
    expect(agentState(machines('online', 'talking', false)).word).toBe('state.lost')
    expect(agentState(machines('offline', 'idle', false)).word).toBe('state.offline')
  })
  it('without the link nothing is sure', () => {
    expect(deskState(phone(machines('online', 'talking'), { link: 'lost' })).word).toBe('state.lost')
    expect(deskState(phone(null)).state).toBe('offline')
  })
})

describe('barClock', () => {
  it('counts a free agent from the later of presence and last contact', () => {
    const idle = { ...machines('online', 'idle'), presence: { state: 'online', since: 100 }, slot: { state: 'idle', since: 900 } } as DeskView
    expect(barClock(idle)).toEqual({ from: 900 })
  })
  it('counts a pause from its beginning, as its limit does', () => {
    expect(barClock({ ...machines('pause', 'idle'), presence: { state: 'pause', since: 100 }, slot: { state: 'idle', since: 900 } } as DeskView)).toEqual({ from: 100 })
  })
  it('counts a ring and a wrap-up down, a talk from its answer and a hold from its own beginning', () => {
    const of = (name: Parameters<typeof deskIn>[0]) => { const d = deskIn(name, now); return [d.item, barClock(d)] as const }
    const [rung, ring] = of('ringing'); expect(ring.to).toBe(rung?.ring_until)
    const [wrapped, wrap] = of('wrapup'); expect(wrap.to).toBe(wrapped?.wrap_until)
    const [talked, talk] = of('talking'); expect(talk.from).toBe(talked?.answered_at)
    const [held, hold] = of('hold'); expect(hold.from).toBe(held?.held_at)
  })
})

describe('a third in the call', () => {
  it('is a consultation while the customer waits, and a talk of three after that', () => {
    expect(deskState(phone(deskIn('consulting', now)))).toEqual({ state: 'consult', word: 'state.consult' })
    expect(deskState(phone(deskIn('asking', now)))).toEqual({ state: 'consult', word: 'state.consult' })
    expect(deskState(phone(deskIn('conference', now)))).toEqual({ state: 'consult', word: 'state.conference' })
  })
  it('counts from its own beginning and leaves no second transfer and no hold', () => {
    const d = deskIn('consulting', now)
    expect(barClock(d)).toEqual({ from: d.item?.third?.since })
    expect(controls(phone(d))).toMatchObject({ hold: false, transfer: false, talk: true })
  })
  it('of a call that ended is no third any more', () => {
    const d = deskIn('consulting', now)
    expect(deskState(phone({ ...d, slot: { state: 'wrapup', since: now } })).state).toBe('wrapup')
  })
})

describe('controls', () => {
  it('are what the call can do now', () => {
    expect(controls(phone(deskIn('ringing', now)))).toEqual({ answer: true, talk: false, hold: false, transfer: false, end: false, able: true })
    expect(controls(phone(deskIn('talking', now)))).toEqual({ answer: false, talk: true, hold: true, transfer: true, end: true, able: true })
    expect(controls(phone(deskIn('wrapup', now)))).toMatchObject({ talk: false, end: false })
    expect(controls(phone(machines('online', 'dialling')))).toMatchObject({ talk: false, end: true })
  })
  it('sleep in a second tab and while the link is lost', () => {
    expect(controls(phone(deskIn('talking', now), { owner: 'elsewhere' })).able).toBe(false)
    expect(controls(phone(deskIn('talking', now), { link: 'lost' })).able).toBe(false)
    expect(isView(phone(null, { owner: 'free' }))).toBe(true)
  })
})

describe('promises at the desk', () => {
  it('are called the due ones first, then by their time', () => {
    const of = (state: string, due_at: number) => ({ state, due_at })
    expect(byUrgency([of('cooldown', 1), of('open', 9), of('due', 5), of('open', 3), of('due', 2)]).map((p) => `${p.state}${p.due_at}`)).toEqual(['due2', 'due5', 'open3', 'open9', 'cooldown1'])
  })
  it('cannot be called while somebody does', () => {
    expect(['open', 'due', 'cooldown', 'calling', 'talking'].map((state) => callable({ state }))).toEqual([true, true, true, false, false])
  })
})

describe('warnAt', () => {
  it('warns before the end of a promised hold, a wrap-up and a pause', () => {
    const held = deskIn('hold', now); expect(warnAt(held)).toBe((held.item?.promised_until ?? 0) - 15_000)
    const wrapped = deskIn('wrapup', now); expect(warnAt(wrapped)).toBe((wrapped.item?.wrap_until ?? 0) - 10_000)
    const paused = deskIn('paused', now); expect(warnAt(paused)).toBe(paused.presence.since + (paused.presence.limit_ms ?? 0) - 60_000)
  })
  it('has nothing to say of a talk', () => expect(warnAt(deskIn('talking', now))).toBeUndefined())
})

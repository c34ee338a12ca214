import { describe, expect, it } from 'vitest'
import type { AgentRow, Alarm, LineRow, LiveCall } from '../api/types'
import { isHeard } from './alarmSound'
import { seatOrder } from './board'
import { withHelp } from './help'
import { isHearable, meant } from './pick'
import { pageAt, pages, worst } from './wall'

const line = (id: string, tenant: string) => ({ line: id, tenant }) as LineRow
const many = (tenant: string, n: number) => Array.from({ length: n }, (_, i) => line(`${tenant}${i}`, tenant))
const alarm = (id: string, kind: string, severity: string, since: number): Alarm => ({ id, kind, severity, since })
const agent = (id: string, help = 0) => ({ agent: id, help }) as unknown as AgentRow
const call = (id: string, of: string, state: string) => ({ call: id, agent: of, parts: [{ state: 'waiting', at: 1 }, { state, at: 2 }] }) as unknown as LiveCall
const board = (...agents: AgentRow[]) => ({ alarms: [] as Alarm[], agents: new Map(agents.map((a) => [a.agent, a])) })

describe('a wall', () => {
  it('holds at most eight lines on a page and keeps a client together', () => {
    expect(pages([...many('a', 3), ...many('b', 4), ...many('c', 2)]).map((p) => p.map((l) => l.tenant).join(''))).toEqual(['aaabbbb', 'cc'])
  })
  it('gives a client with more than eight lines pages of its own', () => {
    expect(pages([...many('a', 10), ...many('b', 2)]).map((p) => p.length)).toEqual([8, 4])
    expect(pages([])).toEqual([])
  })
  it('turns by the clock, so that two walls show the same', () => {
    expect([0, 14_999, 15_000, 30_000].map((now) => pageAt(now, 2, 15_000))).toEqual([0, 0, 1, 0])
    expect(pageAt(5, 0, 15_000)).toBe(0)
  })
  it('shows the worst alarm, of the worst the oldest', () => {
    expect(worst([alarm('a', 'waiting_long', 'warning', 1), alarm('b', 'no_agents', 'critical', 9), alarm('c', 'no_agents', 'critical', 5)])?.id).toBe('c')
    expect(worst([])).toBeUndefined()
  })
})

describe('help', () => {
  it('is an alarm of its own, once, and comes first', () => {
    const b = board(agent('x', 7), agent('y'))
    expect(withHelp(b).map((a) => a.id)).toEqual(['help x'])
    expect(withHelp({ ...b, alarms: [{ ...alarm('h', 'help', 'critical', 7), agent: 'x' }] }).map((a) => a.id)).toEqual(['h'])
  })
  it('is heard like the loss of people, a warning is not', () => {
    expect(isHeard(alarm('a', 'help', 'warning', 1))).toBe(true)
    expect(isHeard(alarm('a', 'waiting_long', 'warning', 1))).toBe(false)
  })
  it('puts the seat in front of all others', () => {
    expect(seatOrder([{ state: 'ringing', since: 1 }, { state: 'talking', since: 2, help: true }]).map((s) => s.state)).toEqual(['talking', 'ringing'])
  })
})

describe('what can be listened to', () => {
  it('is a call with an agent in it', () => {
    expect(isHearable(call('c', 'a', 'talking'))).toBe(true)
    expect(isHearable(call('c', 'a', 'consulting'))).toBe(true)
    expect(isHearable(call('c', 'a', 'wrapup'))).toBe(false)
    expect(isHearable(call('c', '', 'talking'))).toBe(false)
  })
  it('is meant of who asks for help, else the first', () => {
    const calls = [call('one', 'a', 'talking'), call('two', 'b', 'talking')]
    expect(meant(board(agent('a'), agent('b', 3)), calls)).toBe('two')
    expect(meant(board(agent('a'), agent('b')), calls)).toBe('one')
    expect(meant(board(), [])).toBeUndefined()
  })
})

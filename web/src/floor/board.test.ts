import { describe, expect, it } from 'vitest'
import type { AgentRow, Alarm, BoardMessage, LineRow, LiveCall } from '../api/types'
import { alarmOrder, fold, seatOrder } from './board'
import { reader, type StreamEvent } from './sse'
import { toneOf } from './tones'

const figures = { waiting: 0, longest: 0, level: 1, formula: 'SL-E', abandoned: 0, talking: 0, ready: 0, promises_open: 0, overdue: 0 }
const line = (id: string, waiting: number) => ({ line: id, waiting }) as LineRow
const agent = (id: string) => ({ agent: id }) as AgentRow
const call = (id: string) => ({ call: id }) as LiveCall
const message = (rev: number, part: Partial<BoardMessage>): BoardMessage => ({ now: rev * 1000, rev, full: false, lines: [], agents: [], calls: [], alarms: [], figures, gone: { lines: [], agents: [], calls: [] }, ...part })
const full = (rev: number, part: Partial<BoardMessage> = {}) => message(rev, { full: true, ...part })

describe('fold', () => {
  it('waits for a full message', () => expect(fold(undefined, message(5, { lines: [line('a', 1)] }))).toBeUndefined())

  it('takes changed rows and keeps the others', () => {
    const first = fold(undefined, full(1, { lines: [line('a', 1), line('b', 2)], calls: [call('c')] }))
    const second = fold(first, message(2, { lines: [line('a', 7)] }))
    expect(second?.lines.get('a')?.waiting).toBe(7)
    expect(second?.lines.get('b')).toBe(first?.lines.get('b'))
    expect(second?.calls).toBe(first?.calls)
  })

  it('lets go what is gone', () => {
    const first = fold(undefined, full(1, { agents: [agent('x'), agent('y')], calls: [call('c')] }))
    const second = fold(first, message(2, { gone: { lines: [], agents: ['x'], calls: ['c'] } }))
    expect([...(second?.agents.keys() ?? [])]).toEqual(['y'])
    expect(second?.calls.size).toBe(0)
  })

  it('passes over what is older or told twice', () => {
    const board = fold(undefined, full(4, { lines: [line('a', 4)] }))
    expect(fold(board, message(4, { lines: [line('a', 9)] }))).toBe(board)
    expect(fold(board, message(3, { lines: [line('a', 3)] }))).toBe(board)
  })

  it('begins anew with a full message, even of a lower revision: the server was started again', () => {
    const board = fold(undefined, full(900, { lines: [line('old', 1)] }))
    expect([...(fold(board, full(1, { lines: [line('new', 1)] }))?.lines.keys() ?? [])]).toEqual(['new'])
  })
})

describe('orders', () => {
  it('puts who rings first and who is away last, the longest first', () => {
    const seats = [{ state: 'paused', since: 1 }, { state: 'ready', since: 9 }, { state: 'ready', since: 2 }, { state: 'ringing', since: 5 }]
    expect(seatOrder(seats).map((s) => s.since)).toEqual([5, 2, 9, 1])
  })
  it('puts the worst alarm first, then the newest', () => {
    const of = (id: string, severity: string, since: number) => ({ id, severity, since, kind: 'x' }) as Alarm
    expect(alarmOrder([of('a', 'warning', 9), of('b', 'critical', 1), of('c', 'warning', 12)]).map((a) => a.id)).toEqual(['b', 'c', 'a'])
  })
})

describe('toneOf', () => {
  const alarms = [{ id: '1', kind: 'waiting_long', severity: 'warning', since: 0, line: 'a' }, { id: '2', kind: 'no_agents', severity: 'critical', since: 0, line: 'b' }] as Alarm[]
  it('colours a line by its own alarms', () => {
    expect(toneOf(alarms, 'waiting', 'a')).toBe('warm')
    expect(toneOf(alarms, 'waiting', 'b')).toBeUndefined()
    expect(toneOf(alarms, 'free', 'b')).toBe('hot')
  })
  it('colours the whole floor by any', () => expect(toneOf(alarms, 'free')).toBe('hot'))
})

describe('reader', () => {
  const text = ': beat\r\n\r\nevent: board\r\ndata: {"a":\r\ndata: 1}\r\n\r\ndata:plain\n\n: beat\n\nevent: lost\n\n'
  const heard: StreamEvent[] = [{ name: 'board', data: '{"a":\n1}' }, { name: 'message', data: 'plain' }]
  it.each([1, 2, 3, 7, 1000])('reads events from pieces of %i letters', (size) => {
    const got: StreamEvent[] = []
    const read = reader((e) => got.push(e))
    for (let i = 0; i < text.length; i += size) read(text.slice(i, i + size))
    expect(got).toEqual(heard)
  })
})

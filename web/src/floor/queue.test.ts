import { describe, expect, it } from 'vitest'
import type { QueuedRow } from '../api/types'
import { placeFor, reasonOf } from './queueOrder'

const row = (part: Partial<QueuedRow>): QueuedRow => ({ item: 'itm', tenant: 'ten', line: 'lin', kind: 'call', place: 1, origin_at: 1000, enqueued_at: 1000, priority: 10, line_priority: 10, ...part })

describe('why somebody stands where he does', () => {
  it.each<[string, Partial<QueuedRow>, string]>([
    ['waits in the usual order', {}, 'age'], ['is rung at the moment', { offered: 'agt_1', hand: true }, 'offered'], ['was put there by hand, though VIP', { hand: true, list: 'vip' }, 'hand'],
    ['waits for one agent', { only: 'agt_1' }, 'only'], ['VIP', { list: 'vip', priority: 60 }, 'vip'], ['matters more than the line', { priority: 11 }, 'higher'], ['matters less', { priority: undefined }, 'lower'],
    ['brought the place along', { enqueued_at: 9000 }, 'kept'], ['a call back whose turn has come', { return: true }, 'return'], ['a call back after all others', { return: true, last: true }, 'last'],
  ])('%s', (_, part, reason) => expect(reasonOf(row(part))).toBe(reason))
})

describe('the place to ask for', () => {
  const rows = [row({ item: 'ringing', place: 0 }), row({ item: 'a', place: 1 }), row({ item: 'b', place: 2 }), row({ item: 'c', place: 3 })]
  it('is that of the row where it is put', () => {
    expect(placeFor(rows, 3, 1)).toBe(1)
    expect(placeFor(rows, 1, 2)).toBe(2)
  })
  it('is none where nothing would change, and none past who is being rung', () => {
    expect(placeFor(rows, 3, 9)).toBeUndefined()
    expect(placeFor(rows, 1, 0)).toBeUndefined()
    expect(placeFor(rows, 0, 1)).toBeUndefined()
  })
})

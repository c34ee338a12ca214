import { describe, expect, it } from 'vitest'
import type { LineRow } from '../api/types'
import type { Board } from '../floor/board'
import { lightOf } from './light'

const board = (...lines: Partial<LineRow>[]) => ({ lines: new Map(lines.map((l, i) => [String(i), { open: true, online: 0, waiting: 0, ...l } as LineRow])) }) as unknown as Board

describe('the light of a client', () => {
  it('is green while somebody can answer', () => expect(lightOf({ board: board({ online: 2 }, { online: 3, waiting: 1 }), stale: 0 })).toEqual({ state: 'works', online: 3, waiting: 1 }))
  it('is amber when nobody can', () => expect(lightOf({ board: board({}), stale: 0 }).state).toBe('alone'))
  it('is grey when closed, and does not count who serves closed lines', () => expect(lightOf({ board: board({ open: false, online: 4 }), stale: 0 })).toMatchObject({ state: 'closed', online: 0 }))
  it('never says green of what it does not know', () => {
    expect(lightOf({ board: undefined, stale: 0 }).state).toBe('unknown')
    expect(lightOf({ board: board({ online: 2 }), stale: 5 }).state).toBe('unknown')
    expect(lightOf({ board: board(), stale: 0 }).state).toBe('none')
  })
})

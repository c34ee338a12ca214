import { describe, expect, it } from 'vitest'
import { type Leg, badSound } from './sound'

const leg = (side: string, mos: number, one_way?: boolean): Leg => ({ leg: `leg_${side}`, side, mos, loss_pct: 0, jitter_ms: 0, one_way })
const told = (...sound: Leg[]) => { const b = badSound({ sound }); return b && `${b.what} ${b.leg.side}` }

describe('the sound of a live call', () => {
  it('is marked below 3.5, on the worse leg', () => {
    expect(told(leg('customer', 3.4), leg('agent', 2.8))).toBe('bad agent')
    expect(told(leg('customer', 3.5), leg('agent', 4.4))).toBeUndefined()
  })
  it('that goes one way is worse than any figure', () => {
    expect(told(leg('agent', 1.2), leg('customer', 4.4, true))).toBe('one-way customer')
  })
  it('is not marked while nothing is known, nor for an ear of ours', () => {
    expect(told(leg('customer', 0))).toBeUndefined()
    expect(told(leg('ear', 1.1), leg('ear', 4, true))).toBeUndefined()
    expect(told()).toBeUndefined()
  })
})

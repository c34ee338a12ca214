import { describe, expect, it } from 'vitest'
import { columnsOf, dayOf, type Minute, nextMark, onDay, readMoment, stepOf, within, writeMoment } from './past'

const minute = 60_000
const at = (text: string) => new Date(text).getTime()
const some = (when: number, part: Partial<Minute>): Minute => ({ at: when, offers: 0, answered: 0, abandoned: 0, alarms: 0, ...part })

describe('the moment of an address', () => {
  it('is read as it is written, to the second', () => {
    expect(readMoment('2026-11-20T12:07:05Z')).toBe(Date.UTC(2026, 10, 20, 12, 7, 5))
    expect(readMoment('1795262825999')).toBe(1795262825000)
    expect(writeMoment(Date.UTC(2026, 10, 20, 12, 7, 5))).toBe('2026-11-20T12:07:05Z')
  })
  it.each([undefined, '', 'yesterday', '0'])('is none in %s', (text) => expect(readMoment(text)).toBeUndefined())
})

describe('a day', () => {
  it('holds its moment and ends with the next', () => {
    const day = dayOf(at('2026-11-20T14:07:00'))
    expect(day.key).toBe('2026-11-20')
    expect(day.end - day.begin).toBe(24 * 60 * minute)
  })
  it('is changed under the same time', () => {
    expect(onDay(at('2026-11-20T14:07:05'), '2026-11-03')).toBe(at('2026-11-03T14:07:05'))
    expect(onDay(5, '2026-11-')).toBe(5)
  })
})

describe('keys', () => {
  it('go a second, a minute, ten minutes', () => {
    expect(stepOf({ code: 'ArrowLeft', shiftKey: false })).toBe(-1000)
    expect(stepOf({ code: 'ArrowRight', shiftKey: true })).toBe(minute)
    expect(stepOf({ code: 'PageDown', shiftKey: false })).toBe(-10 * minute)
    expect(stepOf({ code: 'KeyA', shiftKey: false })).toBe(0)
  })
  it('lead nowhere where nothing is', () => {
    expect(within(5, 10_000, 90_000)).toBe(10_000)
    expect(within(95_000, 10_000, 90_500)).toBe(90_000)
  })
})

describe('marks', () => {
  const day = dayOf(at('2026-11-20T14:07:00'))
  const noon = day.begin + 12 * 60 * minute
  it('are columns of five minutes beside each other', () => {
    const columns = columnsOf([some(noon, { offers: 4 }), some(noon + minute, { offers: 4, abandoned: 2 }), some(noon + 5 * minute, { alarms: 1, offers: 2 })], day)
    expect(columns).toHaveLength(2)
    expect(columns[0]).toMatchObject({ x: 500, height: 1, lost: 0.25, alarm: false })
    expect(columns[1]).toMatchObject({ height: 0.25, alarm: true })
  })
  it('are gone to, forwards and back', () => {
    const marks = [some(noon, { abandoned: 1 }), some(noon + minute, { offers: 9 }), some(noon + 3 * minute, { alarms: 1 })]
    expect(nextMark(marks, noon, 1)).toBe(noon + 3 * minute)
    expect(nextMark(marks, noon + 3 * minute + 5000, -1)).toBe(noon)
    expect(nextMark(marks, noon, -1)).toBeUndefined()
  })
})

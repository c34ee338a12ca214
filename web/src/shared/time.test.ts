import { describe, expect, it } from 'vitest'
import { stretches, total } from './parts'
import { clock, dateKey, day, dayEnd, dayStart, instant, minutes, readClock, when } from './time'

describe('minutes', () => {
  it.each([[0, '0:00'], [999, '0:00'], [42_000, '0:42'], [725_000, '12:05'], [3_800_000, '1:03:20'], [-5000, '0:00']])('%i is %s', (ms, text) => expect(minutes(ms)).toBe(text))
})

describe('moments', () => {
  const at = new Date(2026, 10, 21, 14, 5, 9, 114).getTime()
  it('is an hour today, a date before, a year long ago', () => {
    expect(when(at, at)).toBe('14:05')
    expect(when(at, new Date(2026, 10, 22).getTime())).toBe('21.11 14:05')
    expect(when(at, new Date(2027, 1, 1).getTime())).toBe('21.11.2026 14:05')
  })
  it('is exact for traces', () => expect(instant(at)).toBe('14:05:09.114'))
  it('is a day in three languages', () => {
    expect(day('ru', at, at)).toBe('21 ноября')
    expect(day('uk', at, at)).toBe('21 листопада')
    expect(day('en', at, at)).toBe('21 November')
  })
  it('goes to an address and back', () => expect(dateKey(dayStart('2026-11-21'))).toBe('2026-11-21'))
  it('ends a day where the next begins, also when the clocks are put back', () => expect(dayEnd('2026-10-25')).toBe(dayStart('2026-10-26')))
  it('says when a date is none', () => expect([dayStart(''), dayStart('21.11.2026'), dayEnd('x')].every(Number.isNaN)).toBe(true))
})

describe('clock', () => {
  it('writes minutes after midnight', () => expect([0, 570, 1440].map(clock)).toEqual(['00:00', '09:30', '24:00']))
  it.each([['9', 540], ['9:30', 570], ['09.05', 545], [' 24:00 ', 1440], ['24:01', undefined], ['9:60', undefined], ['nine', undefined], ['', undefined]])('reads %j as %s', (text, minute) => expect(readClock(text)).toBe(minute))
})

describe('stretches', () => {
  const parts = [{ state: 'menu', at: 0 }, { state: 'waiting', at: 9_000 }, { state: 'ringing', at: 20_000 }, { state: 'talking', at: 24_000 }, { state: 'ended', at: 60_000 }]
  it('makes lengths of moments', () => expect(stretches(parts, 99_000)).toEqual([{ what: 'menu', ms: 9000 }, { what: 'waiting', ms: 11_000 }, { what: 'ringing', ms: 4000 }, { what: 'talking', ms: 36_000 }]))
  it('lets what goes on go on until now', () => expect(total(stretches(parts.slice(0, 4), 30_000))).toBe(30_000))
  it('loses no time to a part it does not know', () => expect(total(stretches([{ state: 'menu', at: 0 }, { state: 'dreaming', at: 5000 }], 9000))).toBe(9000))
  it('is never negative when clocks differ', () => expect(stretches([{ state: 'talking', at: 9000 }], 8000)).toEqual([{ what: 'talking', ms: 0 }]))
})

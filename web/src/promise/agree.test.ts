import { describe, expect, it } from 'vitest'
import { told } from '../api/told'
import { fieldOf, fieldRefused, momentOf, quickMoments } from './agree'
import words from './agreeWords'

const at = (text: string) => new Date(text).getTime()

describe('a call that is agreed', () => {
  it('is offered in an hour, this evening and tomorrow morning', () => {
    expect(quickMoments(at('2026-11-22T14:05')).map(([name, m]) => [name, fieldOf(m)])).toEqual([['hour', '2026-11-22T15:05'], ['evening', '2026-11-22T18:00'], ['morning', '2026-11-23T10:00']])
  })
  it('is not offered for an evening that has come', () => {
    expect(quickMoments(at('2026-12-31T18:00')).map(([name, m]) => [name, fieldOf(m)])).toEqual([['hour', '2026-12-31T19:00'], ['morning', '2027-01-01T10:00']])
  })
  it('is read from its field to the minute, and nothing is read from half a field', () => {
    expect(momentOf(fieldOf(at('2026-11-22T09:07')))).toBe(at('2026-11-22T09:07'))
    expect(momentOf('2026-11-22')).toBeNaN()
    expect(momentOf('')).toBeNaN()
  })
  it('shows what was refused at its own field, in words', () => {
    expect(['promise.number', 'promise.no_such_line', 'promise.too_far', 'floor.no_such_agent', 'auth.forbidden'].map(fieldRefused)).toEqual(['number', 'line', 'at', 'owner', undefined])
    expect(told('en', 'promise.too_far', {}, words)).toBe('That is too far ahead. Choose an earlier day.')
  })
})

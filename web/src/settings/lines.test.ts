import { describe, expect, it } from 'vitest'
import type { Line } from '../api/settings'
import feastWords from './hours/feastWords'
import { readSpans, writeSpans } from './hours/spans'
import { effective, emptyLine, lineForm, trimmed } from './line/form'

const holidays = Object.values(import.meta.glob<string>('../../../office/line/holidays.go', { query: '?raw', import: 'default', eager: true }))[0] ?? ''
const line = (id: string, part: Partial<Line>): Line => ({ id, tenant: 'ten_1', name: id, skill: 'skl_1', greeting: { ru: '', uk: '', en: '' }, ...part }) as Line

describe('a line in the tree', () => {
  const lines = [line('lin_top', { calendar: 'cal_1', closing: 'tell', overflow: { to: 'lin_x', after_s: 60 } }), line('lin_mid', { parent: 'lin_top', closing: 'callback' })]
  const form = { ...emptyLine, parent: 'lin_mid' }
  it('takes from the nearest above it what it does not say itself', () => {
    expect(effective(form, 'closing', lines)).toMatchObject({ value: 'callback', from: { id: 'lin_mid' } })
    expect(effective(form, 'overflow', lines)).toMatchObject({ value: { to: 'lin_x' }, from: { id: 'lin_top' } })
  })
  it('goes before those above it with what it says itself', () => expect(effective({ ...form, calendar: 'cal_2' }, 'calendar', lines)).toEqual({ value: 'cal_2', from: undefined }))
  it('has nothing where the branch says nothing, and does not run in circles', () => {
    expect(effective(form, 'offer', lines)).toBeUndefined()
    expect(effective({ ...emptyLine, parent: 'lin_a' }, 'offer', [line('lin_a', { parent: 'lin_b' }), line('lin_b', { parent: 'lin_a' })])).toBeUndefined()
  })
  it('sends nothing for what is empty', () => expect(trimmed({ to: '', after_s: 0, unstaffed: true })).toEqual({ unstaffed: true }))
  it('keeps in the form what the owner has switched', () => expect(lineForm(line('lin_1', { mode: 'own_only', own: { number: '+380441234567' } }))).toMatchObject({ mode: 'own_only', own: { number: '+380441234567' }, closing: '' }))
})

describe('hours of a night', () => {
  it('go on after midnight', () => expect(readSpans('22:00-6:00')).toEqual([{ from: 1320, to: 1800 }]))
  it('are written as they were typed', () => expect(writeSpans([{ from: 1320, to: 1800 }, { from: 0, to: 1440 }])).toBe('22:00–06:00, 00:00–24:00'))
  it('are none when they begin where they end', () => expect([readSpans('9:00-9:00'), readSpans('24:00-6:00')]).toEqual([undefined, undefined]))
})

describe('public holidays', () => {
  it('are named in three languages', () => {
    const names = [...holidays.matchAll(/(?:time\.\w+, \d+|\d{4}-\d\d-\d\d":|year-firstYear\]|AddDate\(0, 0, 49\)|d), "([^"]+)"/g)].map((m) => m[1] ?? '').filter((n) => !n.startsWith('moved from'))
    expect(names.length).toBeGreaterThan(20)
    expect(names.map((n) => `feast.${n.toLowerCase().replace(/s'/g, 's').replace(/[^a-z]+/g, '_')}`).filter((k) => !(k in feastWords))).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { checkNumber, looksLikeNumber } from './dialable'
import { reasonWord } from './party'
import { type Choice, atFirst, matches, moved, sorted } from './targets'

const home = '+380443900000'

describe('a typed number', () => {
  it.each([
    ['+380 67 123-45-67', home, '+380671234567'], ['067 123 45 67', home, '+380671234567'], ['380671234567', home, '+380671234567'], ['00 49 30 901820', home, '+4930901820'],
    ['8 (495) 123-45-67', '+74951112233', '+74951234567'], ['+44 20 7946 0958', home, '+442079460958'],
  ])('%s is a number to call', (text, own, e164) => expect(checkNumber(text, own)).toMatchObject({ e164 }))
  it.each([['', 'empty'], ['067 123', 'short'], ['067 123 45 678', 'long'], ['+38067', 'short'], ['+3806712345678', 'long'], ['склад', 'letters'], ['4951234567', 'country'], ['12', 'short']])('%s is none: %s', (text, why) => expect(checkNumber(text, home)).toEqual({ why }))
  it('is written as people read it', () => {
    expect(checkNumber('0671234567', home)).toMatchObject({ pretty: '+380 67 123 4567' })
    expect(checkNumber('+74951234567')).toMatchObject({ pretty: '+7 495 123 45 67' })
    expect(checkNumber('+442079460958')).toMatchObject({ pretty: '+442079460958' })
  })
  it('without a country of our own only a whole number will do', () => expect(checkNumber('0671234567')).toEqual({ why: 'country' }))
  it('is told from a name', () => {
    expect(looksLikeNumber('067 12')).toBe(true)
    expect(looksLikeNumber('Анна')).toBe(false)
    expect(looksLikeNumber('2')).toBe(false)
  })
})

const agent = (name: string, state: 'ready' | 'paused' | 'talking' | 'offline'): Choice => ({ id: name, kind: 'agent', name, note: '', to: { agent: name }, state: { state, word: `state.${state}` } })
const line: Choice = { id: 'l', kind: 'line', name: 'Доставка', note: 'Ромашка', to: { line: 'l' } }
const stock: Choice = { id: 's', kind: 'entry', name: 'Склад, Киев', note: '+380 44 390 1240', to: { number: '+380443901240' }, digits: '380443901240' }

describe('whom a call can be given to', () => {
  it('stands with who is free first and who is away last', () => {
    expect(sorted([stock, line, agent('Олег', 'offline'), agent('Вера', 'talking'), agent('Анна', 'ready')]).map((c) => c.name)).toEqual(['Анна', 'Вера', 'Олег', 'Доставка', 'Склад, Киев'])
  })
  it('is found by the beginning of any word and by digits', () => {
    expect(matches(stock, 'киев')).toBe(true)
    expect(matches(stock, 'скл ки')).toBe(true)
    expect(matches(stock, 'иев')).toBe(false)
    expect(matches(stock, '390 12')).toBe(true)
    expect(matches(line, 'ромаш')).toBe(true)
    expect(matches(line, '390')).toBe(false)
  })
  it('is without those who are away until they are searched, so that lines stay in sight', () => {
    const many = Array.from({ length: 20 }, (_, i) => agent(`a${i}`, 'ready'))
    expect(atFirst([...many, agent('x', 'paused'), agent('y', 'offline'), line]).map((c) => c.id)).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'l'])
  })
  it('is walked by arrows and ends where the list ends', () => {
    const list = [agent('a', 'ready'), agent('b', 'ready')]
    expect(moved(list, undefined, 1)).toBe('a')
    expect(moved(list, undefined, -1)).toBe('b')
    expect(moved(list, 'a', 1)).toBe('b')
    expect(moved(list, 'b', 1)).toBe('b')
    expect(moved([], 'a', 1)).toBeUndefined()
  })
})

describe('why a hand-over came back', () => {
  it('has a word, and an unknown reason has one too', () => {
    expect(reasonWord('declined')).toBe('back.declined')
    expect(reasonWord('mars')).toBe('back.failed')
  })
})

import { describe, expect, it } from 'vitest'
import type { Words } from './lang'
import { percent, say } from './say'

const table: Words = {
  'calls_one': ['{{count}} звонок', '{{count}} дзвінок', '{{count}} call'],
  'calls_few': ['{{count}} звонка', '{{count}} дзвінки', '{{count}} calls'],
  'calls_many': ['{{count}} звонков', '{{count}} дзвінків', '{{count}} calls'],
  'calls_other': ['{{count}} звонка', '{{count}} дзвінка', '{{count}} calls'],
  'hello': ['Привет, {{name}}', 'Привіт, {{name}}', 'Hello, {{name}}'],
}

describe('a word is said', () => {
  it.each([[1, '1 звонок'], [2, '2 звонка'], [5, '5 звонков'], [11, '11 звонков'], [21, '21 звонок'], [112, '112 звонков'], [1.5, '1,5 звонка']])('with the plural form of Russian: %s', (count, text) => {
    expect(say([table], 'ru', 'calls', { count })).toBe(text)
  })
  it.each([[1, '1 дзвінок'], [3, '3 дзвінки'], [7, '7 дзвінків'], [14, '14 дзвінків'], [101, '101 дзвінок'], [0.5, '0,5 дзвінка']])('with the plural form of Ukrainian: %s', (count, text) => {
    expect(say([table], 'uk', 'calls', { count })).toBe(text)
  })
  it.each([[1, '1 call'], [2, '2 calls'], [0, '0 calls']])('with the plural form of English: %s', (count, text) => {
    expect(say([table], 'en', 'calls', { count })).toBe(text)
  })
  it('with its parameters, and leaves one that is missing to be seen', () => {
    expect(say([table], 'ru', 'hello', { name: 'Анна' })).toBe('Привет, Анна')
    expect(say([table], 'ru', 'hello')).toBe('Привет, {{name}}')
  })
  it('from the first table that has it, and as its key when none has', () => {
    expect(say([{ hello: ['Алло', 'Алло', 'Hello'] }, table], 'ru', 'hello')).toBe('Алло')
    expect(say([table], 'en', 'nobody.knows')).toBe('nobody.knows')
  })
})

describe('a share is written', () => {
  it('as the language writes it', () => {
    expect(percent('ru', 0.834).replace(/\s/g, ' ')).toBe('83 %')
    expect(percent('en', 0.834)).toBe('83%')
    expect(percent('uk', 0.0342, 1).replace(/\s/g, ' ')).toBe('3,4%')
  })
})

import { describe, expect, it } from 'vitest'
import type { Said, Words } from './lang'

const modules = import.meta.glob<{ default: Words }>('../**/*[wW]ords.ts', { eager: true })
const tables = Object.entries(modules).map(([path, m]) => [path.replace('../', ''), m.default] as const).filter(([, t]) => t !== undefined)
const holes = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort().join()

describe.each(tables)('the words of %s', (_path, table) => {
  const all = Object.entries(table) as [string, Said][]
  it('are said in all three languages, without an exclamation mark', () => {
    for (const [key, said] of all) {
      expect(said, key).toHaveLength(3)
      for (const text of said) {
        expect(text.trim(), key).not.toBe('')
        expect(text, key).not.toMatch(/!|…|\.\.\.|--/)
      }
    }
  })
  it('leave the same holes in each language', () => {
    for (const [key, [ru, uk, en]] of all) {
      expect(holes(uk), key).toBe(holes(ru))
      // An English singular may be a word: "once", "1 call".
      if (!key.endsWith('_one')) expect(holes(en), key).toBe(holes(ru))
    }
  })
  it('have all four plural forms or none', () => {
    // A code may end so without being a form (trunk.too_many): a set of forms always has its _other.
    const stems = new Set(all.map(([key]) => /^(.*)_(?:one|few|other)$/.exec(key)?.[1]).filter((s) => s !== undefined))
    for (const stem of stems) for (const form of ['one', 'few', 'many', 'other']) expect(Object.keys(table), `${stem}_${form}`).toContain(`${stem}_${form}`)
  })
  it('use no letter of a neighbouring language and no straight apostrophe', () => {
    for (const [key, [ru, uk, en]] of all) {
      expect(ru, key).not.toMatch(/[іїєґ']/i)
      expect(uk, key).not.toMatch(/[ыэъё']/i)
      expect(en, key).not.toMatch(/[а-яіїєґ]/i)
    }
  })
  it('do not guess the gender of who reads', () => {
    for (const [key, [ru, uk]] of all) {
      expect(ru, key).not.toMatch(/\((?:а|ла|ась)\)|ён\/|\bготов\b|\bуверен\b/)
      expect(uk, key).not.toMatch(/\((?:а|ла|лась)\)|\bготовий\b|\bвпевнений\b/)
    }
  })
})

import { type Lang, type Params, type Words, langs, locales } from './lang'

const rules: Partial<Record<Lang, Intl.PluralRules>> = {}
const numbers: Partial<Record<Lang, Intl.NumberFormat>> = {}

const rule = (lang: Lang) => (rules[lang] ??= new Intl.PluralRules(locales[lang]))
const number = (lang: Lang) => (numbers[lang] ??= new Intl.NumberFormat(locales[lang], { maximumFractionDigits: 1 }))

/**
 * Says a word of a table. `count` chooses the plural form; numbers are written as the language writes
 * them. A key that no table has comes back as it is: the reader sees at least what it is about.
 */
export function say(tables: readonly Words[], lang: Lang, key: string, params: Params = {}): string {
  const { count } = params
  const names = typeof count === 'number' ? [`${key}_${rule(lang).select(count)}`, `${key}_other`, key] : [key]
  for (const name of names) {
    for (const table of tables) {
      const said = table[name]
      if (said) return fill(said[langs.indexOf(lang)] ?? said[0], lang, params)
    }
  }
  return key
}

function fill(text: string, lang: Lang, params: Params): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = params[name]
    return value === undefined ? whole : typeof value === 'number' ? number(lang).format(value) : value
  })
}

/** 1 234,5 or 1,234.5 */
export const writeNumber = (lang: Lang, n: number): string => number(lang).format(n)

/** 83 %, 3,4 % or 83%, 3.4%; `share` is 0..1. */
export function percent(lang: Lang, share: number, digits = 0): string {
  return new Intl.NumberFormat(locales[lang], { style: 'percent', maximumFractionDigits: digits }).format(share)
}

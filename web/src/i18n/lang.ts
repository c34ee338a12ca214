/** The languages of the product, in the order in which a word is written in the tables. */
export const langs = ['ru', 'uk', 'en'] as const
export type Lang = (typeof langs)[number]
export const langNames: Record<Lang, string> = { ru: 'Русский', uk: 'Українська', en: 'English' }

/** The locale by which numbers and dates are written. en is British: 24 hours, day before month. */
export const locales: Record<Lang, string> = { ru: 'ru-RU', uk: 'uk-UA', en: 'en-GB' }

/** The same thing said in Russian, Ukrainian and English. A missing one does not compile. */
export type Said = readonly [ru: string, uk: string, en: string]

/** A room's table of words: key -> three texts. Plural forms are keys ending _one, _few, _many, _other. */
export type Words = Record<string, Said>

export const pluralForms = ['one', 'few', 'many', 'other'] as const
type Form = (typeof pluralForms)[number]

/** The keys by which a table is asked: plural forms count as one. */
export type Key<T extends Words> = keyof T extends infer K ? (K extends `${infer Stem}_${Form}` ? Stem : K extends string ? K : never) : never

export type Params = Record<string, string | number>

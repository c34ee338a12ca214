import type { Lang, Words } from '../i18n/lang'
import { say } from '../i18n/say'
import words from './words'

/**
 * A refusal in words: the room's own table first, then the common one, then the last part of the code
 * ("line.not_found" is "not_found"). A code that nobody knows is shown, so that it can be told on.
 */
export function told(lang: Lang, code: string, params: Record<string, string> = {}, room: Words = {}): string {
  const tables: Words[] = [room, words]
  const known = (key: string) => tables.some((t) => key in t)
  const family = code.split('.').pop() ?? ''
  if (known(code)) return say(tables, lang, code, params)
  if (known(family)) return say(tables, lang, family, params)
  return `${say(tables, lang, 'internal')} (${code})`
}

import { useMe } from '../app/session'
import { useLang } from '../i18n'
import { langs } from '../i18n/lang'
import type { ItemView } from '../phone/messages'
import { useLine } from './line'

/** What to say first for this line: in the language of the screen, else in any that was written; {agent} becomes the name. */
export function useGreeting(item: ItemView): string {
  const lang = useLang()
  const me = useMe()
  const line = useLine(item.line)
  if (!line) return ''
  const text = [lang, ...langs].map((l) => line.greeting[l]).find((t) => t !== '') ?? ''
  return text.replaceAll('{agent}', me.name.split(' ')[0] ?? me.name)
}

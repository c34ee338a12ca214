import { useMemo, useSyncExternalStore } from 'react'
import common from '../app/words'
import { type Key, type Lang, type Params, type Words, langs } from './lang'
import { say } from './say'

/** Words that every screen may say: the states, the verbs of the frame. */
export type CommonWord = Key<typeof common>

const wanted = (): Lang => {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem('lang')
  const browser = navigator.languages.map((l) => l.slice(0, 2))
  return langs.find((l) => l === asked) ?? langs.find((l) => browser.includes(l)) ?? 'en'
}

let lang = wanted()
const listeners = new Set<() => void>()
const subscribe = (tell: () => void) => { listeners.add(tell); return () => { listeners.delete(tell) } }
document.documentElement.lang = lang

/** The language of the screen now. */
export const currentLang = (): Lang => lang

export function chooseLang(next: Lang) {
  if (next === lang) return
  lang = next
  localStorage.setItem('lang', next)
  document.documentElement.lang = next
  for (const tell of listeners) tell()
}

export const useLang = (): Lang => useSyncExternalStore(subscribe, currentLang)

/** A word of a room or of the frame, said in the language of the screen. */
export type Speak<K extends string> = (key: K, params?: Params) => string

/**
 * The words of a room and of the frame. Each room carries its own table, so that a chunk of the
 * program brings only the words of its screens.
 */
export function useWords<T extends Words>(room: T): { lang: Lang; w: Speak<Key<T> | CommonWord> }
export function useWords(): { lang: Lang; w: Speak<CommonWord> }
export function useWords(room?: Words): { lang: Lang; w: Speak<string> } {
  const now = useLang()
  return useMemo(() => {
    const tables = room ? [room, common] : [common]
    return { lang: now, w: (key: string, params?: Params) => say(tables, now, key, params) }
  }, [room, now])
}

/** For the few places outside React: the title, a notification. */
export const speak = <T extends Words>(room: T, key: Key<T>, params?: Params): string => say([room, common], lang, key, params)

import type { Sound } from '../../api/settings'
import type { MenuNode } from '../../api/settings'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { useList } from '../resource'
import words from './words'

type KindWord = keyof typeof words & `kind.${string}`
const kindWord = (k: string): KindWord => (`kind.${k}` in words ? (`kind.${k}` as KindWord) : 'kind.play')

/** Names of steps and sounds for people. */
export function useTitles() {
  const { w } = useWords(words)
  const names = useDirectory()
  const prompts = useList('/prompts').data ?? []
  const sound = (s: Sound): string => (s.prompt ? (prompts.find((p) => p.id === s.prompt)?.name ?? '–') : s.tone ? w('menu.tone', { tone: s.tone }) : w('menu.silence', { ms: s.silence_ms ?? 0 }))
  const title = (n: MenuNode): string => {
    switch (n.kind) {
      case 'play': return w('row.play', { what: (n.say ?? []).map(sound).join(', ') || w('menu.no-sound') })
      case 'menu': return w('row.menu', { s: Math.round((n.timeout_ms || 5000) / 1000) })
      case 'enqueue': return w('row.enqueue', { line: names.name(n.line) })
      case 'voicemail': return w('row.voicemail', { line: names.name(n.line) })
      default: return w(kindWord(n.kind))
    }
  }
  return { sound, title, prompts }
}

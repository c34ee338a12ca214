import type { Sound } from '../../api/settings'
import type { MenuNode } from '../../api/settings'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { langNames, langs } from '../../i18n/lang'
import { useTenantLookups } from '../lookup/useLookups'
import { useList } from '../resource'
import words from './words'

type KindWord = keyof typeof words & `kind.${string}`
const kindWord = (k: string): KindWord => (`kind.${k}` in words ? (`kind.${k}` as KindWord) : 'kind.play')

const questionWord = (q: string | undefined) => (q === 'csat' || q === 'solved' || q === 'comment' ? (`question.${q}` as const) : ('kind.survey' as const))

/** Names of steps and sounds for people. */
export function useTitles() {
  const { w } = useWords(words)
  const names = useDirectory()
  const prompts = useList('/prompts').data ?? []
  const menus = useList('/menus').data ?? []
  const lookups = useTenantLookups()
  const calendars = useList('/calendars').data ?? []
  const sound = (s: Sound): string => (s.prompt ? (prompts.find((p) => p.id === s.prompt)?.name ?? '–') : s.tone ? w('menu.tone', { tone: s.tone }) : w('menu.silence', { ms: s.silence_ms ?? 0 }))
  const title = (n: MenuNode): string => {
    switch (n.kind) {
      case 'play': return w('row.play', { what: [...(n.say ?? []).map(sound), n.text].filter(Boolean).join(', ') || w('menu.no-sound') })
      case 'menu': return w('row.menu', { s: Math.round((n.timeout_ms || 5000) / 1000) })
      case 'enqueue': return w('row.enqueue', { line: names.name(n.line) })
      case 'voicemail': return w('row.voicemail', { line: names.name(n.line) })
      case 'say': return w('row.say', { what: n.text || w('menu.no-text') })
      case 'digits': return w('row.digits', { variable: n.variable || '–' })
      case 'hours': return w('row.hours', { what: calendars.find((c) => c.id === n.calendar)?.name ?? names.name(n.line) })
      case 'set': return w('row.set', { variable: n.variable || '–', value: n.expr || (n.value ?? '') })
      case 'variable': return w('row.variable', { variable: n.expr || n.variable || '–' })
      case 'position': return w('row.position', { line: names.name(n.line) })
      case 'transfer': return w('row.transfer', { number: n.number || '–' })
      case 'language': return w('row.language', { lang: langs.find((l) => l === n.lang) ? langNames[langs.find((l) => l === n.lang) ?? 'en'] : '–' })
      case 'if': return w('row.if', { expr: n.expr || '–' })
      case 'wait': return w('row.wait', { line: names.name(n.line), s: Math.round((n.over_ms ?? 0) / 1000) })
      case 'lookup': return w('row.lookup', { name: lookups.find((l) => l.id === n.lookup)?.name ?? '–' })
      case 'sub': return w('row.sub', { name: menus.find((m) => m.id === n.menu)?.name ?? '–' })
      case 'extension': return w('row.extension', { line: names.name(n.line) })
      case 'name': return w('row.name', { line: names.name(n.line) })
      case 'survey': return w(questionWord(n.question))
      default: return w(kindWord(n.kind))
    }
  }
  return { sound, title, prompts }
}

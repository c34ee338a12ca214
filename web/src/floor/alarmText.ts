import type { Alarm } from '../api/types'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import words from './words'

type AlarmWord = keyof typeof words & `alarm.${string}`
const alarmWord = (kind: string): AlarmWord => (`alarm.${kind}` in words ? (`alarm.${kind}` as AlarmWord) : 'alarm.other')

/** An alarm in words, with the names of what it is about. */
export function useAlarmText(): (alarm: Alarm) => string {
  const { w } = useWords(words)
  const names = useDirectory()
  const name = (id: string | undefined) => (id ? names.name(id) : '')
  return (a) => w(alarmWord(a.kind), { kind: a.kind, line: name(a.line), trunk: name(a.trunk), agent: name(a.agent), ...a.params })
}

import type { Alarm } from '../api/types'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { StateMark } from '../shared/StateMark'
import { hour } from '../shared/time'
import { type Board, alarmOrder } from './board'
import css from './floor.module.css'
import words from './words'

type AlarmWord = keyof typeof words & `alarm.${string}`
const alarmWord = (kind: string): AlarmWord => (`alarm.${kind}` in words ? (`alarm.${kind}` as AlarmWord) : 'alarm.other')

/** What a supervisor should look at, the worst first. */
export function AlarmList({ board }: { board: Board }) {
  const { w } = useWords(words)
  const alarms = alarmOrder(board.alarms)
  return (
    <Card title={w('floor.alarms')} side={alarms.length > 0 && <span className={`small ${css.hot}`}>{alarms.length}</span>} className={css.card}>
      <div className={css.alarms} tabIndex={alarms.length > 4 ? 0 : undefined}>
        {alarms.length === 0 && <p className={`${css.alarm} muted`}><StateMark state="ready" />{w('floor.calm')}</p>}
        {alarms.map((a) => <Row key={a.id} alarm={a} />)}
      </div>
    </Card>
  )
}

function Row({ alarm }: { alarm: Alarm }) {
  const { w } = useWords(words)
  const names = useDirectory()
  const text = w(alarmWord(alarm.kind), { kind: alarm.kind, line: alarm.line ? names.name(alarm.line) : '', trunk: alarm.trunk ? names.name(alarm.trunk) : '', ...alarm.params })
  return (
    <div className={css.alarm} role={alarm.severity === 'critical' ? 'alert' : undefined}>
      <StateMark state={alarm.severity === 'critical' ? 'alarm' : 'ringing'} size={18} /><strong className="strong">{text}</strong><span className="note muted num">{hour(alarm.since)}</span>
    </div>
  )
}

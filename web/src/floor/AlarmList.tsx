import { useState } from 'react'
import { ask } from '../api/client'
import type { Alarm } from '../api/types'
import { has, useMe } from '../app/session'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { Press } from '../shared/Press'
import { usePast } from '../shared/past'
import { StateMark } from '../shared/StateMark'
import { hour } from '../shared/time'
import { useAlarmText } from './alarmText'
import { type Board, alarmOrder } from './board'
import earWords from './earWords'
import css from './floor.module.css'
import { withHelp } from './help'
import words from './words'

/** What a supervisor should look at, the worst first. */
export function AlarmList({ board }: { board: Board }) {
  const { w } = useWords(words)
  const alarms = alarmOrder(withHelp(board))
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
  const { w: e } = useWords(earWords)
  const past = usePast() !== undefined
  const lead = has(useMe(), 'supervisor') && !past
  const [busy, setBusy] = useState(false)
  // The colleague who asked sees that somebody comes, and the others that nobody else has to.
  const takes = alarm.kind === 'help' && alarm.agent !== undefined && lead
  const take = async () => {
    setBusy(true)
    await ask('post', '/floor/agents/{agent}/help', { path: { agent: alarm.agent ?? '' } }).catch(() => {})
    setBusy(false)
  }
  const text = useAlarmText()(alarm)
  return (
    <div className={css.alarm} role={alarm.severity === 'critical' && !past ? 'alert' : undefined}>
      <StateMark state={alarm.severity === 'critical' ? 'alarm' : 'ringing'} size={18} /><span><strong className="strong">{text}</strong> <span className="note muted">{hour(alarm.since)}</span></span>{takes && <Press size="tiny" disabled={busy} onClick={() => void take()}>{e('help.take')}</Press>}
    </div>
  )
}

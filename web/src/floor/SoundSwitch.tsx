import { IconBell, IconBellOff } from '@tabler/icons-react'
import { useWords } from '../i18n'
import { Press } from '../shared/Press'
import { switchAlarmSound, useAlarmSwitch } from './alarmSound'
import words from './earWords'

/** Whether alarms are heard in this browser; pressing it says how they sound. */
export function SoundSwitch() {
  const { w } = useWords(words)
  const on = useAlarmSwitch()
  const word = w(on ? 'alarms.sound-on' : 'alarms.sound-off')
  return <Press aria-pressed={on} aria-label={word} title={word} icon={on ? <IconBell size={18} stroke={1.7} aria-hidden /> : <IconBellOff size={18} stroke={1.7} aria-hidden />} onClick={() => switchAlarmSound(!on)} />
}

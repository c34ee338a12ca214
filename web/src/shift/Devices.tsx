import { NativeSelect } from '@mantine/core'
import { useEffect, useState } from 'react'
import { thePhone, usePhone } from '../desk/phone'
import { useWords } from '../i18n'
import type { DeviceList } from '../phone/api'
import { canChooseRingDevice, ringDevice, setRingDevice, sounds, unlockSound } from '../shared/sound'
import { useLevel } from './checks'
import css from './shift.module.css'
import words from './words'

const none: DeviceList = { microphones: [], headphones: [] }

/** Microphone with its level, headphones, and where the ring sounds. */
export function Devices() {
  const { w } = useWords(words)
  const { media } = usePhone()
  const [list, setList] = useState(none)
  const [chosen, setChosen] = useState(() => thePhone()?.chosenDevices() ?? { microphone: '', headphones: '' })
  const [ring, setRing] = useState(ringDevice)
  useEffect(() => {
    const phone = thePhone()
    if (!phone) return
    const look = () => void phone.devices().then((found) => { setList(found); setChosen(phone.chosenDevices()) })
    look()
    return phone.onDevicesChanged(look)
  }, [media])
  const options = (devices: DeviceList['microphones']) => [
    { value: '', label: w('shift.default') },
    ...devices.filter((d) => d.id !== '' && d.id !== 'default').map((d, i) => ({ value: d.id, label: d.label || w('shift.unnamed', { n: i + 1 }) })),
  ]
  const choose = (next: Partial<typeof chosen>) => {
    setChosen({ ...chosen, ...next })
    void thePhone()?.setDevices(next)
  }
  return (
    <>
      <NativeSelect label={w('shift.mic')} data={options(list.microphones)} value={chosen.microphone} onChange={(e) => choose({ microphone: e.currentTarget.value })} />
      <Meter />
      <NativeSelect label={w('shift.headset')} data={options(list.headphones)} value={chosen.headphones} onChange={(e) => choose({ headphones: e.currentTarget.value })} />
      {canChooseRingDevice() && <NativeSelect label={w('shift.ring')} data={options(list.headphones)} value={ring} onChange={(e) => { setRing(e.currentTarget.value); setRingDevice(e.currentTarget.value); unlockSound(); sounds.ring() }} />}
    </>
  )
}

const steps = 20

function Meter() {
  const { w } = useWords(words)
  const { level } = useLevel()
  // A voice is heard by its order of size, not by its size: the meter is by the root.
  const on = Math.min(steps, Math.round(Math.sqrt(level) * steps * 1.2))
  return (
    <div className="stack" style={{ gap: 4 }}>
      <div className={css.meter} role="meter" aria-label={w('shift.level')} aria-valuemin={0} aria-valuemax={steps} aria-valuenow={on}>{Array.from({ length: steps }, (_, i) => <i key={i} data-on={i < on || undefined} data-good={i >= 8 || undefined} />)}</div>
      <span className="note muted">{w('shift.say')}</span>
    </div>
  )
}

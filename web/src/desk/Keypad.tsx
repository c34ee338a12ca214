import { Popover } from '@mantine/core'
import { type ReactElement, useEffect, useState } from 'react'
import { useWords } from '../i18n'
import css from './bar.module.css'
import { showKeypad } from './keypad'
import { send } from './phone'
import words from './words'

const keys = [...'123456789*0#']

/** Digits to the other side, by mouse and by keyboard; while it is open the digits are its own. */
export function Keypad({ opened, onChange, children }: { opened: boolean; onChange: (open: boolean) => void; children: ReactElement }) {
  return (
    <Popover opened={opened} onChange={onChange} position="bottom" trapFocus closeOnEscape>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown>{opened && <Pad />}</Popover.Dropdown>
    </Popover>
  )
}

function Pad() {
  const { w } = useWords(words)
  const [sent, setSent] = useState('')
  const press = (digit: string) => { setSent((s) => (s + digit).slice(-18)); void send('digits', { digits: digit }) }
  useEffect(() => {
    const listen = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey) return
      if (e.key === 'Escape') { e.preventDefault(); showKeypad(false); return }
      if (e.key.length !== 1 || !keys.includes(e.key)) return
      e.preventDefault()
      press(e.key)
    }
    window.addEventListener('keydown', listen, true)
    return () => window.removeEventListener('keydown', listen, true)
  }, [])
  // The pad goes with the call, so that it never opens itself in the next one.
  useEffect(() => () => showKeypad(false), [])
  return (
    <section aria-label={w('pad.label')}>
      <p className={css.sent} aria-live="polite"><span className="hidden">{w('pad.sent')}: </span>{sent || <span className="muted small">{w('pad.label')}</span>}</p>
      <div className={css.pad}>{keys.map((k) => <button type="button" key={k} onClick={() => press(k)}>{k}</button>)}</div>
    </section>
  )
}

import { useEffect, useId, useRef, useState } from 'react'
import { ask } from '../api/client'
import { asProblem, type Problem } from '../api/problem'
import { told } from '../api/told'
import { useKeys } from '../app/keys'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { Press } from '../shared/Press'
import css from './ear.module.css'
import words from './earWords'
import { useWriting, writeTo } from './write'

/** Letters of one message (desk/message). */
const longest = 500

/** A word to an agent: a small card beside the floor, never over the ear. */
export function Write() {
  const to = useWriting()
  return to ? <Card key={to} to={to} /> : null
}

function Card({ to }: { to: string }) {
  const { w, lang } = useWords(words)
  const names = useDirectory()
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<Problem>()
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const label = useId()
  useEffect(() => field.current?.focus(), [])
  const send = async () => {
    if (busy || text.trim() === '') return
    setBusy(true)
    setRefusal(undefined)
    try {
      await ask('post', '/messages', { body: { to: [to], text: text.trim() } })
      writeTo(undefined)
    } catch (e) {
      setRefusal(asProblem(e))
      setBusy(false)
    }
  }
  const keys = (e: React.KeyboardEvent) => { if (e.key === 'Escape') { e.preventDefault(); e.stopPropagation(); writeTo(undefined) } }
  useKeys({ CtrlEnter: () => void send() })
  return (
    <section className={css.write} aria-labelledby={label} onKeyDown={keys}>
      <div className={css.body}>
        <h2 id={label} className="clip">{w('write.title', { name: names.name(to) })}</h2>
        <textarea ref={field} aria-label={w('write.text')} maxLength={longest} value={text} onChange={(e) => setText(e.currentTarget.value)} />
        <p className="note" role={refusal ? 'alert' : undefined} style={{ color: refusal ? 'var(--alarm-ink)' : 'var(--muted)' }}>{refusal ? told(lang, refusal.code, refusal.params) : w('write.note')}</p>
        <div className="row"><Press look="main" hotkey="Ctrl ↵" disabled={busy || text.trim() === ''} onClick={() => void send()}>{w('write.send')}</Press><Press hotkey="Esc" onClick={() => writeTo(undefined)}>{w('cancel')}</Press></div>
      </div>
    </section>
  )
}

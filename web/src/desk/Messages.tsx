import { useState } from 'react'
import { ask } from '../api/client'
import { useWords } from '../i18n'
import { Press } from '../shared/Press'
import { StateMark } from '../shared/StateMark'
import { hour } from '../shared/time'
import css from './party.module.css'
import words from './partyWords'
import { usePhone } from './phone'

/** What the supervisor wrote stays until it is read: it interrupts nothing and is never lost. */
export function Messages() {
  const { w } = useWords(words)
  const all = usePhone().messages ?? []
  const [read, setRead] = useState<readonly string[]>([])
  const shown = all.filter((m) => !read.includes(m.id))
  const put = (id: string) => {
    setRead((was) => [...was, id])
    // Not told to the server: the message comes back and can be put away once more.
    void ask('post', '/my/messages/{message}/read', { path: { message: id } }).catch(() => setRead((was) => was.filter((r) => r !== id)))
  }
  if (shown.length === 0) return null
  return (
    <div className={css.messages} role="status" aria-label={w('msg.title')}>
      {shown.map((m) => (
        <div key={m.id} className={css.band} style={{ background: 'var(--accent-tint)' }}>
          <StateMark state="talking" size={18} />
          <p className="grow">{m.text}<span className="note muted"> {w('msg.from', { time: hour(m.at) })}</span></p>
          <Press size="tiny" onClick={() => put(m.id)}>{w('msg.read')}</Press>
        </div>
      ))}
    </div>
  )
}

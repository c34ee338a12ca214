import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ask } from '../api/client'
import { useWords } from '../i18n'
import type { ItemView } from '../phone/messages'
import { serverNow } from '../shared/Clock'
import css from './desk.module.css'
import { draft, forgetDraft, keepDraft } from './draft'
import { quietly, usePhone } from './phone'
import { isView } from './state'
import words from './words'

/** A draft goes to the server this long after the last key. */
const pause = 2000

/**
 * The note of a call. What is typed is kept in this browser at once and on the server after 2 s, so
 * that neither a reload nor a lost connection takes it away.
 */
export function Note({ item }: { item: ItemView }) {
  const { w } = useWords(words)
  const phone = usePhone()
  const [text, setText] = useState(() => draft(item.item))
  const [saved, setSaved] = useState<'saved' | 'saving' | 'kept'>('saved')
  const latest = useRef(text)
  const sent = useRef<string>(undefined)
  // A contact that begins before our eyes has no note yet; one that goes on may have it on the server.
  const [begun] = useState(() => item.answered_at > 0 && serverNow() - item.answered_at > 3000)
  const known = useQuery({ queryKey: ['note', item.call], queryFn: ({ signal }) => ask('get', '/calls/{call}', { path: { call: item.call }, signal }).then((c) => c.note.text), staleTime: Infinity, retry: false, enabled: begun && text === undefined })

  const save = useCallback(async () => {
    const now = latest.current
    if (now === undefined || now === sent.current) return
    sent.current = now
    const granted = await quietly('note', { item: item.item, text: now })
    if (granted) { if (latest.current === now) { setSaved('saved'); forgetDraft(item.item) } } else { sent.current = undefined; setSaved('kept') }
  }, [item.item])

  useEffect(() => {
    if (saved === 'saved') return
    const timer = setTimeout(() => void save(), pause)
    return () => clearTimeout(timer)
  }, [text, saved, save])
  // A draft that could not be sent goes once the link is back; what is typed goes with the contact.
  useEffect(() => { if (phone.link === 'open') void save() }, [phone.link, save])
  useEffect(() => () => void save(), [save])

  const shown = text ?? known.data ?? ''
  const write = (next: string) => {
    latest.current = next
    setText(next)
    setSaved('saving')
    keepDraft(item.item, next)
  }
  return (
    <label className="stack" style={{ gap: 4 }}>
      <span className="row"><span className={css.label}>{w('note.label')}</span><span className="note muted push" role="status">{shown && w(`note.${saved}`)}</span></span>
      <textarea value={shown} placeholder={w('note.placeholder')} maxLength={4000} readOnly={isView(phone)} onChange={(e) => write(e.currentTarget.value)} onBlur={() => void save()} />
    </label>
  )
}

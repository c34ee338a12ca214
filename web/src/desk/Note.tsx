import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useWords } from '../i18n'
import type { ItemView } from '../phone/messages'
import { serverNow } from '../shared/Clock'
import css from './desk.module.css'
import { draft, forgetDraft, keepDraft } from './draft'
import { joined, noteKey, noteQuery } from './notes'
import { quietly, usePhone } from './phone'
import { isView } from './state'
import words from './words'

/** A draft goes to the server this long after the last key. */
const pause = 2000

/**
 * The note of a call. What is typed is kept in this browser at once and on the server after 2 s, so
 * that neither a reload nor a lost connection takes it away. Until the server has told what was
 * written before, typing is an addition to it and waits in the browser.
 */
export function Note({ item }: { item: ItemView }) {
  const { w } = useWords(words)
  const phone = usePhone()
  const queries = useQueryClient()
  const [kept] = useState(() => draft(item.item))
  const [text, setText] = useState(kept?.text)
  const [saved, setSaved] = useState<'saved' | 'saving' | 'kept'>('saved')
  const latest = useRef(text)
  const sent = useRef<string>(undefined)
  // A contact that begins before our eyes has no note yet; one that goes on may have it on the server.
  const [begun] = useState(() => item.answered_at > 0 && serverNow() - item.answered_at > 3000)
  const asking = begun && kept?.whole !== true
  const known = useQuery({ ...noteQuery(item.call), enabled: asking })
  const pending = asking && known.isPending
  const whole = useRef(!pending)

  const save = useCallback(async () => {
    const now = latest.current
    if (now === undefined || now === sent.current || !whole.current) return
    sent.current = now
    const granted = await quietly('note', { item: item.item, text: now })
    if (!granted) { sent.current = undefined; setSaved('kept'); return }
    queries.setQueryData(noteKey(item.call), now)
    if (latest.current === now) { setSaved('saved'); forgetDraft(item.item) }
  }, [item.item, item.call, queries])

  const write = useCallback((next: string) => {
    latest.current = next
    setText(next)
    setSaved('saving')
    keepDraft(item.item, { call: item.call, text: next, at: Date.now(), whole: whole.current })
  }, [item.item, item.call])

  useEffect(() => {
    if (pending || whole.current) return
    whole.current = true
    if (latest.current === undefined) return
    write(joined(known.data ?? '', latest.current))
    void save()
  }, [pending, known.data, write, save])
  useEffect(() => {
    if (saved === 'saved') return
    const timer = setTimeout(() => void save(), pause)
    return () => clearTimeout(timer)
  }, [text, saved, save])
  // A draft that could not be sent goes once the link is back; what is typed goes with the contact.
  useEffect(() => { if (phone.link === 'open') void save() }, [phone.link, save])
  useEffect(() => () => void save(), [save])

  const shown = text ?? known.data ?? ''
  return (
    <label className="stack" style={{ gap: 4 }}>
      <span className="row"><span className={css.label}>{w('note.label')}</span><span className="note muted push" role="status">{shown && w(`note.${pending ? 'waiting' : saved}`)}</span></span>
      <textarea value={shown} placeholder={w(pending && known.failureCount > 0 ? 'note.looking' : 'note.placeholder')} maxLength={4000} readOnly={isView(phone)} onChange={(e) => write(e.currentTarget.value)} onBlur={() => void save()}
        // The last words go before the key that finishes the contact.
        onKeyDown={(e) => { if (e.ctrlKey && e.key === 'Enter') void save() }} />
    </label>
  )
}

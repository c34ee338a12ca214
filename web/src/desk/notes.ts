import { useEffect } from 'react'
import { ask } from '../api/client'
import { Problem } from '../api/problem'
import { draft, forgetDraft, leftDrafts } from './draft'
import { useDesk, usePhone } from './phone'
import { isView } from './state'

/** The office writes a call down a moment after the floor knows it: asked again for about 40 s, then the note is what is typed. */
const tries = 8
const longest = 8000
/** An answer of the floor to the last words of a contact is on its way this long. */
const settle = 3000

export const noteKey = (call: string) => ['note', call] as const

/** The note of a call that is going on, as the server has it. Asked again while the call is not written down. */
export const noteQuery = (call: string) => ({
  queryKey: noteKey(call),
  queryFn: ({ signal }: { signal?: AbortSignal }) => ask('get', '/calls/{call}', { path: { call }, signal }).then((c) => c.note.text),
  staleTime: Infinity,
  retry: (failures: number, e: Error) => failures < tries && e instanceof Problem && [0, 404, 503].includes(e.status),
  retryDelay: (n: number) => Math.min(500 * 2 ** n, longest),
})

/** A note with an addition that was typed before the note was known. */
export const joined = (note: string, addition: string): string => (note === '' || addition.startsWith(note) ? addition : addition === '' ? note : `${note}\n${addition}`)

/** Sends what was typed about contacts that are over: the floor takes it no more, the call's page does. What is refused stays for another time. */
export async function sendLeft(inHand: string | undefined, now: number) {
  for (const [item, kept] of leftDrafts(inHand, now)) {
    const path = { call: kept.call }
    try {
      const { note } = await ask('get', '/calls/{call}', { path })
      const text = kept.whole ? kept.text : joined(note.text, kept.text)
      if (text !== note.text) await ask('put', '/calls/{call}/note', { path, body: { text, version: note.version } })
      if (draft(item)?.text === kept.text) forgetDraft(item)
    } catch (e) {
      if (!(e instanceof Problem)) throw e
    }
  }
}

/** Keeps the word given under the note, "will be sent when connected", for contacts that ended meanwhile. */
export function useLeftNotes() {
  const phone = usePhone()
  const item = useDesk()?.item?.item
  const able = phone.link === 'open' && phone.desk !== null && !isView(phone)
  useEffect(() => {
    if (!able) return
    const timer = setTimeout(() => void sendLeft(item, Date.now()), settle)
    return () => clearTimeout(timer)
  }, [able, item])
}

import { useEffect, useState } from 'react'
import { ask } from '../api/client'
import { thePhone, usePhone } from '../desk/phone'

/** Louder than this is a voice and not the room. */
const voice = 0.12
/** Above this a conversation is felt to lag. */
export const slowMs = 150

export type NotePermission = 'granted' | 'denied' | 'default' | 'none'
const notePermission = (): NotePermission => (typeof Notification === 'undefined' ? 'none' : Notification.permission)

/** Milliseconds of the way to the server and back, asked every 3 s; undefined until known. */
export function useServerMs(): number | undefined {
  const [ms, setMs] = useState<number>()
  useEffect(() => {
    let alive = true
    const measure = async () => {
      const begin = performance.now()
      try {
        await ask('get', '/me')
        if (alive) setMs((old) => Math.min(old ?? Infinity, Math.max(1, Math.round(performance.now() - begin))))
      } catch { if (alive) setMs(undefined) }
    }
    void measure()
    const timer = setInterval(() => void measure(), 3000)
    return () => { alive = false; clearInterval(timer) }
  }, [])
  return ms
}

/** The microphone's level now, 0..1, and whether a voice was heard since it is open. */
export function useLevel(): { level: number; heard: boolean } {
  const { media } = usePhone()
  const [level, setLevel] = useState(0)
  const [heard, setHeard] = useState(false)
  const open = media === 'connected' || media === 'connecting'
  useEffect(() => {
    if (!open) { setLevel(0); return }
    return thePhone()?.onLevel((l) => { setLevel(l); if (l > voice) setHeard(true) })
  }, [open])
  return { level, heard }
}

/** The browser's leave to show a call over other windows. */
export function useNotePermission(): [NotePermission, () => void] {
  const [state, setState] = useState(notePermission)
  return [state, () => void Notification.requestPermission().then(setState)]
}

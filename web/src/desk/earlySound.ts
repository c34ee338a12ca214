import { useEffect } from 'react'
import { thePhone, usePhone } from './phone'

/** Opens the microphone by itself where the browser was asked before: at the start of a shift, and on coming back to one that goes on. */
export function useEarlySound(wanted: boolean) {
  const { link, media, owner } = usePhone()
  const ready = wanted && link === 'open' && owner === 'here' && media === 'off'
  useEffect(() => {
    if (!ready) return
    void navigator.permissions?.query({ name: 'microphone' as PermissionName })
      .then((p) => { if (p.state === 'granted') void thePhone()?.startMedia() })
      .catch(() => { /* a browser that does not tell asks at the click */ })
  }, [ready])
}

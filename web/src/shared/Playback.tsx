import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { address } from '../api/client'
import { useWords } from '../i18n'
import { Press } from './Press'
import words from './words'

/** One recording sounds at a time on the whole page; this is it. */
type Playing = { recording: string; at: number; length: number; failed: boolean }
let audio: HTMLAudioElement | undefined
let playing: Playing | undefined
const listeners = new Set<() => void>()
const subscribe = (tell: () => void) => { listeners.add(tell); return () => { listeners.delete(tell) } }
function become(next: Playing | undefined) { playing = next; for (const tell of listeners) tell() }

let soundAt = (recording: string): string => address('/recordings/{recording}/audio', { path: { recording } })
/** Recorded days bring their own sound. */
export function replaceSound(other: (recording: string) => string) { soundAt = other }

/** Where the sound of a recording lies. */
export const audioAddress = (recording: string): string => soundAt(recording)

function toggle(recording: string) {
  if (playing?.recording === recording && !playing.failed) { audio?.pause(); become(undefined); return }
  audio?.pause()
  const mine = new Audio(audioAddress(recording))
  audio = mine
  become({ recording, at: 0, length: 0, failed: false })
  const still = () => audio === mine
  mine.ontimeupdate = () => { if (still() && playing) become({ ...playing, at: mine.currentTime * 1000, length: Number.isFinite(mine.duration) ? mine.duration * 1000 : 0 }) }
  mine.onended = () => { if (still()) become(undefined) }
  mine.onerror = () => { if (still() && playing) become({ ...playing, failed: true }) }
  void mine.play().catch(() => { if (still() && playing) become({ ...playing, failed: true }) })
}

/** Silence: a call has come, or the page of the recording is left. */
export function stopPlayback() { audio?.pause(); audio = undefined; become(undefined) }

/** What of this recording is heard now: 0..1, undefined when it is not playing. */
export function useHeard(recording: string | undefined): number | undefined {
  const now = useSyncExternalStore(subscribe, () => playing)
  return recording && now?.recording === recording && now.length > 0 ? now.at / now.length : undefined
}

/** Plays and stops a recording in its row. */
export function PlayButton({ recording, name, size = 'tiny' }: { recording: string; name: string; size?: 'tiny' | 'thumb' }) {
  const { w } = useWords(words)
  const now = useSyncExternalStore(subscribe, () => playing)
  const mine = now?.recording === recording
  const on = mine && !now.failed
  return (
    <Press size={size} look="quiet" aria-pressed={on} icon={on ? <IconPlayerPause size={18} aria-hidden /> : <IconPlayerPlay size={18} aria-hidden />}
      aria-label={`${w(mine && now.failed ? 'play.failed' : on ? 'play.stop' : 'play.play')}: ${name}`} title={mine && now.failed ? w('play.failed') : undefined} style={mine && now.failed ? { color: 'var(--alarm-ink)' } : undefined} onClick={() => toggle(recording)} />
  )
}

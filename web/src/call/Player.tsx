import { IconDownload, IconPlayerPause, IconPlayerPlay, IconVolumeOff } from '@tabler/icons-react'
import { type ReactNode, type Ref, type RefObject, useCallback, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { address } from '../api/client'
import type { CallDetails, CallRow, RecordingInfo } from '../api/types'
import { useKeys } from '../app/keys'
import { useWords } from '../i18n'
import { CallStrip } from '../shared/CallStrip'
import { Card } from '../shared/Card'
import { serverNow } from '../shared/Clock'
import { Empty } from '../shared/Empty'
import { stretches } from '../shared/parts'
import { audioAddress } from '../shared/Playback'
import { Press, pressClass } from '../shared/Press'
import { Problem } from '../shared/Problem'
import { Segments } from '../shared/Segments'
import { minutes } from '../shared/time'
import sharedWords from '../shared/words'
import { usePeaks } from './api'
import css from './call.module.css'
import { Channel } from './Channel'
import pageWords from './pageWords'
import { type Frame, frameOf } from './wave'

/** What the timeline may ask of the player: go to a moment of the call (ms UTC). */
export type PlayerHandle = { seek: (at: number) => void }

type Props = { page: CallDetails; sound: readonly RecordingInfo[]; waiting: boolean; going: boolean; ref: Ref<PlayerHandle> }

/** The strip of the call and under it, on the same scale, two channels: it is seen who spoke and who was silent. */
export function Player({ page, sound, waiting, going, ref }: Props) {
  const { w } = useWords(pageWords)
  const [chosen, choose] = useState(0)
  const one = sound[chosen] ?? sound[0]
  const several = sound.length > 1 && <Segments label={w('page.record')} value={String(chosen)} options={sound.map((_, i) => [String(i), String(i + 1)] as const)} onChange={(i) => choose(Number(i))} />
  if (one) return <Recorded key={one.id} call={page.call} sound={one} several={several} ref={ref} />
  return (
    <Card title={w('page.record')}>
      <div className={css.player}><CallStrip parts={stretches(page.call.parts, serverNow())} height={14} /></div>
      {!waiting && <Empty icon={<IconVolumeOff size={32} stroke={1.4} aria-hidden />} title={w(going ? 'page.going-on' : 'page.no-record')}>{w(going ? 'page.going-on-text' : page.may_listen ? 'page.no-record-talk' : 'page.no-right')}</Empty>}
    </Card>
  )
}

function Recorded({ call, sound, several, ref }: { call: CallRow; sound: RecordingInfo; several: ReactNode; ref: Ref<PlayerHandle> }) {
  const { w } = useWords(pageWords)
  const frame = frameOf(call, sound)
  const box = useRef<HTMLDivElement>(null)
  const player = useAudio(sound.id, frame, box)
  useImperativeHandle(ref, () => ({ seek: (at) => player.seek(at - call.started_at) }))
  useKeys({ KeyK: player.toggle })
  return (
    <Card title={w(sound.voicemail ? 'page.voicemail' : 'page.record')} side={<>
      {sound.gaps > 0 && <span className="note muted">{w('page.gaps', { count: sound.gaps })}</span>}
      {several}
      {sound.may_download && <a className={pressClass({ size: 'tiny' })} href={address('/recordings/{recording}/audio', { path: { recording: sound.id }, query: { download: 1 } })} download><IconDownload size={16} aria-hidden />{w('page.download')}</a>}
    </>}>
      <div className={css.player}>
        <Waves call={call} frame={frame} sound={sound} box={box} at={player.at} onSeek={player.seek} />
        <Buttons player={player} frame={frame} />
      </div>
    </Card>
  )
}

type Audio = { at: number; playing: boolean; failed: boolean; speed: string; toggle: () => void; seek: (ms: number) => void; setSpeed: (s: string) => void }

/**
 * The sound of a recording. `at` is in ms from the beginning of the call and renewed four times a second;
 * the cursor itself moves with each frame by a CSS variable, without drawing the waves again.
 */
function useAudio(recording: string, frame: Frame, box: RefObject<HTMLDivElement | null>): Audio {
  const element = useRef<HTMLAudioElement>(null)
  const [at, setAt] = useState(frame.begin)
  const [playing, setPlaying] = useState(false)
  const [failed, setFailed] = useState(false)
  const [speed, setSpeedText] = useState('1')
  const { begin, whole, length } = frame
  const place = useCallback((ms: number) => box.current?.style.setProperty('--at', `${(ms / whole) * 100}%`), [box, whole])
  useEffect(() => {
    const audio = new Audio()
    audio.preload = 'metadata'
    audio.src = audioAddress(recording)
    audio.ontimeupdate = () => setAt(begin + audio.currentTime * 1000)
    audio.onplay = () => setPlaying(true)
    audio.onpause = () => setPlaying(false)
    audio.onerror = () => { setFailed(true); setPlaying(false) }
    element.current = audio
    return () => { audio.pause(); audio.removeAttribute('src'); element.current = null }
  }, [recording, begin])
  useEffect(() => {
    place(at)
    if (!playing) return
    let frameId = requestAnimationFrame(function move() {
      const audio = element.current
      if (audio) place(begin + audio.currentTime * 1000)
      frameId = requestAnimationFrame(move)
    })
    return () => cancelAnimationFrame(frameId)
  }, [playing, at, begin, place])
  const seek = useCallback((ms: number) => {
    const inside = Math.min(length, Math.max(0, ms - begin))
    if (element.current) element.current.currentTime = inside / 1000
    setAt(begin + inside)
  }, [begin, length])
  const toggle = useCallback(() => {
    const audio = element.current
    if (!audio) return
    if (audio.paused) { setFailed(false); void audio.play().catch(() => setFailed(true)) } else audio.pause()
  }, [])
  const setSpeed = (s: string) => { setSpeedText(s); if (element.current) element.current.playbackRate = Number(s) }
  return { at, playing, failed, speed, toggle, seek, setSpeed }
}

type WavesProps = { call: CallRow; frame: Frame; sound: RecordingInfo; box: RefObject<HTMLDivElement | null>; at: number; onSeek: (ms: number) => void }

function Waves({ call, frame, sound, box, at, onSeek }: WavesProps) {
  const { w } = useWords(pageWords)
  const peaks = usePeaks(sound.id)
  return (
    <div className={css.wave} ref={box}>
      <span className="muted">{w('page.course')}</span><CallStrip parts={stretches(call.parts, serverNow())} height={14} whole={frame.whole} />
      {!sound.voicemail && <><span style={{ color: 'var(--talking-ink)' }}>{w('page.agent')}</span><Channel levels={peaks.data?.agent ?? []} frame={frame} colour="var(--talking)" onSeek={onSeek} /></>}
      <span style={{ color: 'var(--ringing-ink)' }}>{w('page.customer')}</span><Channel levels={peaks.data?.customer ?? []} frame={frame} colour="var(--ringing)" onSeek={onSeek} />
      <input type="range" aria-label={w('page.seek')} min={0} max={frame.whole} step={500} value={Math.round(at)} aria-valuetext={minutes(at)} onChange={(e) => onSeek(Number(e.currentTarget.value))} />
    </div>
  )
}

const speeds = ['1', '1.5', '2'] as const

function Buttons({ player, frame }: { player: Audio; frame: Frame }) {
  const { w, lang } = useWords(pageWords)
  const { w: s } = useWords(sharedWords)
  const options = speeds.map((v) => [v, `${Number(v).toLocaleString(lang)}×`] as const)
  return (
    <>
      {player.failed && <Problem title={s('play.failed')} action={<Press size="tiny" onClick={player.toggle}>{w('page.play')}</Press>} />}
      <div className="row wrap">
        <Press look="main" icon={player.playing ? <IconPlayerPause size={18} aria-hidden /> : <IconPlayerPlay size={18} aria-hidden />} hotkey="K" onClick={player.toggle}>{w(player.playing ? 'page.stop' : 'page.play')}</Press>
        <span className="strong num">{minutes(player.at)}</span><span className="muted num">/ {minutes(frame.whole)}</span>
        <span className="push" />
        {frame.holds.length > 0 && <span className="note muted">{w('page.gap')}</span>}
        <Segments label={w('page.speed')} value={player.speed} options={options} onChange={player.setSpeed} />
      </div>
    </>
  )
}

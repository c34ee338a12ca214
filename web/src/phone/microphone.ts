// The microphone and the headphones of this computer.

import type { DeviceList, Devices, MediaFault } from './api'

const chosenKey = 'gudok.devices'

export function chosenDevices(): Devices {
  try {
    const kept = JSON.parse(localStorage.getItem(chosenKey) ?? '{}') as Partial<Devices>
    return { microphone: kept.microphone ?? '', headphones: kept.headphones ?? '' }
  } catch {
    return { microphone: '', headphones: '' }
  }
}

export function keepDevices(devices: Devices): void {
  localStorage.setItem(chosenKey, JSON.stringify(devices))
}

export async function listDevices(): Promise<DeviceList> {
  const all = (await navigator.mediaDevices?.enumerateDevices()) ?? []
  const of = (kind: MediaDeviceKind) => all.filter((d) => d.kind === kind).map((d) => ({ id: d.deviceId, label: d.label }))
  return { microphones: of('audioinput'), headphones: of('audiooutput') }
}

/** Why a page can have no sound at all, null when it can. */
export function unable(): MediaFault | null {
  if (!window.isSecureContext || navigator.mediaDevices === undefined) return 'insecure'
  if (typeof RTCPeerConnection === 'undefined') return 'unsupported'
  return null
}

/** A microphone, or why there is none. */
export async function openMicrophone(id: string): Promise<MediaStreamTrack | MediaFault> {
  // The agent sits in a room with forty others: what the browser can do against noise and
  // echo it shall do.
  const voice: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 }
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: id === '' ? voice : { ...voice, deviceId: { exact: id } } })
    return stream.getAudioTracks()[0] ?? 'no_microphone'
  } catch (err) {
    const name = err instanceof Error ? err.name : ''
    // The chosen one was unplugged: any is better than none.
    if (name === 'OverconstrainedError' && id !== '') return openMicrophone('')
    if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
    if (name === 'NotReadableError' || name === 'AbortError') return 'microphone_busy'
    return 'no_microphone'
  }
}

const levelMs = 50

/** Tells the level of a track, 0 to 1, while anybody listens. */
export class LevelMeter {
  private readonly listeners = new Set<(level: number) => void>()
  private track: MediaStreamTrack | undefined
  private context: AudioContext | undefined
  private timer: ReturnType<typeof setInterval> | undefined

  set(track: MediaStreamTrack | undefined): void {
    this.track = track
    this.restart()
  }

  listen(listener: (level: number) => void): () => void {
    this.listeners.add(listener)
    if (this.context === undefined) this.restart()
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0) this.stop()
    }
  }

  private restart(): void {
    this.stop()
    if (this.track === undefined || this.listeners.size === 0) return
    const context = new AudioContext()
    this.context = context
    void context.resume()
    const analyser = context.createAnalyser()
    analyser.fftSize = 1024
    context.createMediaStreamSource(new MediaStream([this.track])).connect(analyser)
    const samples = new Float32Array(analyser.fftSize)
    this.timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples)
      const level = levelOf(samples)
      for (const tell of this.listeners) tell(level)
    }, levelMs)
  }

  private stop(): void {
    clearInterval(this.timer)
    this.timer = undefined
    void this.context?.close()
    this.context = undefined
  }
}

/** The effective value, with full scale for a sine at full scale. */
export function levelOf(samples: Float32Array): number {
  let sum = 0
  for (const s of samples) sum += s * s
  return Math.min(1, Math.SQRT2 * Math.sqrt(sum / Math.max(1, samples.length)))
}

/** Plays a stream on the chosen headphones. */
export class Speaker {
  private readonly element = new Audio()
  private sink = ''

  constructor(private readonly fault: (there: boolean) => void) {
    this.element.autoplay = true
  }

  play(stream: MediaStream | null): void {
    this.element.srcObject = stream
    if (stream === null) return
    void this.choose(this.sink)
    // Refused only without a gesture and without a microphone, and then there is no call.
    this.element.play().catch(() => {})
  }

  async choose(sink: string): Promise<boolean> {
    this.sink = sink
    try {
      if ('setSinkId' in this.element) await this.element.setSinkId(sink)
      else if (sink !== '') throw new Error('no setSinkId')
      this.fault(false)
      return true
    } catch {
      this.fault(true)
      return false
    }
  }
}

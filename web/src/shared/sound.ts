/** Sounds of the workplace, all made of the telephone's own 425 Hz. They are short and soft; words and colour always say the same. */

type Speaker = AudioContext & { setSinkId?: (id: string) => Promise<void> }

let context: Speaker | undefined
let ringAt = localStorage.getItem('ring-device') ?? ''
let volume = Number(localStorage.getItem('loudness') ?? 0.5)

/** Called from "Start shift": browsers allow sound only after a person's gesture. */
export function unlockSound() {
  context ??= new AudioContext()
  if (context.state === 'suspended') void context.resume()
  void context.setSinkId?.(ringAt).catch(() => { /* the device is gone: the default rings */ })
}

/** Whether the browser would let us ring now. */
export const soundAllowed = (): boolean => context?.state === 'running'

/** Any touch of the page is a gesture that brings the sound back after a reload; opening the device must not delay what the touch does. */
export function unlockAtFirstTouch() {
  const once = () => {
    requestAnimationFrame(() => setTimeout(unlockSound))
    removeEventListener('pointerdown', once)
    removeEventListener('keydown', once)
  }
  addEventListener('pointerdown', once)
  addEventListener('keydown', once)
}

export const loudness = (): number => volume
export function setLoudness(v: number) { volume = v; localStorage.setItem('loudness', String(v)) }

export const ringDevice = (): string => ringAt
/** Where the ring sounds; "" is the system's own output. */
export function setRingDevice(id: string) {
  ringAt = id
  localStorage.setItem('ring-device', id)
  void context?.setSinkId?.(id).catch(() => { /* as above */ })
}
export const canChooseRingDevice = (): boolean => typeof AudioContext !== 'undefined' && 'setSinkId' in AudioContext.prototype

function tone(hertz: number, at: number, length: number, gain: number) {
  if (!context || volume === 0) return
  const t = context.currentTime + at
  const source = context.createOscillator()
  const level = context.createGain()
  source.frequency.value = hertz
  level.gain.setValueAtTime(0, t)
  level.gain.linearRampToValueAtTime(gain * volume, t + 0.02)
  level.gain.setValueAtTime(gain * volume, t + length - 0.04)
  level.gain.linearRampToValueAtTime(0, t + length)
  source.connect(level).connect(context.destination)
  source.start(t)
  source.stop(t + length)
}

export const sounds = {
  /** Incoming: one warm gudok, a second on and four off, as the caller hears it. */
  ring: () => { tone(425, 0, 0.45, 0.3); tone(531, 0.45, 0.55, 0.24) },
  /** Connected: a short rise. */
  connected: () => { tone(425, 0, 0.09, 0.18); tone(638, 0.09, 0.12, 0.18) },
  /** The other side hung up: a short fall. */
  ended: () => { tone(425, 0, 0.1, 0.16); tone(319, 0.1, 0.16, 0.16) },
  /** Promised hold, wrap-up or pause is about to run out: two ticks. */
  soon: () => { tone(850, 0, 0.05, 0.1); tone(850, 0.16, 0.05, 0.1) },
  /** Supervisor's alarm: three low beats, once; it does not nag. */
  alarm: () => { for (const i of [0, 1, 2]) tone(319, i * 0.22, 0.14, 0.3) },
}

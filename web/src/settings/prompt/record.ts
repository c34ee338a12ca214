import { thePhone } from '../../desk/phone'
import tap from './tap.worklet.ts?worker&url'

/** The server takes no longer prompts. */
export const longestMs = 120_000

/** Why nothing can be recorded here. */
export type Fault = 'insecure' | 'denied' | 'absent' | 'busy' | 'failed'

/** What the browser's refusal of a microphone means. */
export function faultOf(name: string): Fault {
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied'
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy'
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'absent' : 'failed'
}

/** The loudest sample of some, 0 to 1. */
export function peakOf(samples: Float32Array): number {
  let peak = 0
  for (const s of samples) peak = Math.max(peak, Math.abs(s))
  return Math.min(1, peak)
}

/** A WAV file of one channel, PCM 16 bit, of at most the longest time. */
export function waveOf(parts: readonly Float32Array[], rate: number): ArrayBuffer {
  const n = Math.min(parts.reduce((all, p) => all + p.length, 0), Math.floor((rate * longestMs) / 1000))
  const view = new DataView(new ArrayBuffer(44 + 2 * n))
  const text = (at: number, s: string) => [...s].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)))
  text(0, 'RIFF'); view.setUint32(4, 36 + 2 * n, true); text(8, 'WAVEfmt '); view.setUint32(16, 16, true)
  view.setUint16(20, 1, true); view.setUint16(22, 1, true); view.setUint32(24, rate, true); view.setUint32(28, 2 * rate, true); view.setUint16(32, 2, true); view.setUint16(34, 16, true)
  text(36, 'data'); view.setUint32(40, 2 * n, true)
  let i = 0
  for (const part of parts) for (const s of part) {
    if (i === n) return view.buffer
    view.setInt16(44 + 2 * i++, Math.round(Math.max(-1, Math.min(1, s)) * 32_767), true)
  }
  return view.buffer
}

export type Take = { wave: ArrayBuffer; ms: number; peak: number }
export type Recording = { stop: () => Take }

async function microphone(): Promise<MediaStream | Fault> {
  if (!window.isSecureContext || !navigator.mediaDevices || typeof AudioWorkletNode === 'undefined') return 'insecure'
  const voice: MediaTrackConstraints = { channelCount: 1, echoCancellation: false, noiseSuppression: true, autoGainControl: true }
  const id = thePhone()?.chosenDevices().microphone
  try {
    // The microphone of the shift, if it is plugged in.
    return await navigator.mediaDevices.getUserMedia({ audio: id ? { ...voice, deviceId: id } : voice })
  } catch (e) {
    return faultOf(e instanceof Error ? e.name : '')
  }
}

/** Records until told to stop. `hear` is told the level and the time so far; `over`, that the microphone was unplugged. */
export async function record(hear: (level: number, ms: number) => void, over: () => void): Promise<Recording | Fault> {
  const stream = await microphone()
  if (typeof stream === 'string') return stream
  const context = new AudioContext()
  const close = () => { for (const t of stream.getTracks()) t.stop(); void context.close() }
  const parts: Float32Array[] = []
  let count = 0
  let peak = 0
  try {
    await context.audioWorklet.addModule(tap)
    await context.resume()
    const node = new AudioWorkletNode(context, 'tap', { numberOfOutputs: 0, channelCount: 1, channelCountMode: 'explicit' })
    node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
      parts.push(data)
      count += data.length
      const level = peakOf(data)
      peak = Math.max(peak, level)
      hear(level, (count * 1000) / context.sampleRate)
    }
    context.createMediaStreamSource(stream).connect(node)
  } catch {
    close()
    return 'failed'
  }
  for (const t of stream.getTracks()) t.onended = over
  return { stop: () => { close(); return { wave: waveOf(parts, context.sampleRate), ms: Math.min(longestMs, (count * 1000) / context.sampleRate), peak } } }
}

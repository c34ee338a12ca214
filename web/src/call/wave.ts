import type { CallRow, RecordingInfo } from '../api/types'
import { serverNow } from '../shared/Clock'
import { stretches, total } from '../shared/parts'

/** Where a recording stands inside its call; all lengths in ms. */
export type Frame = {
  /** Length of the whole strip. */
  whole: number
  /** The recording begins this long after the call. */
  begin: number
  length: number
  /** Pieces of the strip on hold, from the beginning of the call. */
  holds: readonly (readonly [from: number, to: number])[]
}

export function frameOf(call: Pick<CallRow, 'parts' | 'started_at'>, sound: Pick<RecordingInfo, 'started_at' | 'ms'>): Frame {
  const parts = stretches(call.parts, serverNow())
  const begin = Math.max(0, sound.started_at - call.started_at)
  const holds: [number, number][] = []
  let at = 0
  for (const p of parts) {
    if (p.what === 'held') holds.push([at, at + p.ms])
    at += p.ms
  }
  return { whole: Math.max(1, total(parts), begin + sound.ms), begin, length: sound.ms, holds }
}

/** A column of the wave as a path: a stroke up and down from the middle. */
export function wavePath(levels: readonly number[]): string {
  return levels.map((v, i) => `M${i * 3 + 1.5} ${(28 - Math.min(1, v) * 26).toFixed(1)}V${(28.6 + Math.min(1, v) * 26).toFixed(1)}`).join('')
}

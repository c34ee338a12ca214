// How the sound is, out of two readings of getStats.

import type { Quality } from './api'

/** What is read of getStats each time. Counters are since the beginning of the connection. */
export interface Reading {
  received: number
  lost: number
  jitterMs: number
  /** As the server's last receiver report has it; -1: none yet. */
  lossOut: number
  rttMs: number
}

/** The fields of the reports that are used; all browsers may leave some out. */
interface Entry {
  type: string
  kind?: string
  packetsReceived?: number
  packetsLost?: number
  jitter?: number
  fractionLost?: number
  roundTripTime?: number
  currentRoundTripTime?: number
  nominated?: boolean
  state?: string
}

export function read(report: Iterable<[string, unknown]>): Reading {
  const r: Reading = { received: 0, lost: 0, jitterMs: 0, lossOut: -1, rttMs: -1 }
  for (const [, value] of report) {
    const e = value as Entry
    if (e.type === 'inbound-rtp') {
      r.received += e.packetsReceived ?? 0
      r.lost += e.packetsLost ?? 0
      r.jitterMs = (e.jitter ?? 0) * 1000
    } else if (e.type === 'remote-inbound-rtp') {
      r.lossOut = e.fractionLost ?? -1
      if (r.rttMs < 0 && e.roundTripTime !== undefined) r.rttMs = e.roundTripTime * 1000
    } else if (e.type === 'candidate-pair' && e.state === 'succeeded' && e.nominated !== false) {
      if (e.currentRoundTripTime !== undefined) r.rttMs = e.currentRoundTripTime * 1000
    }
  }
  return r
}

export function judge(before: Reading | undefined, now: Reading): Quality {
  const received = now.received - (before?.received ?? 0)
  const lost = Math.max(0, now.lost - (before?.lost ?? 0))
  const lossIn = received + lost > 0 ? lost / (received + lost) : 0
  const q = { lossIn, lossOut: now.lossOut, rttMs: now.rttMs, jitterMs: now.jitterMs, packetsIn: received }
  return { ...q, bars: bars(q) }
}

/**
 * G.711 without repair: 1 % of loss is heard as clicks, 3 % disturbs, 8 % makes words
 * disappear. Above 150 ms one way (ITU-T G.114) people begin to talk into each other.
 */
function bars(q: Omit<Quality, 'bars'>): Quality['bars'] {
  const loss = Math.max(q.lossIn, q.lossOut)
  if (loss > 0.08 || q.rttMs > 800 || q.jitterMs > 120) return 0
  if (loss > 0.03 || q.rttMs > 400 || q.jitterMs > 60) return 1
  if (loss > 0.01 || q.rttMs > 250 || q.jitterMs > 30) return 2
  return 3
}

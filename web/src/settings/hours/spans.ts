import type { Span } from '../../api/settings'
import { clock, readClock } from '../../shared/time'

/** Hours of a day as people write them: 09:00–13:00, 14:00–18:00. */
export const writeSpans = (spans: readonly Span[] | null | undefined): string => (spans ?? []).map((s) => `${clock(s.from)}–${clock(s.to)}`).join(', ')

/** Reads them back, forgiving about dashes and dots; undefined when it is not clear what is meant. */
export function readSpans(text: string): Span[] | undefined {
  const out: Span[] = []
  for (const piece of text.split(/[,;]/).map((p) => p.trim()).filter(Boolean)) {
    const [a, b, more] = piece.split(/\s*[–—-]\s*/)
    const from = readClock(a ?? '')
    const to = readClock(b ?? '')
    if (from === undefined || to === undefined || more !== undefined || from >= to) return undefined
    out.push({ from, to })
  }
  return out.sort((x, y) => x.from - y.from)
}

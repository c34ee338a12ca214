import type { Span } from '../../api/settings'
import { clock, readClock } from '../../shared/time'

const midnight = 24 * 60

/** Hours of a day as people write them: 09:00–13:00, 14:00–18:00. */
export const writeSpans = (spans: readonly Span[] | null | undefined): string => (spans ?? []).map((s) => `${clock(s.from)}–${clock(s.to > midnight ? s.to - midnight : s.to)}`).join(', ')

/** Reads them back, forgiving about dashes and dots; undefined when it is not clear what is meant. */
export function readSpans(text: string): Span[] | undefined {
  const out: Span[] = []
  for (const piece of text.split(/[,;]/).map((p) => p.trim()).filter(Boolean)) {
    const [a, b, more] = piece.split(/\s*[–—-]\s*/)
    const from = readClock(a ?? '')
    const to = readClock(b ?? '')
    if (from === undefined || to === undefined || more !== undefined || from === to || from === midnight) return undefined
    // What ends before it begins goes on after midnight.
    out.push({ from, to: to < from ? to + midnight : to })
  }
  return out.sort((x, y) => x.from - y.from)
}

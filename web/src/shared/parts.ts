/** A part as the server tells it: a state from a moment until the next part's. */
export type Part = { state: string; at: number }

const kinds = ['menu', 'waiting', 'ringing', 'dialling', 'talking', 'held', 'consulting', 'conference', 'wrapup', 'lost'] as const
export type Stretch = { what: (typeof kinds)[number]; ms: number }

const isKind = (name: string): name is Stretch['what'] => (kinds as readonly string[]).includes(name)

/**
 * Parts as lengths. The part that is going on lasts until `now`; `ended` closes the strip. A part
 * that the page does not know is drawn as waiting: time never disappears from the strip.
 */
export function stretches(parts: readonly Part[], now: number): Stretch[] {
  const out: Stretch[] = []
  parts.forEach((part, i) => {
    if (part.state === 'ended') return
    const end = parts[i + 1]?.at ?? now
    const ms = Math.max(0, end - part.at)
    const what = isKind(part.state) ? part.state : 'waiting'
    const last = out.at(-1)
    if (last?.what === what) last.ms += ms
    else out.push({ what, ms })
  })
  return out
}

export const total = (parts: readonly Stretch[]): number => parts.reduce((sum, p) => sum + p.ms, 0)

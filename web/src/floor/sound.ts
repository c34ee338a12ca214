import type { LiveCall } from '../api/types'

export type Leg = NonNullable<LiveCall['sound']>[number]

/** Under this estimate of the voice people begin to ask again (ITU-T G.107: 3.6 satisfies most, 3.1 leaves many dissatisfied). */
const poor = 3.5

/** What is wrong with a call's sound, and on whose leg; undefined while nobody has to know. An ear of ours harms only itself. */
export function badSound({ sound }: Pick<LiveCall, 'sound'>): { what: 'one-way' | 'bad'; leg: Leg } | undefined {
  const legs = (sound ?? []).filter((l) => l.side !== 'ear')
  const deaf = legs.find((l) => l.one_way)
  if (deaf) return { what: 'one-way', leg: deaf }
  // 0: nothing is known yet.
  const worst = legs.filter((l) => l.mos > 0 && l.mos < poor).sort((a, b) => a.mos - b.mos)[0]
  return worst && { what: 'bad', leg: worst }
}

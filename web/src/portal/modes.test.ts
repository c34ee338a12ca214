import { describe, expect, it } from 'vitest'
import { modeOf } from './modes'

describe('who answers', () => {
  it('is the centre when nothing is said, or something this page does not know', () => expect([modeOf(undefined), modeOf(''), modeOf('robot')]).toEqual(['centre', 'centre', 'centre']))
  it('is the owner first or alone when so set', () => expect([modeOf('own_first'), modeOf('own_only')]).toEqual(['own_first', 'own_only']))
})

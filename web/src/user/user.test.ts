import { describe, expect, it } from 'vitest'
import { safeBack } from './SignIn'

describe('the way back after signing in', () => {
  it('stays in this house', () => expect(safeBack('/calls?line=lin_1')).toBe('/calls?line=lin_1'))
  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '', undefined, 7])('does not follow %s', (back) => expect(safeBack(back)).toBe('/'))
})

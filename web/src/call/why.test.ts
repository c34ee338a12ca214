import { describe, expect, it } from 'vitest'
import { readRows } from './pasted'
import words from './whyWords'

const go = import.meta.glob<string>(['../../../office/call/would.go', '../../../core/routing.go', '../../../core/acd/decide.go', '../../../fact/decision.go'], { query: '?raw', import: 'default', eager: true })
const text = Object.values(go).join('\n')
const all = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((m) => m[1] ?? ''))]
const missing = (prefix: string, names: readonly string[]) => names.filter((n) => !(`${prefix}.${n}` in words))

describe('why this agent', () => {
  it('has a sentence for each strategy', () => {
    const strategies = all(/^\t[A-Z]\w+ += "(\w+)" +\/\/ /gm).filter((s) => /_/.test(s))
    expect(strategies.length).toBeGreaterThan(8)
    expect(missing('why', strategies)).toEqual([])
  })
  it('has words for each rule that keeps somebody out, and for what would have changed it', () => {
    const rules = all(/(?:exclusion\(a, |among\(|out\w+: )"(\w+)"/g)
    expect(rules.length).toBeGreaterThan(4)
    expect([...missing('rule', rules), ...missing('would', rules)]).toEqual([])
    expect(missing('would', all(/"would\.(\w+)"/g))).toEqual([])
  })
  it('has words for each turn', () => expect(missing('turn', all(/^\tBy[A-Z]\w+ += "(\w+)"/gm))).toEqual([]))
})

describe('pasted callers', () => {
  it('are a number and a reason in each line, however they are parted', () => {
    expect(readRows('+380 44 123-45-67\tVIP client\n\n0671112233; swears, often\r\n (050) 111 22 33 ')).toEqual([
      { number: '+380441234567', reason: 'VIP client' }, { number: '0671112233', reason: 'swears, often' }, { number: '0501112233', reason: '' },
    ])
  })
  it('get the common reason where they have none', () => expect(readRows('101\n102 own', 'robot').map((r) => r.reason)).toEqual(['robot', 'own']))
  it('keep a line without a number, so that the refusal can name it', () => expect(readRows('reception')).toEqual([{ number: '', reason: 'reception' }]))
})

import { describe, expect, it } from 'vitest'
import type { CheckMessage, Program } from '../api/settings'
import { changed, pathOf, repairOf, without } from './menu/program'
import words from './menu/words'

const checker = Object.values(import.meta.glob<string>('../../../core/flow/check*.go', { query: '?raw', import: 'default', eager: true })).join('\n')
const program: Program = {
  start: 'answer',
  nodes: [
    { name: 'answer', kind: 'answer', next: 'open' },
    { name: 'open', kind: 'hours', calendar: 'cal_1', next: 'who', else: 'bye' },
    { name: 'who', kind: 'known', next: 'wait', else: 'ask' },
    { name: 'ask', kind: 'digits', variable: 'order', next: 'sort', on_fail: 'wait' },
    { name: 'sort', kind: 'variable', variable: 'order', choices: [{ key: '1', label: 'first', next: 'wait' }], else: 'out' },
    { name: 'out', kind: 'transfer', number: '+380441234567', next: 'wait' },
    { name: 'wait', kind: 'enqueue', line: 'lin_1' },
    { name: 'bye', kind: 'say', text: 'closed', next: 'end' },
    { name: 'end', kind: 'hang_up' },
  ],
}
const message = (node: string, reason: string) => ({ node, reason, severity: 'warning' }) as CheckMessage
const fix = (m: CheckMessage) => repairOf(program, m, [], (n) => n.name)

describe('a menu that decides', () => {
  it('is drawn with what each way is taken on', () => {
    expect(pathOf(program).map((r) => `${r.depth}:${r.node?.name}${r.way ? ` ${r.way}` : ''}${r.label ? ` ${r.label}` : ''}`)).toEqual([
      '0:answer', '0:open', '1:who open', '2:wait known', '2:ask unknown', '3:sort', '4:wait first', '4:out else', '5:wait no-answer', '3:wait failed', '1:bye closed', '2:end',
    ])
  })
  it('takes a new name to the other answers too', () => expect(changed(program, 'bye', { name: 'closed' }).nodes.find((n) => n.name === 'open')?.else).toBe('closed'))
  it('closes the way over a removed step, also of the other answer', () => expect(without(program, 'bye').nodes.find((n) => n.name === 'open')?.else).toBe('end'))
  it('tells callers of the recording with one press, where all of them pass', () => {
    const next = fix(message('wait', 'no_record_notice'))?.program
    expect(next?.nodes.find((n) => n.kind === 'answer')?.next).toBe('notice')
    expect(next?.nodes.find((n) => n.kind === 'notice')?.next).toBe('open')
  })
  it('gives the other answer a way', () => expect(fix(message('who', 'no_else'))?.program.nodes.find((n) => n.name === 'who')?.else).toBe('wait'))
  it('has words for everything the checker says', () => {
    const reasons = new Set([...checker.matchAll(/c\.(?:say|warn)\([^,]+, "([a-z_]+)"/g)].map((m) => m[1] ?? ''))
    expect(reasons.size).toBeGreaterThan(20)
    expect([...reasons].filter((r) => !(`why.${r}` in words))).toEqual([])
  })
})

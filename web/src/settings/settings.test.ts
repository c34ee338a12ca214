import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { beforeEach, describe, expect, it } from 'vitest'
import type { CheckMessage, Line, Program } from '../api/settings'
import { fieldChanges, nameOf } from './audit/changes'
import { readSpans, writeSpans } from './hours/spans'
import { lineForm, readMinutes, writeMinutes } from './line/form'
import { changed, pathOf, repairOf, withNode, without } from './menu/program'
import { differing, type Form, useForm } from './useForm'

describe('hours of a day', () => {
  it('are written and read back', () => {
    const spans = [{ from: 540, to: 780 }, { from: 840, to: 1440 }]
    expect(writeSpans(spans)).toBe('09:00–13:00, 14:00–24:00')
    expect(readSpans(writeSpans(spans))).toEqual(spans)
  })
  it('are read as people write them', () => {
    expect(readSpans('14-18; 9.30 - 13')).toEqual([{ from: 570, to: 780 }, { from: 840, to: 1080 }])
    expect(readSpans('')).toEqual([])
  })
  it.each(['9', '9-9', '9-12-14', '9-25', 'nine to five'])('%j is not clear', (text) => expect(readSpans(text)).toBeUndefined())
})

describe('a line', () => {
  it('has minutes for people and seconds for the server', () => {
    expect(readMinutes('2, 15; 120 x -3 0.5')).toEqual([120, 900, 7200, 30])
    expect(writeMinutes([120, 900, 30])).toBe('2, 15, 0.5')
  })
  it('has every field in its form', () => expect(lineForm({ id: 'lin_1', tenant: 't', name: 'N', version: 4 } as Line)).toMatchObject({ name: 'N', version: 4, music: [], return_s: [], must_code: false }))
})

const program: Program = {
  start: 'hello',
  nodes: [
    { name: 'hello', kind: 'answer', next: 'ask' },
    { name: 'ask', kind: 'menu', choices: [{ key: '1', label: 'Orders', next: 'orders' }, { key: '2', label: '', next: 'nowhere' }, { key: '9', label: 'Again', next: 'ask' }], on_fail: 'orders' },
    { name: 'orders', kind: 'enqueue', line: 'lin_1' },
    { name: 'island', kind: 'hangup' },
  ],
} as Program
const message = (node: string, reason: string, detail = ''): CheckMessage => ({ node, reason, detail, severity: 'error' }) as CheckMessage

describe('a menu', () => {
  it('is walked as a call would go', () => {
    expect(pathOf(program).map((r) => `${r.depth}${r.badge ?? ''}:${r.node?.name ?? '?'}${r.again ? ' again' : ''}${r.loose ? ' loose' : ''}`))
      .toEqual(['0:hello', '0:ask', '11:orders', '12:?', '19:ask again', '1–:orders again', '0:island loose'])
  })
  it('takes a new name to all that leads to it', () => {
    const p = changed(program, 'ask', { name: 'question' })
    expect(p.nodes[0]?.next).toBe('question')
    expect(p.nodes[1]?.choices?.[2]?.next).toBe('question')
    expect(changed(program, 'hello', { name: 'hi' }).start).toBe('hi')
  })
  it('closes the way over a removed step', () => {
    expect(without(program, 'hello').start).toBe('ask')
    expect(without(program, 'orders').nodes.find((n) => n.name === 'ask')?.on_fail).toBe('')
  })
  it('gives a new step a name of its own', () => {
    const [one, first] = withNode(program, 'play')
    expect([first, withNode(one, 'play')[1]]).toEqual(['play', 'play_2'])
  })
  it('mends with one press what is clear', () => {
    const fix = (m: CheckMessage) => repairOf(program, m, [{ id: 'lin_9', name: 'Sales' }], (n) => n.name)?.program
    expect(fix(message('ask', 'unknown_next'))?.nodes[1]?.choices?.map((c) => c.next)).toEqual(['orders', 'orders', 'ask'])
    expect(fix(message('orders', 'no_line'))?.nodes[2]?.line).toBe('lin_9')
    expect(fix(message('island', 'unreachable'))?.nodes).toHaveLength(3)
    expect(fix(message('ask', 'no_label', '1'))?.nodes[1]?.choices?.[0]?.label).toBe('orders')
    expect(fix(message('ask', 'endless_loop'))).toBeUndefined()
  })
})

describe('what was changed', () => {
  it('is told by field, without what no person set', () => expect(fieldChanges({ name: 'a', ring_s: 20, version: 1 }, { name: 'b', ring_s: 20, wrap_s: 0, note: '', version: 2 })).toEqual([{ field: 'name', before: 'a', after: 'b' }, { field: 'wrap_s', before: '–', after: '0' }]))
  it('is named as people name it', () => expect([nameOf({ name: 'Orders' }), nameOf({ e164: '+38044' }), nameOf(null)]).toEqual(['Orders', '+38044', '']))
  it('differs only where it differs', () => expect(differing({ a: 1, b: [1], version: 1 }, { a: 1, b: [2], version: 2 })).toEqual(['b']))
})

describe('a form', () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  beforeEach(() => sessionStorage.clear())
  type Thing = { name: string; version: number }

  /** Shows a form to the test as the page would hold it. */
  function show(initial: Thing) {
    let form!: Form<Thing>
    const root = createRoot(document.createElement('div'))
    const Page = () => { form = useForm('thing', initial); return null }
    act(() => root.render(createElement(Page)))
    return { form: () => form, do: (change: (f: Form<Thing>) => void) => act(() => change(form)), leave: () => act(() => root.unmount()) }
  }

  it('brings unsaved edits back after a call took the screen', () => {
    const first = show({ name: 'a', version: 1 })
    first.do((f) => f.set({ name: 'b' }))
    first.leave()
    const again = show({ name: 'a', version: 1 })
    expect([again.form().value.name, again.form().restored, again.form().dirty]).toEqual(['b', true, true])
    again.do((f) => f.reset())
    expect([again.form().value.name, again.form().dirty, sessionStorage.length]).toEqual(['a', false, 0])
  })
  it('does not bring edits over what somebody else has saved since', () => {
    const first = show({ name: 'a', version: 1 })
    first.do((f) => f.set({ name: 'b' }))
    first.leave()
    expect(show({ name: 'c', version: 2 }).form().value.name).toBe('c')
  })
  it('takes the other base and keeps mine only when asked', () => {
    const page = show({ name: 'a', version: 1 })
    page.do((f) => f.set({ name: 'b' }))
    page.do((f) => f.rebase({ name: 'c', version: 2 }, true))
    expect([page.form().value.name, page.form().base.name, page.form().dirty]).toEqual(['b', 'c', true])
    page.do((f) => f.rebase({ name: 'd', version: 3 }, false))
    expect([page.form().value.name, page.form().dirty]).toEqual(['d', false])
  })
})

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { replaceTransport } from '../api/client'
import { deskIn } from '../fixture/desk'
import { fakePhone } from '../fixture/phone'
import type { ItemView } from '../phone/messages'
import { draft, keepDraft } from './draft'
import { Note } from './Note'
import { joined, noteQuery, sendLeft } from './notes'
import { replacePhone, startPhone, stopPhone } from './phone'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
const unwritten = () => json({ code: 'call.unknown' }, 404)
const page = (text: string, version = 1) => json({ note: { text, version } })

/** A server that answers in turn, the last answer for ever; says what it was asked. */
function server(...answers: (() => Response)[]): { asked: string[] } {
  const asked: string[] = []
  replaceTransport(async (address, init) => {
    asked.push(`${init.method} ${address}${init.body ? ` ${String(init.body)}` : ''}`)
    return (answers[Math.min(asked.length, answers.length) - 1] ?? unwritten)()
  })
  return { asked }
}

beforeEach(() => { vi.useFakeTimers({ now: 1_800_000_000_000 }); localStorage.clear() })
afterEach(() => { stopPhone(); vi.useRealTimers() })

describe('the note of a call that goes on', () => {
  const fetched = (call = 'call_1') => new QueryClient().fetchQuery(noteQuery(call)).catch((e: Error) => e.message)

  it('is asked again until the office has written the call down', async () => {
    const { asked } = server(unwritten, unwritten, unwritten, () => page('two boxes'))
    const note = fetched()
    await vi.runAllTimersAsync()
    expect([await note, asked.length]).toEqual(['two boxes', 4])
  })
  it('is not asked for ever', async () => {
    const { asked } = server(unwritten)
    const note = fetched()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([await note, asked.length]).toEqual(['call.unknown', 9])
  })
  it('is not asked again of a server that says no', async () => {
    const { asked } = server(() => json({ code: 'auth.forbidden' }, 403))
    expect([await fetched(), asked.length]).toEqual(['auth.forbidden', 1])
  })
  it('keeps what was written before what is added', () => {
    expect([joined('a', 'b'), joined('', 'b'), joined('a', 'a, b'), joined('a', '')]).toEqual(['a\nb', 'b', 'a, b', 'a'])
  })
})

describe('the note on the desk', () => {
  /** The note of a talk of two minutes, as after a reload. */
  async function show() {
    const told: string[] = []
    const phone = fakePhone('talking')
    replacePhone(async () => ({ ...phone, command: async (name, ...[data]) => { told.push(`${name} ${(data as { text?: string }).text}`); return { ok: true } } }))
    await startPhone()
    const item = deskIn('talking', Date.now()).item as ItemView
    const place = document.createElement('div')
    const root = createRoot(place)
    const queries = new QueryClient()
    const draw = () => act(async () => root.render(createElement(QueryClientProvider, { client: queries }, createElement(Note, { item }))))
    await draw()
    const area = place.querySelector('textarea') as HTMLTextAreaElement
    const type = (text: string) => act(async () => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(area, text)
      area.dispatchEvent(new Event('input', { bubbles: true }))
    })
    const wait = (ms: number) => act(async () => { await vi.advanceTimersByTimeAsync(ms) })
    return { area, told, type, wait, item: item.item, leave: () => act(async () => root.unmount()) }
  }

  it('adds what is typed to what comes late, and sends nothing before', async () => {
    server(unwritten, unwritten, unwritten, () => page('two boxes'))
    const note = await show()
    await note.type('to Lviv')
    await note.wait(2200)
    expect([note.told, draft(note.item)?.whole]).toEqual([[], false])
    await note.wait(20_000)
    await note.wait(2200)
    expect([note.area.value, note.told, draft(note.item)]).toEqual(['two boxes\nto Lviv', ['note two boxes\nto Lviv'], undefined])
    await note.leave()
  })
  it('is what is typed once the server has nothing', async () => {
    server(unwritten)
    const note = await show()
    await note.type('to Lviv')
    await note.wait(60_000)
    await note.wait(2200)
    expect(note.told).toEqual(['note to Lviv'])
    await note.leave()
  })
})

describe('what was typed about a contact that is over', () => {
  const at = 1_800_000_000_000
  const kept = { call: 'call_7', text: 'to Lviv', at, whole: true }

  it('goes to the page of its call, and what is in hand stays', async () => {
    keepDraft('item_7', kept); keepDraft('item_8', kept)
    const { asked } = server(() => page('two boxes', 4), () => json({ text: 'to Lviv', version: 5 }))
    await sendLeft('item_8', at + 1)
    expect(asked).toEqual(['GET /api/calls/call_7', 'PUT /api/calls/call_7/note {"text":"to Lviv","version":4}'])
    expect([draft('item_7'), draft('item_8')?.text]).toEqual([undefined, 'to Lviv'])
  })
  it('is added to a note that was not known when it was typed', async () => {
    keepDraft('item_7', { ...kept, whole: false })
    const { asked } = server(() => page('two boxes', 4), () => json({}))
    await sendLeft(undefined, at + 1)
    expect(asked[1]).toContain('two boxes\\nto Lviv')
  })
  it('stays when it is refused, for whoever may write it, and not for ever', async () => {
    keepDraft('item_7', kept)
    server(() => json({ code: 'auth.forbidden' }, 403))
    await sendLeft(undefined, at + 1)
    expect(draft('item_7')?.text).toBe('to Lviv')
    await sendLeft(undefined, at + 8 * 86_400_000)
    expect(draft('item_7')).toBeUndefined()
  })
})

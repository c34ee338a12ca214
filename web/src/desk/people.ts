import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/client'
import type { components } from '../api/schema'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { BROWSER, type DeskView, type ItemView } from '../phone/messages'
import { useNow } from '../shared/Clock'
import { minutes } from '../shared/time'
import { checkNumber, looksLikeNumber } from './dialable'
import words from './partyWords'
import { type AgentState, agentState } from './state'
import { type Choice, atFirst, matches, sorted } from './targets'

/** Who is there now, as the floor tells agents who hand a call over. */
type Colleague = components['schemas']['FloorColleague']

/** The state of a colleague in the words of the desk. */
export const stateOf = (c: Colleague): AgentState =>
  agentState({ presence: { state: c.presence, since: 0 }, slot: { state: c.slot, since: 0 }, device: { device: c.device, healthy: c.healthy, since: 0 } } as Parameters<typeof agentState>[0])

/** How often the states are asked while somebody looks at them, ms. */
const fresh = 2000
/** More rows than this are searched, not read. */
const shown = 60

export const usePeople = () => useQuery({ queryKey: ['floor', 'people'], queryFn: ({ signal }) => ask('get', '/floor/people', { signal }), refetchInterval: fresh, staleTime: fresh, retry: false })

const useEntries = (tenant: string, q: string) =>
  useQuery({ queryKey: ['directory', 'entries', tenant, q], queryFn: ({ signal }) => ask('get', '/tenants/{tenant}/directory', { path: { tenant }, query: { q }, signal }), staleTime: 30_000, retry: false, placeholderData: (was) => was })

/** Any number of ours in a client's country: how "0 67" is to be read. */
export function useHomeNumber(tenant: string): string {
  const names = useDirectory()
  const all = names.numbers
  return (all.find((n) => n.tenant === tenant) ?? all[0])?.name ?? ''
}

/** Everybody who can take the call now and answers the question, in the order in which they should be asked. */
export function useChoices(desk: DeskView, item: ItemView, question: string): { choices: Choice[]; all: number } {
  const { w } = useWords(words)
  const names = useDirectory()
  const now = useNow()
  const people = usePeople().data
  const entries = useEntries(item.tenant, question.trim()).data
  const home = useHomeNumber(item.tenant)
  const list: Choice[] = []
  for (const a of names.agents) {
    if (a.id === desk.agent) continue
    const there = people?.agents.find((p) => p.agent === a.id)
    // Whom the floor does not name is not on shift.
    const state = there ? stateOf(there) : people ? ({ state: 'offline', word: 'state.offline' } as const) : undefined
    list.push({ id: a.id, kind: 'agent', name: a.name, note: '', to: { agent: a.id }, state, speaks: there !== undefined && there.device !== BROWSER })
  }
  for (const l of names.lines) {
    if (l.tenant !== item.tenant || l.id === item.line) continue
    const there = people?.lines.find((p) => p.line === l.id)
    const mine = desk.lines.find((p) => p.line === l.id)
    const waits = there ?? mine
    const wait = !waits ? '' : waits.waiting > 0 ? w('to.waiting', { count: waits.waiting, time: minutes(now - waits.longest) }) : w('to.nobody-waits')
    const hands = !there ? '' : !there.open ? w('to.closed') : there.online === 0 ? w('to.none-there') : w('to.free', { free: there.ready, online: there.online })
    list.push({ id: l.id, kind: 'line', name: l.name, note: [wait, hands].filter(Boolean).join(', '), to: { line: l.id } })
  }
  for (const e of entries ?? []) {
    list.push({ id: e.id, kind: 'entry', name: e.name, note: [e.presence, e.post, e.pretty, e.hours].filter(Boolean).join(', '), to: { number: e.number }, digits: e.number })
  }
  const typed = looksLikeNumber(question) ? checkNumber(question, home) : undefined
  if (typed && 'e164' in typed) list.push({ id: 'typed', kind: 'number', name: typed.pretty, note: w('to.outside-number'), to: { number: typed.e164 } })
  const found = sorted(list.filter((c) => matches(c, question)))
  return { choices: question.trim() === '' ? atFirst(found) : found.slice(0, shown), all: found.length }
}

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ask } from '../api/client'
import type { PeakPicture } from '../api/types'
import { dayEnd, dayStart } from '../shared/time'

export type Filter = { tenant?: string; line?: string; agent?: string; result?: string; from?: string; to?: string; number?: string }

const names = ['tenant', 'line', 'agent', 'result', 'from', 'to', 'number'] as const

/** What of an address is a filter. */
export const filterOf = (search: Record<string, string | undefined>): Filter => Object.fromEntries(names.filter((n) => search[n]).map((n) => [n, search[n]]))

/** The filter of the address as the server's query: days become moments, the last day is meant whole. */
export function queryOf(f: Filter) {
  const from = dayStart(f.from ?? '')
  const to = dayEnd(f.to ?? '')
  return {
    tenant: f.tenant, line: f.line, agent: f.agent, result: f.result,
    number: f.number?.replace(/[^\d+]/g, ''),
    from: Number.isNaN(from) ? undefined : from,
    to: Number.isNaN(to) ? undefined : to,
  }
}

/** A new list each 20 s while only its first page is shown: a page that is read further must not move. */
const freshness = 20_000

export function useCalls(filter: Filter) {
  const query = queryOf(filter)
  return useInfiniteQuery({
    queryKey: ['calls', 'list', query],
    queryFn: ({ pageParam, signal }) => ask('get', '/calls', { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next || undefined,
    refetchInterval: (q) => ((q.state.data?.pages.length ?? 1) === 1 ? freshness : false),
  })
}

export const useCall = (id: string) => useQuery({ queryKey: ['call', id], queryFn: ({ signal }) => ask('get', '/calls/{call}', { path: { call: id }, signal }), refetchInterval: (q) => (q.state.data?.call.result === 'live' ? 5000 : false) })

export const useRecordings = (call: string, wanted: boolean) => useQuery({ queryKey: ['recordings', call], queryFn: ({ signal }) => ask('get', '/recordings', { query: { call }, signal }), enabled: wanted, refetchInterval: (q) => (q.state.data?.some((r) => r.state === 'open') ? 5_000 : false) })

export const useLadder = (id: string) => useQuery({ queryKey: ['trace', id], queryFn: ({ signal }) => ask('get', '/calls/{call}/trace', { path: { call: id }, signal }), retry: false })

export const useUnknown = () => useQuery({ queryKey: ['unknown-calls'], queryFn: ({ signal }) => ask('get', '/unknown-calls', { signal }) })

/** Loudness of both channels, 0..1, a column each. */
export type Peaks = { agent: number[]; customer: number[] }

/** The server's picture: the customer first, then the agent, 0 to 255; a message has one voice. */
export const peaksOf = (p: PeakPicture): Peaks => ({ customer: (p.channels[0] ?? []).map((v) => v / 255), agent: (p.channels[1] ?? []).map((v) => v / 255) })

export const usePeaks = (recording: string) => useQuery({ queryKey: ['peaks', recording], queryFn: ({ signal }) => ask('get', '/recordings/{recording}/peaks', { path: { recording }, signal }).then(peaksOf), staleTime: Infinity, retry: false })

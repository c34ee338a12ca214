import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client'

const freshness = 10_000

/** The sums of a tenant's promises opened at or after a moment (0: of all time). */
export const useSummary = (tenant: string | undefined, from: number) => useQuery({ queryKey: ['promises', 'summary', tenant, from], queryFn: ({ signal }) => ask('get', '/promises/summary', { query: { tenant, from: from || undefined }, signal }), refetchInterval: freshness })

export const usePromises = (state: 'open' | 'closed', tenant?: string) => useInfiniteQuery({
  queryKey: ['promises', 'list', state, tenant],
  queryFn: ({ pageParam, signal }) => ask('get', '/promises', { query: { state, tenant, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next || undefined,
  refetchInterval: (q) => ((q.state.data?.pages.length ?? 1) === 1 ? freshness : false),
})

export const cancelReasons = ['wrong_number', 'refused', 'by_caller', 'dnc', 'duplicate', 'other'] as const
export type CancelReason = (typeof cancelReasons)[number]

export function useCancel() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ promise, reason }: { promise: string; reason: CancelReason }) => ask('post', '/promises/{promise}/cancel', { path: { promise }, body: { reason } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['promises'] }),
  })
}

/** Where a tenant's promises of a period can be taken away with their proof; the browser saves it. */
export const proofAddress = (tenant: string, from: number, lang: string): string => `/api/promises/proof?${new URLSearchParams({ tenant, lang, ...(from > 0 ? { from: String(from) } : {}) })}`

/** Who asked for calls on a site, by promise. */
export function useRequests(promises: readonly string[]) {
  const asked = [...promises].sort().join(',')
  const { data } = useQuery({ queryKey: ['promises', 'requests', asked], queryFn: ({ signal }) => ask('get', '/promises/requests', { query: { promises: asked }, signal }), enabled: asked !== '' })
  return new Map((data ?? []).map((r) => [r.promise, r]))
}

export const usePromise = (promise: string) => useQuery({ queryKey: ['promises', 'one', promise], queryFn: ({ signal }) => ask('get', '/promises/{promise}', { path: { promise }, signal }), refetchInterval: freshness })

export function useChange(promise: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { at?: number; owner?: string }) => ask('put', '/promises/{promise}', { path: { promise }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: ['promises'] }),
  })
}

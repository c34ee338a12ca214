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

export const cancelReasons = ['wrong_number', 'refused', 'duplicate', 'other'] as const
export type CancelReason = (typeof cancelReasons)[number]

export function useCancel() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ promise, reason }: { promise: string; reason: CancelReason }) => ask('post', '/promises/{promise}/cancel', { path: { promise }, body: { reason } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['promises'] }),
  })
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client'

const freshness = 15_000

export type Question = { kind: 'user' | 'mail' | 'person'; user?: string; name?: string; mail?: string; question: string; deadline: number }

export const useOfPromise = (promise: string) => useQuery({ queryKey: ['promises', 'enquiries', promise], queryFn: ({ signal }) => ask('get', '/promises/{promise}/enquiries', { path: { promise }, signal }), refetchInterval: freshness })
export const useQuestions = (tenant: string | undefined) => useQuery({ queryKey: ['promises', 'enquiries', 'all', tenant], queryFn: ({ signal }) => ask('get', '/enquiries', { query: { tenant }, signal }), refetchInterval: freshness })

/** Whatever is done to a question changes its promise too. */
function useDo<T>(mutationFn: (t: T) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: ['promises'] }) })
}

export const useAsk = (promise: string) => useDo((body: Question) => ask('post', '/promises/{promise}/enquiries', { path: { promise }, body }))
export const useAnswer = (enquiry: string) => useDo((text: string) => ask('post', '/enquiries/{enquiry}/answer', { path: { enquiry }, body: { text } }))
export const useWithdraw = (enquiry: string) => useDo(() => ask('post', '/enquiries/{enquiry}/withdraw', { path: { enquiry } }))
export const useResend = (enquiry: string) => useDo(() => ask('post', '/enquiries/{enquiry}/letter', { path: { enquiry } }))

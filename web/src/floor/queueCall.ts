import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client'

/** What a supervisor does to somebody who waits. */
export type Deed =
  | { what: 'place'; item: string; who: string; place: number }
  | { what: 'move'; item: string; who: string; line: string }
  | { what: 'rank'; item: string; who: string; priority: number }
  | { what: 'take'; item: string; who: string; agent: string | undefined }

/** The order changes by itself all the time: it is asked anew each second while somebody looks. */
const every = 1000
const keyOf = (line: string) => ['floor', 'queue', line]

export const useQueue = (line: string) => useQuery({ queryKey: keyOf(line), queryFn: ({ signal }) => ask('get', '/floor/lines/{line}/waiting', { path: { line }, signal }), refetchInterval: every, staleTime: 0 })

function perform(d: Deed): Promise<unknown> {
  const path = { item: d.item }
  switch (d.what) {
    case 'place': return ask('post', '/floor/items/{item}/place', { path, body: { place: d.place } })
    case 'move': return ask('post', '/floor/items/{item}/move', { path, body: { line: d.line } })
    case 'rank': return ask('post', '/floor/items/{item}/rank', { path, body: { priority: d.priority } })
    case 'take': return ask('post', '/floor/items/{item}/take', { path, body: d.agent ? { agent: d.agent } : {} })
  }
}

/** Does it, and shows the order as the server has it then, whether it was granted or not. */
export function useHand(line: string) {
  const client = useQueryClient()
  return useMutation({ mutationFn: perform, onSettled: () => client.invalidateQueries({ queryKey: keyOf(line) }) })
}

import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client'
import type { Lists } from '../api/settings'

/** Everything that is set has an id and the version with which it was read. */
export type Kept = { id: string; version?: number }

/** Where one of a list is changed and removed. */
const places = {
  '/tenants': '/tenants/{tenant}', '/pauses': '/pauses/{pause}', '/skills': '/skills/{skill}', '/users': '/users/{user}', '/lines': '/lines/{line}', '/calendars': '/calendars/{calendar}',
  '/numbers': '/numbers/{number}', '/trunks': '/trunks/{trunk}', '/devices': '/devices/{device}', '/prompts': '/prompts/{prompt}', '/menus': '/menus/{menu}', '/lookups': '/lookups/{lookup}', '/teams': '/teams/{team}', '/widgets': '/widgets/{widget}',
} as const
export type Path = keyof typeof places

/** The kinds are many and their operations alike: one loosely typed door, strictly typed by Lists outside. */
type Loose = (method: 'get' | 'post' | 'put' | 'delete', path: string, asked?: { path?: Record<string, string>; body?: unknown; signal?: AbortSignal }) => Promise<unknown>
const loose = ask as unknown as Loose
const at = (path: Path, id: string) => ({ path: { [places[path].replace(/.*\{(\w+)\}/, '$1')]: id } })

export const listKey = (path: keyof Lists) => ['settings', path]

/** A whole list; settings are small and lists are not paged. */
export const useList = <P extends keyof Lists>(path: P, every: number | false = false): UseQueryResult<Lists[P][]> =>
  useQuery({ queryKey: listKey(path), queryFn: async ({ signal }) => ((await loose('get', path, { signal })) ?? []) as Lists[P][], staleTime: 5000, refetchInterval: every })

/** One of a list; undefined data while it is asked, null when there is none of that id. */
export function useOne<P extends Path>(path: P, id: string) {
  const list = useList(path)
  return { ...list, data: list.data && (list.data.find((x) => x.id === id) ?? null) }
}

/** Asks for the newest state of one, past the cache: for a conflict. */
export async function freshOne<P extends Path>(path: P, id: string): Promise<Lists[P] | undefined> {
  return ((await loose('get', path)) as Lists[P][]).find((x) => x.id === id)
}

function useAfter(path: Path) {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries({ queryKey: listKey(path) })
    void client.invalidateQueries({ queryKey: ['directory'] })
  }
}

/** Saves: a new one when there is no id. */
export function useSave<P extends Path>(path: P) {
  const after = useAfter(path)
  return useMutation({
    mutationFn: ({ id, body }: { id: string | undefined; body: object }) => (id ? loose('put', places[path], { ...at(path, id), body }) : loose('post', path, { body })) as Promise<Lists[P]>,
    onSuccess: after,
  })
}

export function useRemove(path: Path) {
  const after = useAfter(path)
  return useMutation({ mutationFn: (id: string) => loose('delete', places[path], at(path, id)), onSuccess: after })
}

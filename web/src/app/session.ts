import { QueryClient, useQuery } from '@tanstack/react-query'
import { ask } from '../api/client'
import { Problem } from '../api/problem'
import type { Directory, Me, Role } from '../api/types'

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; only an unreached server is worth another try.
      retry: (failures, error) => failures < 2 && error instanceof Problem && (error.status === 0 || error.status === 503),
      retryDelay: (n) => 700 * 2 ** n,
    },
    mutations: { retry: false },
  },
})

const meQuery = { queryKey: ['me'], queryFn: ({ signal }: { signal: AbortSignal }) => ask('get', '/me', { signal }), staleTime: Infinity }

/** Who is signed in; asks the server once per page. Rejects with unauthenticated. */
export const whoAmI = (): Promise<Me> => queries.ensureQueryData(meQuery)
export function useMe(): Me {
  const { data } = useQuery(meQuery)
  if (!data) throw new Error('a screen of the shell is shown before the session is known')
  return data
}

/** Forgets all that was shown: the next person at this machine starts with nothing. */
export function forget() { queries.clear() }

export const has = (me: Me, ...roles: Role[]): boolean => me.grants.some((g) => roles.includes(g.role))
/** A client's owner who has no part in the work of the centre. */
export const isOwnerOnly = (me: Me): boolean => has(me, 'owner') && !has(me, 'agent', 'supervisor', 'administrator')

const noNames: Directory = { tenants: [], lines: [], dispositions: [], agents: [], skills: [], pauses: [], trunks: [], numbers: [], menus: [], teams: [] }
export const directoryQuery = { queryKey: ['directory'], queryFn: ({ signal }: { signal: AbortSignal }) => ask('get', '/directory', { signal }), staleTime: 60_000, refetchInterval: 120_000 }

/** Names by id. What is not known yet shows as its id would be of no help: it shows as a dash. */
export function useNames() {
  const { data = noNames } = useQuery(directoryQuery)
  return data
}
export type Section = { to: '/home' | '/desk' | '/floor' | '/calls' | '/promises' | '/settings'; word: 'nav.home' | 'nav.desk' | 'nav.floor' | 'nav.calls' | 'nav.promises' | 'nav.settings' }

/** The sections that a person may open, in the order of the rail. */
export function sectionsOf(me: Me): Section[] {
  const all: (Section & { when: boolean })[] = [
    { to: '/home', word: 'nav.home', when: isOwnerOnly(me) },
    { to: '/desk', word: 'nav.desk', when: me.agent !== undefined && me.agent !== '' && has(me, 'agent', 'supervisor') },
    { to: '/floor', word: 'nav.floor', when: has(me, 'supervisor', 'administrator', 'owner') },
    { to: '/calls', word: 'nav.calls', when: has(me, 'agent', 'supervisor', 'administrator', 'owner') },
    { to: '/promises', word: 'nav.promises', when: has(me, 'agent', 'supervisor', 'administrator', 'owner') },
    { to: '/settings', word: 'nav.settings', when: has(me, 'supervisor', 'administrator') },
  ]
  return all.filter((s) => s.when).map(({ to, word }) => ({ to, word }))
}

/** Where a person begins: an agent at the desk, an owner at home, an administrator at the settings. */
export function startOf(me: Me): Section['to'] {
  const sections = sectionsOf(me).map((s) => s.to)
  if (sections.includes('/home')) return '/home'
  if (has(me, 'agent') && sections.includes('/desk')) return '/desk'
  if (has(me, 'supervisor')) return '/floor'
  return sections.at(-1) ?? '/calls'
}

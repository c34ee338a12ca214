import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client'
import type { Lookup } from '../../api/settings'
import { useMayChange } from '../Kinds'
import { listKey } from '../resource'

/** A client's look-ups, or all; only administrators may see them, others see none. */
export function useTenantLookups(tenant?: string): Lookup[] {
  const may = useMayChange()
  const asked = useQuery({ queryKey: listKey('/lookups'), queryFn: async ({ signal }) => ((await ask('get', '/lookups', { signal })) ?? []) as Lookup[], staleTime: 5000, enabled: may })
  return (asked.data ?? []).filter((l) => !tenant || l.tenant === tenant)
}

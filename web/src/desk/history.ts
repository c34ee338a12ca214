import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/client'
import type { CallRow } from '../api/types'
import type { DeskView, ItemView, Owed } from '../phone/messages'

const shown = 8

/** Earlier calls of the number that is on the phone now, newest first. Undefined while it is not known. */
export function useHistory(desk: DeskView, item: ItemView): CallRow[] | undefined {
  const number = item.number_id ? desk.numbers[item.number_id]?.number : undefined
  const { data } = useQuery({
    queryKey: ['calls', 'of', item.tenant, number],
    queryFn: ({ signal }) => ask('get', '/calls', { query: { tenant: item.tenant, number }, signal }),
    enabled: Boolean(number),
    // A desk without history is a desk; the conversation does not wait for it.
    retry: false,
  })
  return data?.calls.filter((c) => c.id !== item.call).slice(0, shown)
}

/** Open promises to this number that the agent may keep. */
export const owedTo = (desk: DeskView, item: ItemView): Owed[] =>
  item.number_id ? desk.promises.filter((p) => p.number_id === item.number_id) : []

import { useQuery } from '@tanstack/react-query'
import { askIfThere } from '../api/later'

/** Who calls and what about: words for the colleague who takes the call. They never enter the floor. */
export type Handover = { name: string; purpose: string; version?: number }

const path = '/calls/{call}/handover'

/** Writes it down before the call is handed over. A prompt comes back where the receiver's desk phone will say it. */
export const putHandover = (call: string, body: Handover & { speak?: string }): Promise<{ announce?: string } | undefined> => askIfThere('put', path, { path: { call }, body })

/** What was written about a call that is handed to us. */
export const useHandover = (call: string, wanted: boolean) =>
  useQuery({ queryKey: ['handover', call], queryFn: async ({ signal }) => (await askIfThere<Handover>('get', path, { path: { call }, signal })) ?? null, enabled: wanted, retry: false })

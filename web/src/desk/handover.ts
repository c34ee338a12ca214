import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/client'
import type { Lang } from '../i18n/lang'

/** Who calls and what about: words for the colleague who takes the call. They never enter the floor. */
export type Handover = { name: string; purpose: string; speak?: Lang }

/** Writes it down before the call is handed over. A prompt comes back where the receiver's desk phone will say it. */
export const putHandover = (call: string, body: Handover): Promise<{ announce?: string }> => ask('put', '/calls/{call}/handover', { path: { call }, body })

/** What was written about a call that is handed to us. */
export const useHandover = (call: string, wanted: boolean) =>
  useQuery({ queryKey: ['handover', call], queryFn: ({ signal }) => ask('get', '/calls/{call}/handover', { path: { call }, signal }), enabled: wanted, retry: false })

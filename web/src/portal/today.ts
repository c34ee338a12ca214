import { useSummary } from '../promise/api'
import { serverNow } from '../shared/Clock'
import { dateKey, dayStart } from '../shared/time'

/** What was promised today and what is still to be kept of it. */
export const usePromiseToday = (tenant: string | undefined) => useSummary(tenant, dayStart(dateKey(serverNow())))

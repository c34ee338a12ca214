import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type Answer, ask } from '../api/client'
import { asProblem, type Problem } from '../api/problem'
import type { Day } from './past'

export type Then = Answer<'get', '/board/at'>
export type Moments = Answer<'get', '/board/moments'>

/** Moments that were looked at are kept, so that to and fro costs nothing. */
const kept = 120
/** The server takes one question at a time from each person; another tab may have asked. */
const busyPause = 400

export type Look = { was: Then | undefined; /** What is shown is of another moment: the new one is on its way. */ waits: boolean; problem: Problem | undefined; again: () => void }

/**
 * The board of a moment. One question is out at a time: while a slider is dragged only the newest wish is asked next,
 * and what was shown stays until the answer is there.
 */
export function usePastBoard(tenant: string | undefined, at: number): Look {
  const [seen, setSeen] = useState<{ at: number; was: Then }>()
  const [refused, setRefused] = useState<{ at: number; problem: Problem }>()
  const [round, setRound] = useState(0)
  const wish = useRef(at)
  const out = useRef(false)
  const cache = useRef(new Map<number, Then>())
  const gone = useRef(false)
  useEffect(() => { gone.current = false; return () => { gone.current = true } }, [])
  useEffect(() => { cache.current.clear() }, [tenant])
  useEffect(() => {
    wish.current = at
    const hit = cache.current.get(at)
    if (hit) { setSeen({ at, was: hit }); setRefused(undefined); return }
    if (out.current) return
    const next = async () => {
      const asked = wish.current
      out.current = true
      let busy = false
      try {
        const was = await ask('get', '/board/at', { query: { at: asked, tenant } })
        cache.current.set(asked, was)
        const oldest = cache.current.keys().next().value
        if (cache.current.size > kept && oldest !== undefined) cache.current.delete(oldest)
        if (!gone.current) { setSeen({ at: asked, was }); setRefused(undefined) }
      } catch (e) {
        const problem = asProblem(e)
        busy = problem.code === 'past.busy'
        if (!busy && !gone.current) setRefused({ at: asked, problem })
      }
      out.current = false
      if (!gone.current && (busy || wish.current !== asked)) setTimeout(() => { if (!out.current) void next() }, busy ? busyPause : 0)
    }
    void next()
  }, [tenant, at, round])
  const problem = refused && refused.at === at ? refused.problem : undefined
  return { was: seen?.was, waits: seen?.at !== at && !problem, problem, again: () => setRound((n) => n + 1) }
}

/** What happened in a day; of today it is asked again each minute. */
export const useMoments = (tenant: string | undefined, day: Day, today: boolean) => useQuery({
  queryKey: ['board-moments', tenant ?? '', day.key], queryFn: ({ signal }) => ask('get', '/board/moments', { query: { tenant, from: day.begin, to: day.end }, signal }),
  refetchInterval: today ? 60_000 : false, staleTime: today ? 30_000 : 600_000, placeholderData: keepPreviousData,
})

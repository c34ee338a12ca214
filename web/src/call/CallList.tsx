import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, lazy, useEffect } from 'react'
import { useDirectory } from '../app/names'
import { has, useMe } from '../app/session'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { StripLegend } from '../shared/CallStrip'
import { Bones, Loaded } from '../shared/Loaded'
import { Press } from '../shared/Press'
import { stopPlayback } from '../shared/Playback'
import { Segments } from '../shared/Segments'
import sharedWords from '../shared/words'
import { useNarrow } from '../shared/useNarrow'
import { type Filter, filterOf, useCalls } from './api'
import css from './call.module.css'
import { CallCards, CallTable } from './CallRows'
import { Filters, NoCalls } from './Filters'
import { UnknownCalls } from './UnknownCalls'
import words from './words'

const Callers = lazy(() => import('./Callers'))
const tabs = ['list', 'unknown', 'callers'] as const
type Tab = (typeof tabs)[number]
type Search = Filter & { tab?: string }

/** Calls; every filter is in the address, so a view can be sent to a colleague. */
export function CallList() {
  const { w } = useWords(words)
  const me = useMe()
  const navigate = useNavigate()
  const search: Search = useSearch({ strict: false })
  const { tab } = search
  const filter = filterOf(search)
  const mine = tabs.filter((t) => t === 'list' || (t === 'unknown' ? has(me, 'supervisor', 'administrator') : has(me, 'supervisor', 'administrator', 'owner')))
  const shown = mine.find((t) => t === tab) ?? 'list'
  const word = (t: Tab) => w(t === 'list' ? 'calls.tab' : t === 'unknown' ? 'calls.unknown' : 'calls.lists')
  const go = (next: Search) => void navigate({ to: '/calls', search: Object.fromEntries(Object.entries(next).filter(([, v]) => v)), replace: true })
  useEffect(() => stopPlayback, [])
  return (
    <div className={css.page}>
      <div className={css.filters}>
        <h1>{w('calls.title')}</h1>
        {mine.length > 1 && <Segments<Tab> label={w('calls.title')} value={shown} options={mine.map((t) => [t, word(t)] as const)} onChange={(t) => go(t === 'list' ? {} : { tab: t })} />}
        {shown === 'list' && <Filters filter={filter} onChange={go} />}
      </div>
      {shown === 'unknown' ? <UnknownCalls /> : shown === 'list' ? <List filter={filter} onClear={() => go({})} />
        : <Suspense fallback={<Card><Bones rows={6} /></Card>}><Callers tenant={search.tenant} number={search.number} onTenant={(tenant) => go({ tab: 'callers', tenant })} /></Suspense>}
    </div>
  )
}

function List({ filter, onClear }: { filter: Filter; onClear: () => void }) {
  const { w } = useWords(words)
  const { w: s } = useWords(sharedWords)
  const names = useDirectory()
  const narrow = useNarrow()
  const asked = useCalls(filter)
  const filtered = Object.values(filter).some(Boolean)
  const first = names.numbers[0]?.name
  return (
    <>
      <Card>
        <Loaded of={asked} bones={<Bones rows={8} />}>
          {(data) => {
            const calls = data.pages.flatMap((p) => p.calls)
            if (calls.length === 0) return <NoCalls filtered={filtered} number={first} onClear={onClear} />
            return narrow ? <CallCards calls={calls} /> : <CallTable calls={calls} />
          }}
        </Loaded>
      </Card>
      <div className={css.foot}>
        {asked.data && <StripLegend />}
        {asked.hasNextPage && <Press className="push" aria-busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{s('load.more')}</Press>}
        {asked.data && asked.data.pages.length > 0 && <span className="note muted">{w('calls.so-far', { text: w('calls.shown', { count: asked.data.pages.reduce((n, p) => n + p.calls.length, 0) }) })}</span>}
      </div>
    </>
  )
}

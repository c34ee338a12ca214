import { NativeSelect } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { serverNow } from '../shared/Clock'
import { Bones, Loaded } from '../shared/Loaded'
import { stopPlayback } from '../shared/Playback'
import { Press } from '../shared/Press'
import { Segments } from '../shared/Segments'
import sharedWords from '../shared/words'
import { dateKey, dayStart } from '../shared/time'
import { useNarrow } from '../shared/useNarrow'
import { usePromises, useSummary } from './api'
import { Drawing } from './Drawing'
import css from './promise.module.css'
import { ClosedTable, NoPromises, OpenCards, OpenTable } from './Rows'
import words from './words'

/** The beginning of the month of a moment, in the zone of the browser. */
const monthStart = (at: number): number => dayStart(`${dateKey(at).slice(0, 8)}01`)

/** The ledger: opened = open + closed by reason, drawn so that it can be checked by eye. */
export function Ledger() {
  const { w } = useWords(words)
  const names = useDirectory()
  const navigate = useNavigate()
  const search: { state?: string; tenant?: string; period?: string } = useSearch({ strict: false })
  const state = search.state === 'closed' ? 'closed' : 'open'
  const go = (next: typeof search) => void navigate({ to: '/promises', search: Object.fromEntries(Object.entries({ ...search, ...next }).filter(([, v]) => v)), replace: true })
  const period = search.period === 'month' ? 'month' : 'ever'
  const summary = useSummary(search.tenant, period === 'month' ? monthStart(serverNow()) : 0)
  useEffect(() => stopPlayback, [])
  return (
    <div className={css.page}>
      <div className="row wrap"><h1>{w('promises.title')}</h1><span className="muted">{w('promises.text')}</span><span className="push" />
        <Segments label={w('promises.period')} value={period} options={[['ever', w('promises.ever')], ['month', w('promises.month')]]} onChange={(p) => go({ period: p === 'month' ? p : '' })} />
        {names.tenants.length > 1 && <NativeSelect aria-label={w('promises.any')} value={search.tenant ?? ''} data={[{ value: '', label: w('promises.any') }, ...names.tenants.map((t) => ({ value: t.id, label: t.name }))]} onChange={(e) => go({ tenant: e.currentTarget.value })} />}
      </div>
      <Card><Loaded of={summary} bones={<Bones rows={4} />}>{(s) => <Drawing summary={s} />}</Loaded></Card>
      <List state={state} tenant={search.tenant} closed={summary.data ? summary.data.opened - summary.data.open : 0} onState={(s) => go({ state: s === 'open' ? '' : s })} />
    </div>
  )
}

type ListProps = { state: 'open' | 'closed'; tenant?: string; closed: number; onState: (s: 'open' | 'closed') => void }

function List({ state, tenant, closed, onState }: ListProps) {
  const { w } = useWords(words)
  const { w: s } = useWords(sharedWords)
  const narrow = useNarrow()
  const asked = usePromises(state, tenant)
  return (
    <>
      <Card title={w(state === 'open' ? 'promises.open' : 'promises.done')} side={<Segments label={w('promises.which')} value={state} options={[['open', w('promises.open')], ['closed', w('promises.done')]]} onChange={onState} />}>
        <Loaded of={asked} bones={<Bones rows={6} />}>
          {(data) => {
            const rows = data.pages.flatMap((p) => p.promises)
            if (rows.length === 0) return <NoPromises state={state} closed={closed} />
            if (state === 'closed') return <ClosedTable rows={rows} />
            return narrow ? <OpenCards rows={rows} /> : <OpenTable rows={rows} />
          }}
        </Loaded>
      </Card>
      {asked.hasNextPage && <div className="row"><Press className="push" aria-busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{s('load.more')}</Press></div>}
    </>
  )
}

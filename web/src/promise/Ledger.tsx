import { NativeSelect } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, Suspense, lazy, useEffect, useState } from 'react'
import { useDirectory } from '../app/names'
import { has, useMe } from '../app/session'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { serverNow } from '../shared/Clock'
import { Bones, Loaded } from '../shared/Loaded'
import { stopPlayback } from '../shared/Playback'
import { Press } from '../shared/Press'
import { Segments } from '../shared/Segments'
import sharedWords from '../shared/words'
import { dateKey, dayStart, when } from '../shared/time'
import { useNarrow } from '../shared/useNarrow'
import css from './promise.module.css'
import own from './agree.module.css'
import { type Agreed, AgreeForm } from './AgreeForm'
import agreeWords from './agreeWords'
import { proofAddress, usePromises, useSummary } from './api'
import { Drawing } from './Drawing'
import { ClosedTable, NoPromises, OpenCards, OpenTable } from './Rows'
import words from './words'

const Details = lazy(() => import('./Details').then((m) => ({ default: m.Details })))
const Questions = lazy(() => import('../enquiry/Questions').then((m) => ({ default: m.Questions })))

/** The beginning of the month of a moment, in the zone of the browser. */
const monthStart = (at: number): number => dayStart(`${dateKey(at).slice(0, 8)}01`)

/** The ledger: opened = open + closed by reason, drawn so that it can be checked by eye. */
export function Ledger() {
  const { w, lang } = useWords(words)
  const { w: a } = useWords(agreeWords)
  const names = useDirectory()
  const navigate = useNavigate()
  const search: { state?: string; tenant?: string; period?: string; agree?: string; promise?: string } = useSearch({ strict: false })
  const state = search.state === 'closed' || search.state === 'questions' ? search.state : 'open'
  const go = (next: typeof search) => void navigate({ to: '/promises', search: Object.fromEntries(Object.entries({ ...search, ...next }).filter(([, v]) => v)), replace: true })
  const period = search.period === 'month' ? 'month' : 'ever'
  const from = period === 'month' ? monthStart(serverNow()) : 0
  const summary = useSummary(search.tenant, from)
  const me = useMe()
  const clients = names.tenants.filter((t) => t.id !== 'ten_house')
  const mine = search.tenant ?? (clients.length === 1 ? clients[0]?.id : undefined)
  const mayTake = has(me, 'supervisor', 'administrator', 'owner')
  useEffect(() => stopPlayback, [])
  return (
    <div className={css.page}>
      <div className="row wrap"><h1>{w('promises.title')}</h1><span className={`muted ${css.said}`}>{w('promises.text')}</span><span className="push" />
        <Segments label={w('promises.period')} value={period} options={[['ever', w('promises.ever')], ['month', w('promises.month')]]} onChange={(p) => go({ period: p === 'month' ? p : '' })} />
        {names.tenants.length > 1 && <NativeSelect aria-label={w('promises.any')} value={search.tenant ?? ''} data={[{ value: '', label: w('promises.any') }, ...names.tenants.map((t) => ({ value: t.id, label: t.name }))]} onChange={(e) => go({ tenant: e.currentTarget.value })} />}
        {has(me, 'supervisor') && <Press look="main" icon={<IconCalendarPlus size={17} aria-hidden />} aria-expanded={search.agree === 'new'} onClick={() => go({ agree: search.agree === 'new' ? '' : 'new' })}>{a('agree.press')}</Press>}
      </div>
      {has(me, 'supervisor') && <Agree open={search.agree === 'new'} onClose={() => go({ agree: '' })} />}
      <Card><Loaded of={summary} bones={<Bones rows={4} />}>{(s) => <Drawing summary={s} hint={mayTake} {...(mayTake && mine ? { proof: proofAddress(mine, from, lang) } : {})} />}</Loaded></Card>
      {search.promise && <Suspense fallback={null}><Details key={search.promise} id={search.promise} onClose={() => go({ promise: '' })} /></Suspense>}
      <List state={state} tenant={search.tenant} closed={summary.data ? summary.data.opened - summary.data.open : 0} onState={(s) => go({ state: s === 'open' ? '' : s })} />
    </div>
  )
}

/** A call that a supervisor agrees on: the form, and afterwards what was promised. */
function Agree({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { w } = useWords(agreeWords)
  const [agreed, setAgreed] = useState<Agreed>()
  if (open) return <Card title={w('agree.title')} className={own.card} side={<Press size="tiny" look="quiet" onClick={onClose}>{w('cancel')}</Press>}><AgreeForm onDone={(a) => { setAgreed(a); onClose() }} /></Card>
  return agreed ? <p className="small strong" role="status">{w('agree.done', { who: agreed.who, when: when(agreed.at, serverNow()) })}</p> : null
}

type View = 'open' | 'closed' | 'questions'
type ListProps = { state: View; tenant?: string; closed: number; onState: (s: View) => void }

function List(p: ListProps) {
  const { w } = useWords(words)
  const narrow = useNarrow()
  const side = <Segments label={w('promises.which')} value={p.state} options={[['open', w('promises.open')], ['closed', w('promises.done')], ['questions', w('promises.questions')]]} onChange={p.onState} />
  if (p.state === 'questions') return <Card title={narrow ? <span className="hidden">{w('promises.questions')}</span> : w('promises.questions')} side={side}><Suspense fallback={<Bones rows={4} />}><Questions {...(p.tenant ? { tenant: p.tenant } : {})} /></Suspense></Card>
  return <Owed {...p} state={p.state} side={side} />
}

function Owed({ state, tenant, closed, side }: Omit<ListProps, 'state'> & { state: 'open' | 'closed'; side: ReactNode }) {
  const { w } = useWords(words)
  const { w: s } = useWords(sharedWords)
  const narrow = useNarrow()
  const asked = usePromises(state, tenant)
  return (
    <>
      <Card title={narrow ? <span className="hidden">{w(state === 'open' ? 'promises.open' : 'promises.done')}</span> : w(state === 'open' ? 'promises.open' : 'promises.done')} side={side}>
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

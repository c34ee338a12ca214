import { IconArrowLeft, IconStar } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { Suspense, lazy, useRef } from 'react'
import type { CallDetails, CallRow } from '../api/types'
import { useDirectory } from '../app/names'
import { has, useMe } from '../app/session'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { Chip } from '../shared/Chip'
import { serverNow } from '../shared/Clock'
import { Redial } from '../desk/Redial'
import { Bones, Loaded } from '../shared/Loaded'
import { pressClass } from '../shared/Press'
import { Tenant } from '../shared/Tenant'
import { minutes, when } from '../shared/time'
import { useCall, useRecordings } from './api'
import css from './call.module.css'
import { Keep } from './Keep'
import { Ladder } from './Ladder'
import { Legs } from './Legs'
import pageWords from './pageWords'
import { Player, type PlayerHandle } from './Player'
import { resultState, resultWord } from './results'
import { Timeline } from './Timeline'
import words from './words'

const Why = lazy(() => import('./Why'))
const Survey = lazy(() => import('./Survey'))

/** One call whole: sound, facts, why this agent, what the telephones said to each other. */
export function CallPage() {
  const { w } = useWords(pageWords)
  const { call: id = '' }: { call?: string } = useParams({ strict: false })
  const asked = useCall(id)
  return (
    <div className={css.page}>
      <Loaded of={asked} bones={<Card label={w('page.record')}><Bones rows={8} /></Card>}>{(page) => <Whole page={page} />}</Loaded>
    </div>
  )
}

function Whole({ page }: { page: CallDetails }) {
  const { w } = useWords(pageWords)
  const player = useRef<PlayerHandle>(null)
  const recordings = useRecordings(page.call.id, page.may_listen)
  const sound = recordings.data?.filter((r) => r.may_listen && r.state !== 'open' && r.state !== 'removed' && r.state !== 'failed') ?? []
  const going = recordings.data?.some((r) => r.state === 'open') ?? false
  return (
    <>
      <Head call={page.call} original={page.original} />
      <Player page={page} sound={sound} waiting={page.may_listen && recordings.isPending} going={going} ref={player} />
      <div className={css.two}>
        <div className={css.column}>
          <Timeline page={page} sound={sound} onSeek={(at) => player.current?.seek(at)} />
          {page.note.text && <Card title={w('page.note')}><p className={css.note}>{page.note.text}</p></Card>}
          <Keep page={page} />
        </div>
        <div className={css.column}>
          <Suspense fallback={<Card><Bones rows={3} /></Card>}><Why page={page} /></Suspense>
          <Suspense fallback={null}><Survey call={page.call.id} /></Suspense>
          <Legs page={page} />
          {page.may_trace && <Ladder page={page} />}
        </div>
      </div>
    </>
  )
}

/** To the lists of the client, with the number already there. */
function MarkCaller({ call }: { call: CallRow }) {
  const { w } = useWords(pageWords)
  if (!has(useMe(), 'supervisor') || !call.number || call.number.masked || !call.inbound) return null
  return <Link to="/calls" search={{ tab: 'callers', tenant: call.tenant, number: call.number.number }} className={pressClass({ look: 'quiet', size: 'tiny', bare: true })} aria-label={w('page.mark')} title={w('page.mark')}><IconStar size={18} stroke={1.7} aria-hidden /></Link>
}

function Head({ call, original }: { call: CallRow; original: CallDetails['original'] }) {
  const { w } = useWords(words)
  const { w: p } = useWords(pageWords)
  const names = useDirectory()
  const disposition = call.disposition && names.entry(call.disposition)?.name
  const agents = call.agents.map((a) => names.name(a)).join(', ')
  return (
    <header className={css.head}>
      <Link to="/calls" className={css.link}><span className="row"><IconArrowLeft size={18} aria-hidden />{p('page.back')}</span></Link>
      <h1>{call.number?.pretty || w('unknown')}</h1><Redial number={call.number?.number} who={call.number?.pretty ?? ''} line={call.line} tenant={call.tenant} /><Chip state={resultState(call.result)}>{w(resultWord(call.result))}</Chip>
      <MarkCaller call={call} />
      {original && <span className="small">{w('calls.diverted', { number: original.pretty })}</span>}
      {agents && <span className="small strong">{agents}</span>}
      {disposition && <span className="small">{disposition}</span>}
      <span className="push small"><Tenant {...names.tenant(call.tenant)} /></span>
      <span className="small muted">{names.name(call.line)}, {when(call.started_at, serverNow())}</span>
      <span className="small muted num">{p('page.figures', { wait: minutes(call.wait_ms), talk: minutes(call.talk_ms), hold: minutes(call.hold_ms) })}</span>
    </header>
  )
}

import { useDirectory } from '../app/names'
import type { CallRow } from '../api/types'
import { resultState, resultWord } from '../call/results'
import callWords from '../call/words'
import { useWords } from '../i18n'
import type { DeskView, ItemView } from '../phone/messages'
import { useNow } from '../shared/Clock'
import { Face } from '../shared/Face'
import { Bones } from '../shared/Loaded'
import { StateMark } from '../shared/StateMark'
import { Tenant } from '../shared/Tenant'
import { minutes, when } from '../shared/time'
import { partner } from './alerts'
import css from './desk.module.css'
import { owedTo, useHistory } from './history'
import { peer } from './party'
import words from './words'

/** Who is on the phone: what is open first, then what was. */
export function CustomerSide({ desk, item }: { desk: DeskView; item: ItemView }) {
  const { w } = useWords(words)
  const names = useDirectory()
  const now = useNow()
  const history = useHistory(desk, item)
  const owed = owedTo(desk, item)
  return (
    <aside className={css.side} aria-label={w('who.label')}>
      <div className="row wide" style={{ alignItems: 'flex-start' }}>
        <Face size={52} />
        <div className="grow"><p className={css.whoName}>{partner(desk, peer(item, names, w('unknown')))}</p><p className="small row"><Tenant {...names.tenant(item.tenant)} /></p><p className="note muted">{names.name(item.line)}</p></div>
      </div>
      {!item.number_id && item.kind !== 'internal' && <p className="small muted">{w('who.hidden')}</p>}
      <section>
        <h2>{w('who.open')}</h2>
        {owed.length === 0 && <p className="small muted">{w('who.nothing-open')}</p>}
        {owed.map((p) => {
          const late = now > p.due_at
          return <div key={p.promise} className={css.openItem}><p className="small strong">{w('who.promise')}</p><p className={`note ${late ? css.late : 'muted'}`}>{when(p.origin_at, now)}, {late ? w('list.late', { time: minutes(now - p.due_at) }) : w('list.in', { time: minutes(p.due_at - now) })}</p></div>
        })}
      </section>
      {item.number_id && <section><h2>{w('who.history')}</h2><History rows={history} now={now} /></section>}
    </aside>
  )
}

function History({ rows, now }: { rows: readonly CallRow[] | undefined; now: number }) {
  const { w } = useWords(words)
  const { w: c } = useWords(callWords)
  const names = useDirectory()
  if (!rows) return <Bones rows={3} />
  if (rows.length === 0) return <p className="small muted">{w('who.first')}</p>
  return (
    <ul className={css.history}>
      {rows.map((r) => (
        <li key={r.id}>
          <StateMark state={resultState(r.result)} />
          <span>{[c(resultWord(r.result)), r.disposition && names.entry(r.disposition)?.name].filter(Boolean).join(', ')}<br /><span className="note muted">{when(r.started_at, now)}{r.talk_ms > 0 && `, ${minutes(r.talk_ms)}`}{r.agents[0] && `, ${names.name(r.agents[0])}`}</span></span>
        </li>
      ))}
    </ul>
  )
}

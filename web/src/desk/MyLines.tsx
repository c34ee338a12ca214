import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import type { DeskView } from '../phone/messages'
import { useNow } from '../shared/Clock'
import { Tenant } from '../shared/Tenant'
import { minutes } from '../shared/time'
import css from './desk.module.css'
import words from './words'

/** Between calls the right column tells what may come: my lines and who waits there. */
export function MyLines({ desk }: { desk: DeskView }) {
  const { w } = useWords(words)
  const names = useDirectory()
  return (
    <aside className={css.side} aria-label={w('day.lines')}>
      <section>
        <h2>{w('day.lines')}</h2>
        {desk.lines.length === 0 && <p className="small muted">{w('day.no-lines')}</p>}
        <ul>
          {desk.lines.map((l) => (
            <li key={l.line} className={css.lineRow}>
              <span className="grow"><span className="small strong clip" style={{ display: 'block' }}>{names.name(l.line)}</span><span className="note muted"><Tenant {...names.tenant(names.entry(l.line)?.tenant)} /></span></span>
              {l.waiting > 0 ? <Waiting count={l.waiting} longest={l.longest} /> : <span className="small muted">{w('day.nobody')}</span>}
            </li>
          ))}
        </ul>
      </section>
    </aside>
  )
}

function Waiting({ count, longest }: { count: number; longest: number }) {
  const { w } = useWords(words)
  const now = useNow()
  return <span className={css.waits}><span className="small strong">{w('day.waiting', { count })}</span><span className="note muted">{w('day.longest', { time: minutes(now - longest) })}</span></span>
}

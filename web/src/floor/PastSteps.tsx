import type { AgentRow } from '../api/types'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import type { Key } from '../i18n/lang'
import { IconEar } from '@tabler/icons-react'
import css from './past.module.css'
import type { Then } from './pastBoard'
import { clockOf } from './PastTrack'
import words from './pastWords'

type Word = Key<typeof words>
const wordOf = (type: string): Word | undefined => (`past.${type}` in words ? (`past.${type}` as Word) : undefined)
const earWord = (mode: string): Word => (mode === 'whisper' ? 'past.ear-whisper' : mode === 'barge' ? 'past.ear-barge' : 'past.ear-listen')

/** What had happened just before the moment, the newest first, and who listened. A press goes there. */
export function PastSteps({ was, onMove }: { was: Then; onMove: (at: number) => void }) {
  const { w } = useWords(words)
  const names = useDirectory()
  const steps = was.steps.flatMap((s) => { const word = wordOf(s.type); return word ? [{ ...s, word }] : [] })
  const ears = (was.agents as AgentRow[]).flatMap((a) => (a.ear && a.ear.since > 0 ? [{ seat: a.agent, ear: a.ear }] : []))
  const whom = (call: string) => names.name(was.calls.find((c) => c.call === call)?.agent)
  return (
    <div className={css.steps}>
      <h2 className="small strong">{w('past.steps')}</h2>
      {steps.length === 0 ? <p className="small muted">{w('past.quiet')}</p> : (
        <ol>
          {steps.map((s) => <li key={`${s.at}${s.type}${s.call ?? ''}${s.agent ?? ''}`}><button type="button" onClick={() => onMove(s.at + 999)}><time>{clockOf(s.at)}</time>{w(s.word, { line: names.name(s.line), agent: names.name(s.agent) })}</button></li>)}
        </ol>
      )}
      {ears.length > 0 && <p className={css.ears}><IconEar size={17} stroke={1.8} aria-label={w('past.ears')} />{ears.map((e) => w(earWord(e.ear.mode), { who: names.name(e.seat), whom: whom(e.ear.call) })).join('; ')}</p>}
    </div>
  )
}

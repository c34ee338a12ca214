import { useState } from 'react'
import type { CallDetails, Fact, RecordingInfo } from '../api/types'
import { useDirectory } from '../app/names'
import { useLang, useWords } from '../i18n'
import { say } from '../i18n/say'
import promiseWords from '../promise/words'
import { Card } from '../shared/Card'
import { numbersOf } from './legs'
import { Segments } from '../shared/Segments'
import { StateMark } from '../shared/StateMark'
import { minutes } from '../shared/time'
import css from './call.module.css'
import factWords from './factWords'
import { tellFact } from './facts'
import pageWords from './pageWords'
import words from './words'

/** Facts on a timeline: when, what, its name in grey. Times with sound are buttons. */
export function Timeline({ page, sound, onSeek }: { page: CallDetails; sound: readonly RecordingInfo[]; onSeek: (at: number) => void }) {
  const { w } = useWords(pageWords)
  const { w: f } = useWords(factWords)
  const lang = useLang()
  const names = useDirectory()
  const [depth, setDepth] = useState<'main' | 'every'>('main')
  const sub = (key: string) => say([factWords, words, promiseWords], lang, key).replace(/^\w+\.(\w+)$/, '$1')
  const numbers = numbersOf(page)
  const told = (page.facts as Fact[]).map((fact) => ({ fact, ...tellFact(fact, names, sub, (id) => numbers.get(id)) })).filter((t) => depth === 'every' || !t.minor)
  const heard = (at: number) => sound.slice(0, 1).some((s) => at >= s.started_at && at <= s.started_at + s.ms)
  return (
    <Card title={w('page.facts')} side={<Segments label={w('page.facts')} value={depth} options={[['main', w('page.main')], ['every', w('page.every')]]} onChange={setDepth} />}>
      <ol className={css.facts}>
        {told.map(({ fact, word, params, state }) => {
          const time = minutes(fact.at - page.call.started_at)
          return (
            <li key={fact.seq}>
              <span className="muted num">{heard(fact.at) ? <button type="button" onClick={() => onSeek(fact.at)}>{time}</button> : time}</span>
              <StateMark state={state} />
              <span>{f(word, params)}</span><code>{fact.type}</code>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}

import { resultWord } from '../call/results'
import callWords from '../call/words'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import type { DeskView, ItemView } from '../phone/messages'
import { useNow } from '../shared/Clock'
import { minutes, when } from '../shared/time'
import css from './desk.module.css'
import { owedTo, useHistory } from './history'
import words from './words'

/** Two facts about who calls, before anything is asked. */
export function Known({ desk, item }: { desk: DeskView; item: ItemView }) {
  const { w } = useWords(words)
  const { w: c } = useWords(callWords)
  const names = useDirectory()
  const now = useNow()
  const history = useHistory(desk, item)
  const last = history?.[0]
  const facts: string[] = []
  if (owedTo(desk, item).length > 0 && item.kind === 'call') facts.push(w('in.promise'))
  if (last) {
    const agent = last.agents[0]
    facts.push(last.talk_ms > 0 && agent
      ? w('in.last-talk', { when: when(last.started_at, now), time: minutes(last.talk_ms), agent: names.name(agent) })
      : w('in.last', { when: when(last.started_at, now), result: c(resultWord(last.result)) }))
  } else if (history && item.number_id) facts.push(w('in.first'))
  if (!item.number_id) facts.push(w('who.hidden'))
  return <ul className={css.known} aria-label={w('in.known')}>{facts.map((f) => <li key={f}>{f}</li>)}</ul>
}

import type { CallDetails } from '../api/types'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { StateMark } from '../shared/StateMark'
import { minutes } from '../shared/time'
import css from './call.module.css'
import pageWords from './pageWords'

const rules = ['level', 'reoffer_delay', 'device', 'busy'] as const
const sentences = { 'why.longest_idle': 'why.longest_idle', 'why.only_one': 'why.only', 'why.asked': 'why.asked' } as const
const isSentence = (c: string): c is keyof typeof sentences => c in sentences
const isRule = (r: string): r is (typeof rules)[number] => (rules as readonly string[]).includes(r)

/** Why this agent, in one sentence; who would have been next; who was kept out and by which rule. */
export function Why({ page }: { page: CallDetails }) {
  const { w } = useWords(pageWords)
  const names = useDirectory()
  const { why, call } = page
  if (!why) return call.inbound && call.result !== 'live' ? <Card title={w('page.why')}><p className={`${css.why} small muted`}>{w('why.none')}</p></Card> : null
  const agent = names.name(why.agent)
  const idle = minutes(why.idle_ms ?? 0)
  const sentence = isSentence(why.code) ? w(sentences[why.code], { agent, time: idle }) : w('why.other', { agent, rule: why.code.replace(/^why\./, '') })
  return (
    <Card title={w('page.why')}>
      <div className={css.why}>
        <p className="strong">{sentence}</p>
        <p className="small muted">{why.eligible > 1 && w('why.eligible', { count: why.eligible })} {why.runner_up && w('why.next', { agent: names.name(why.runner_up), time: minutes(why.runner_up_idle_ms ?? 0) })}</p>
        {why.excluded.length > 0 && (
          <ul>{why.excluded.map((x) => <li key={x.agent + x.rule}><StateMark state="offline" size={14} />{w('why.excluded', { agent: names.name(x.agent), rule: isRule(x.rule) ? w(`rule.${x.rule}`) : x.rule })}</li>)}</ul>
        )}
      </div>
    </Card>
  )
}

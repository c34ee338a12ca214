import type { CallDetails } from '../api/types'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { writeNumber } from '../i18n/say'
import { Card } from '../shared/Card'
import { Chip } from '../shared/Chip'
import { StateMark } from '../shared/StateMark'
import { minutes } from '../shared/time'
import css from './call.module.css'
import factWords from './factWords'
import { soundOf, timesOf, whoOf } from './legs'
import pageWords from './pageWords'

type Leg = CallDetails['legs'][number]
type CauseWord = keyof typeof factWords & `cause.${string}`
const isCause = (k: string): k is CauseWord => k in factWords

/** Each telephone of the call: how long it rang, how long it was connected, why it ended. */
export function Legs({ page }: { page: CallDetails }) {
  const { w } = useWords(pageWords)
  if (page.legs.length === 0) return null
  return <Card title={w('page.legs')}><ul className={css.legs}>{page.legs.map((l) => <One key={l.leg} leg={l} />)}</ul></Card>
}

function One({ leg }: { leg: Leg }) {
  const { w } = useWords(pageWords)
  const { w: f } = useWords(factWords)
  const names = useDirectory()
  const { rang, talked, now } = timesOf(leg)
  const key = `cause.${leg.cause ?? ''}`
  const cause = isCause(key) ? f(key) : (leg.cause ?? '')
  const said = [rang !== undefined && rang >= 1000 && w('legs.rang', { time: minutes(rang) }), talked !== undefined && w('legs.talked', { time: minutes(talked) }), now && w('legs.now'), cause && (leg.code ? w('legs.cause', { cause, code: String(leg.code) }) : cause)].filter(Boolean)
  return (
    <li>
      <StateMark state={talked !== undefined || now ? 'talking' : 'offline'} />
      <span><strong className="strong">{whoOf(leg, names)}</strong>{leg.caller && <span className="muted">, {w('legs.caller')}</span>}<br /><span className="note muted">{said.join(', ')}</span><Sound quality={leg.quality} /></span>
    </li>
  )
}

const tones = { good: 'ready', fair: 'wrapup', bad: 'alarm', 'one-way': 'alarm', none: 'offline' } as const

/** How its sound crossed the network: a word, then the figures. */
function Sound({ quality: q }: { quality: Leg['quality'] }) {
  const { w, lang } = useWords(pageWords)
  const sound = soundOf(q)
  if (!q || !sound) return null
  const figure = (n: number) => writeNumber(lang, Math.round(n * 10) / 10)
  return <span className={css.sound}><Chip state={tones[sound]}>{w(`sound.${sound}`)}</Chip>{q.mos > 0 && <span className="note muted">{w('sound.figures', { mos: figure(q.mos), loss: figure(q.loss_pct), jitter: figure(q.jitter_ms) })}</span>}</span>
}

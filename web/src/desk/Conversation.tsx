import { IconMicrophone2, IconMicrophone2Off } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useWords } from '../i18n'
import type { DeskView, ItemView } from '../phone/messages'
import { CallStrip } from '../shared/CallStrip'
import { Card } from '../shared/Card'
import { useNow } from '../shared/Clock'
import { stretches } from '../shared/parts'
import css from './desk.module.css'
import { Form } from './Form'
import { useGreeting } from './greeting'
import { Known } from './Known'
import { useLine } from './line'
import { HelpLine, HelpPress } from './Help'
import { Notice } from './Notice'
import { Over } from './Over'
import words from './words'

const Returned = lazy(() => import('../handover/Third').then((m) => ({ default: m.Returned })))
const Owing = lazy(() => import('../promise/Owing'))

/** What to say above, outcome and note below; notices of hold, wrap-up and lost connection on top. */
export function Conversation({ desk, item }: { desk: DeskView; item: ItemView }) {
  const { w } = useWords(words)
  const line = useLine(item.line)
  const said = useGreeting(item)
  const greeting = item.return ? '' : said
  const recorded = item.recording
  return (
    <section className={css.talk} aria-label={w('talk.label')}>
      <Notice desk={desk} item={item} />
      <Suspense><Returned desk={desk} item={item} /></Suspense>
      <HelpLine desk={desk} />
      <div className={css.scroll} tabIndex={0} role="region" aria-label={w('talk.course')}>
        <h1 className="hidden">{w('talk.label')}</h1>
        <Over item={item} />
        {item.return && item.ended_at === 0 && <Suspense fallback={null}><Owing desk={desk} item={item} why={item.return} /></Suspense>}
        {(greeting || line?.guide) && (
          <Card>
            <div className={css.script}>
              {greeting && <p className={css.sayText}><small>{w('in.say')}</small>{greeting}</p>}
              {line?.guide && <div className="stack"><h2>{w('talk.guide')}</h2><p className={css.stepText}>{line.guide}</p></div>}
            </div>
          </Card>
        )}
        <Card>
          <div className={css.course}>
            <div className="row"><h2>{w('talk.course')}</h2><HelpPress desk={desk} />{item.answered_at > 0 && item.ended_at === 0 && <span className="push row note muted">{recorded ? <IconMicrophone2 size={15} aria-hidden /> : <IconMicrophone2Off size={15} aria-hidden />}{w(recorded ? 'call.recorded' : 'call.unrecorded')}</span>}</div>
            <Strip item={item} />
            <Known desk={desk} item={item} />
          </div>
        </Card>
      </div>
      <Form desk={desk} item={item} />
    </section>
  )
}

function Strip({ item }: { item: ItemView }) {
  return <CallStrip parts={stretches(item.parts, useNow())} height={12} />
}

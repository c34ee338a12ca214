import { NativeSelect, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { asProblem } from '../api/problem'
import { told } from '../api/told'
import type { PromiseFact, PromiseRow } from '../api/types'
import { useDirectory } from '../app/names'
import { has, useMe } from '../app/session'
import { Enquiries } from '../enquiry/Enquiries'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { serverNow } from '../shared/Clock'
import { Bones, Loaded } from '../shared/Loaded'
import { Press, pressClass } from '../shared/Press'
import { Tenant } from '../shared/Tenant'
import { when } from '../shared/time'
import { fieldOf, momentOf } from './agree'
import { useChange, usePromise, useRequests } from './api'
import { closeWord } from './Drawing'
import css from './details.module.css'
import ledger from './words'
import words from './storyWords'

/** One promise whole: who asked, what happened, what is asked of others, and moving it. */
export function Details({ id, onClose }: { id: string; onClose: () => void }) {
  const { w } = useWords(words)
  const { w: l } = useWords(ledger)
  const me = useMe()
  const names = useDirectory()
  const asked = usePromise(id)
  const request = useRequests([id]).get(id)
  const p = asked.data?.promise
  const staff = has(me, 'agent', 'supervisor')
  const here = useRef<HTMLDivElement>(null)
  // It was opened from a row that may be far below.
  useEffect(() => here.current?.scrollIntoView({ block: 'nearest' }), [])
  return (
    <div ref={here}><Card title={p ? p.number?.pretty || l('unknown') : w('story.title')} side={<>{p && <Tenant {...names.tenant(p.tenant)} />}<Press look="quiet" size="tiny" icon={<IconX size={18} aria-hidden />} aria-label={l('close')} onClick={onClose} /></>}>
      <Loaded of={asked} bones={<Bones rows={4} />}>
        {({ promise, facts }) => (
          <div className={css.columns}>
            <section aria-label={w('story.title')}>
              {request && <p className="small">{[request.name, w('story.site', { site: request.site.replace(/^https?:\/\//, '') })].filter(Boolean).join(', ')}</p>}
              <ol className={css.story}>{((facts ?? []) as PromiseFact[]).filter((f) => /^(promise|attempt)\./.test(f.type)).map((f) => <Fact key={f.seq} fact={f} />)}</ol>
              {has(me, 'supervisor') && promise.state !== 'closed' && <Change promise={promise} />}
            </section>
            {staff && <Enquiries promise={promise} />}
          </div>
        )}
      </Loaded>
    </Card></div>
  )
}

type StoryWord = keyof typeof words & `story.${string}`

/** The words of a fact: by its type and, where that matters, by what it says. */
function wordOf(f: PromiseFact): StoryWord {
  const how = String(f.data['outcome'] ?? f.data['why'] ?? '')
  for (const name of [`story.${f.type}:${how}`, `story.${f.type}`, `story.${f.type}:other`]) if (name in words) return name as StoryWord
  return 'story.other'
}

function Fact({ fact: f }: { fact: PromiseFact }) {
  const { w } = useWords(words)
  const { w: l } = useWords(ledger)
  const names = useDirectory()
  const now = serverNow()
  const moment = Number(f.data['due_at'] || f.data['until'] || 0)
  const next = Number(f.data['next_at'] ?? 0)
  const who = f.agent ?? (f.actor?.startsWith('agt_') ? f.actor : f.actor?.startsWith('usr_') ? f.actor.replace('usr_', 'agt_') : '')
  return (
    <li>
      <time className="note muted">{when(f.at, now)}</time>
      <span className="small">{w(wordOf(f), { time: moment > 0 ? when(moment, now) : '', n: Number(f.data['n'] ?? 0), why: f.type === 'promise.closed' ? l(closeWord(String(f.data['reason'] ?? ''))) : '' })}
        <span className="note muted">{[who && names.name(who), next > 0 && w('story.next', { time: when(next, now) })].filter(Boolean).map((t) => `, ${t}`)}</span>
      </span>
    </li>
  )
}

function Change({ promise: p }: { promise: PromiseRow }) {
  const { w, lang } = useWords(words)
  const { w: l } = useWords(ledger)
  const names = useDirectory()
  const change = useChange(p.id)
  const [at, setAt] = useState('')
  const [owner, setOwner] = useState(p.owner ?? '')
  const moment = at === '' ? 0 : momentOf(at)
  const send = (e: FormEvent) => { e.preventDefault(); change.mutate({ ...(moment > 0 ? { at: moment } : {}), ...(owner ? { owner } : {}) }) }
  const failure = change.error ? asProblem(change.error) : undefined
  return (
    <form className={css.change} onSubmit={send} aria-label={w('story.change')}>
      <TextInput type="datetime-local" label={w('story.at')} description={w('story.at-text')} value={at} min={fieldOf(serverNow())} onChange={(e) => setAt(e.currentTarget.value)} />
      <NativeSelect label={w('story.owner')} value={owner} data={[{ value: '', label: w('story.free') }, ...names.agents.filter((a) => !a.removed).map((a) => ({ value: a.id, label: a.name }))]} onChange={(e) => setOwner(e.currentTarget.value)} />
      <div className="row wrap">
        <button type="submit" className={pressClass({})} disabled={Number.isNaN(moment) || (moment === 0 && owner === (p.owner ?? ''))} aria-busy={change.isPending}>{l('save')}</button>
        {change.isSuccess && <span className="note muted" role="status">{w('story.saved')}</span>}
        {failure && <span className={`note ${css.bad}`} role="alert">{told(lang, failure.code, failure.params, words)}</span>}
      </div>
    </form>
  )
}

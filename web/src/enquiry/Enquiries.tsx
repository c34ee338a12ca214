import { NativeSelect, TextInput, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { asProblem } from '../api/problem'
import { told } from '../api/told'
import type { PromiseRow } from '../api/types'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { serverNow } from '../shared/Clock'
import { Bones, Loaded } from '../shared/Loaded'
import { pressClass } from '../shared/Press'
import { Segments } from '../shared/Segments'
import { fieldOf, momentOf } from '../promise/agree'
import { useAsk, useOfPromise } from './api'
import css from './enquiry.module.css'
import { One } from './One'
import words from './words'

/** What was asked of others about a promise, and the form for one question more. */
export function Enquiries({ promise: p }: { promise: PromiseRow }) {
  const { w } = useWords(words)
  const asked = useOfPromise(p.id)
  return (
    <section aria-label={w('enq.title')} className={css.side}>
      <Loaded of={asked} bones={<Bones rows={2} />} tables={words}>
        {(list) => <>
          {(list ?? []).length > 0 && <ul className={css.bare}>{(list ?? []).map((e) => <One key={e.id} of={e} />)}</ul>}
          {p.state !== 'closed' && !(list ?? []).some((e) => e.state === 'open') && <AskForm promise={p.id} />}
        </>}
      </Loaded>
    </section>
  )
}

const hourMS = 3_600_000

function AskForm({ promise }: { promise: string }) {
  const { w, lang } = useWords(words)
  const names = useDirectory()
  const send = useAsk(promise)
  const [kind, setKind] = useState<'user' | 'mail' | 'person'>('user')
  const [user, setUser] = useState('')
  const [mail, setMail] = useState('')
  const [name, setName] = useState('')
  const [question, setQuestion] = useState('')
  const [quick] = useState(() => ([['hour', 1], ['four', 4], ['day', 24]] as const).map(([word, h]) => [fieldOf(serverNow() + h * hourMS), w(`enq.${word}`)] as const))
  const [until, setUntil] = useState(quick[1]?.[0] ?? '')
  const failure = send.error ? asProblem(send.error) : undefined
  const wrong = (...codes: string[]) => (failure && codes.includes(failure.code) ? told(lang, failure.code, failure.params, words) : undefined)
  const shown = ['enquiry.question', 'enquiry.deadline', 'enquiry.whom']
  const whom = kind === 'user' ? user : kind === 'mail' ? mail : name
  const submit = (e: FormEvent) => {
    e.preventDefault()
    send.mutate({ kind, question, deadline: momentOf(until) || 0, ...(kind === 'user' ? { user: user.replace('agt_', 'usr_') } : kind === 'mail' ? { mail: mail.trim() } : { name: name.trim() }) })
  }
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <p className="note muted">{w('enq.text')}</p>
      <Segments label={w('enq.ask-whom')} value={kind} options={[['user', w('enq.user')], ['mail', w('enq.mail')], ['person', w('enq.person')]]} onChange={setKind} />
      {kind === 'user' && <NativeSelect label={w('enq.user-label')} value={user} error={wrong('enquiry.whom')} data={[{ value: '', label: w('enq.user-none') }, ...names.agents.filter((a) => !a.removed).map((a) => ({ value: a.id, label: a.name }))]} onChange={(e) => setUser(e.currentTarget.value)} />}
      {kind === 'mail' && <TextInput type="email" label={w('enq.mail-label')} description={w('enq.mail-text')} maxLength={254} value={mail} error={wrong('enquiry.whom')} onChange={(e) => setMail(e.currentTarget.value)} />}
      {kind === 'person' && <TextInput label={w('enq.person-label')} description={w('enq.person-text')} maxLength={100} value={name} error={wrong('enquiry.whom')} onChange={(e) => setName(e.currentTarget.value)} />}
      <Textarea label={w('enq.question')} description={w('enq.question-text')} autosize minRows={2} maxRows={6} maxLength={1000} value={question} error={wrong('enquiry.question')} onChange={(e) => setQuestion(e.currentTarget.value)} />
      <div className={css.until}>
        <TextInput type="datetime-local" label={w('enq.deadline')} value={until} error={wrong('enquiry.deadline')} onChange={(e) => setUntil(e.currentTarget.value)} />
        <Segments label={w('enq.deadline')} value={until} options={quick} onChange={setUntil} />
      </div>
      {failure && !shown.includes(failure.code) && <p className={`note ${css.bad}`} role="alert">{told(lang, failure.code, failure.params, words)}</p>}
      <button type="submit" className={pressClass({ look: 'main' })} disabled={whom.trim() === '' || question.trim() === '' || Number.isNaN(momentOf(until))} aria-busy={send.isPending}>{w('enq.ask')}</button>
    </form>
  )
}

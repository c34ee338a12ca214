import { Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { asProblem } from '../api/problem'
import { told } from '../api/told'
import type { Enquiry } from '../api/types'
import { useDirectory } from '../app/names'
import { has, useMe } from '../app/session'
import { useWords } from '../i18n'
import { Chip } from '../shared/Chip'
import { serverNow } from '../shared/Clock'
import { Press, pressClass } from '../shared/Press'
import { when } from '../shared/time'
import type { State } from '../theme/tokens'
import { useAnswer, useResend, useWithdraw } from './api'
import css from './enquiry.module.css'
import words from './words'

const tones: Record<Enquiry['state'], State> = { open: 'hold', answered: 'ready', expired: 'alarm', withdrawn: 'offline' }

/** A user's name: agents are the users that the directory names. */
export const agentOf = (user: string) => user.replace('usr_', 'agt_')

/** One question: to whom, until when, how far its letter is, the answer or the place for it. */
export function One({ of: e, linked = false }: { of: Enquiry; linked?: boolean }) {
  const { w, lang } = useWords(words)
  const me = useMe()
  const names = useDirectory()
  const now = serverNow()
  const withdraw = useWithdraw(e.id)
  const resend = useResend(e.id)
  const whom = e.kind === 'user' ? names.name(agentOf(e.user ?? '')) : [e.name, e.mail].filter(Boolean).join(', ')
  const staff = has(me, 'agent', 'supervisor')
  const failure = withdraw.error ?? resend.error
  const letter = e.letter === 'waiting' ? (e.why ? w('letter.retry', { why: e.why }) : w('letter.waiting')) : e.letter === 'failed' ? w('letter.failed', { why: e.why ?? '' }) : e.letter === 'sent' && e.state === 'open' ? w('letter.sent') : ''
  return (
    <li className={css.one}>
      <p className="row wrap"><Chip state={tones[e.state]}>{w(`enqs.${e.state}`)}</Chip><span className="note muted">{w('enq.to', { whom, time: when(e.deadline, now) })}</span></p>
      <p className={css.text}>{e.question}</p>
      {e.answer && <p className={css.answer}>{e.answer}<span className="note muted">{[e.answered_by === 'link' ? w('enq.by-link') : names.name(agentOf(e.answered_by ?? '')), e.ended_at ? when(e.ended_at, now) : ''].filter(Boolean).join(', ')}</span></p>}
      {letter && <p className={e.letter === 'failed' ? `note ${css.bad}` : 'note muted'}>{letter}</p>}
      <p className="row wrap">
        <span className="note muted">{w('enq.by', { name: names.name(agentOf(e.asked_by)), time: when(e.asked_at, now) })}</span>
        {linked && staff && <Link to="/promises" search={(s: Record<string, unknown>) => ({ ...s, promise: e.promise })} className={pressClass({ look: 'quiet', size: 'tiny' })}>{w('enq.open-promise')}</Link>}
        {e.state === 'open' && staff && <span className="push row">
          {e.kind === 'mail' && <Press size="tiny" look="quiet" aria-busy={resend.isPending} onClick={() => resend.mutate(undefined)}>{w('enq.resend')}</Press>}
          <Press size="tiny" look="quiet" aria-busy={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>{w('enq.withdraw')}</Press>
        </span>}
      </p>
      {failure && <p className={`note ${css.bad}`} role="alert">{told(lang, asProblem(failure).code, asProblem(failure).params, words)}</p>}
      {e.state === 'open' && (e.mine || staff) && <Answer of={e} />}
    </li>
  )
}

function Answer({ of: e }: { of: Enquiry }) {
  const { w, lang } = useWords(words)
  const answer = useAnswer(e.id)
  const [text, setText] = useState('')
  const failure = answer.error ? asProblem(answer.error) : undefined
  const send = (ev: FormEvent) => { ev.preventDefault(); if (text.trim()) answer.mutate(text) }
  return (
    <form className={css.reply} onSubmit={send}>
      <Textarea aria-label={w('enq.answer')} placeholder={w('enq.answer')} autosize minRows={1} maxRows={6} maxLength={2000} value={text} error={failure && told(lang, failure.code, failure.params, words)} onChange={(ev) => setText(ev.currentTarget.value)} />
      <button type="submit" className={pressClass({})} disabled={text.trim() === ''} aria-busy={answer.isPending}>{w('enq.send')}</button>
    </form>
  )
}

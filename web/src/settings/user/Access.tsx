import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Answer, ask } from '../../api/client'
import { asProblem } from '../../api/problem'
import type { User } from '../../api/settings'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { serverNow } from '../../shared/Clock'
import { Failed } from '../../shared/Loaded'
import { Press } from '../../shared/Press'
import { StateMark } from '../../shared/StateMark'
import { when } from '../../shared/time'
import { useMayChange } from '../Kinds'
import css from '../settings.module.css'
import words from './words'

/** The way in: a one-time link that is shown once, and the door for all sessions. */
export function Access({ user }: { user: User }) {
  const { w } = useWords(words)
  const mayChange = useMayChange()
  const link = useMutation({ mutationFn: () => ask('post', '/users/{user}/link', { path: { user: user.id } }) })
  const out = useMutation({ mutationFn: () => ask('delete', '/users/{user}/sessions', { path: { user: user.id } }) })
  const error = link.error ?? out.error
  return (
    <Card title={w('user.access')}>
      <div className={css.live}>
        <ul><li><StateMark state={user.waiting ? 'ringing' : 'ready'} />{w(user.waiting ? 'user.waiting' : 'user.can-enter')}</li></ul>
        {link.data ? <Shown link={link.data} /> : mayChange && <><p className="note muted">{w('user.link-text')}</p><Press look={user.waiting ? 'main' : undefined} aria-busy={link.isPending} onClick={() => link.mutate()}>{w(user.waiting ? 'user.make-link' : 'user.reset-link')}</Press></>}
        {mayChange && !user.waiting && <Press look="quiet" aria-busy={out.isPending} onClick={() => out.mutate()}>{w(out.isSuccess ? 'user.signed-out' : 'user.sign-out')}</Press>}
        {error && <Failed error={asProblem(error)} tables={words} />}
      </div>
    </Card>
  )
}

/** A page that came without TLS has no clipboard; the link is selected by a click then. */
const copies = 'clipboard' in navigator && window.isSecureContext

function Shown({ link }: { link: Answer<'post', '/users/{user}/link'> }) {
  const { w } = useWords(words)
  const [copied, setCopied] = useState(false)
  const whole = `${location.origin}${link.path}`
  return (
    <div className={css.secret} role="status">
      <strong className="small strong">{w('user.link')}</strong>
      <code>{whole}</code>
      <span className="note muted">{w('user.until', { time: when(link.ends, serverNow()) })}</span>
      {copies && <div><Press size="tiny" onClick={() => void navigator.clipboard.writeText(whole).then(() => setCopied(true))}>{w(copied ? 'user.copied' : 'user.copy')}</Press></div>}
    </div>
  )
}

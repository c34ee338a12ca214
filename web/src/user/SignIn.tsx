import { PasswordInput, TextInput } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { ask } from '../api/client'
import { asProblem } from '../api/problem'
import { told } from '../api/told'
import { forget } from '../app/session'
import { useWords } from '../i18n'
import { pressClass } from '../shared/Press'
import { Front } from './Front'
import css from './user.module.css'
import words from './words'

/** An address of this site only: a link must not send a person who signs in to another one. */
export const safeBack = (back: unknown): string => (typeof back === 'string' && /^\/(?![/\\])/.test(back) ? back : '/')

export function SignIn() {
  const { w, lang } = useWords(words)
  const navigate = useNavigate()
  const search: { back?: string } = useSearch({ strict: false })
  const [wrong, setWrong] = useState('')
  const [busy, setBusy] = useState(false)
  const login = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const enter = async (e: FormEvent) => {
    e.preventDefault()
    const name = login.current?.value.trim() ?? ''
    const secret = password.current?.value ?? ''
    if (!name || !secret) {
      setWrong(w('in.empty'));
      (name ? password : login).current?.focus()
      return
    }
    setBusy(true)
    try {
      await ask('post', '/session', { body: { login: name, password: secret } })
      forget()
      void navigate({ to: safeBack(search.back) })
    } catch (err) {
      const p = asProblem(err)
      setWrong(told(lang, p.code, p.params, words))
      password.current?.focus()
      password.current?.select()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Front>
      <form className="stack wide" aria-label={w('in.label')} onSubmit={(e) => void enter(e)}>
        <h2 className={css.title}>{w('in.label')}</h2>
        <TextInput size="md" ref={login} label={w('in.login')} autoComplete="username" autoCapitalize="none" spellCheck={false} />
        <PasswordInput size="md" ref={password} label={w('in.password')} autoComplete="current-password" aria-invalid={wrong !== '' || undefined} aria-describedby="wrong" visibilityToggleButtonProps={{ 'aria-label': w('in.show') }} />
        <p id="wrong" className={css.wrong} role="status">{wrong}</p>
        <button type="submit" className={pressClass({ look: 'main', size: 'big' })} aria-busy={busy}>{w('in.enter')}</button>
        <p className="note muted">{w('in.forgot')}</p>
      </form>
    </Front>
  )
}

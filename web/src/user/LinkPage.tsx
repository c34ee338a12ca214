import { PasswordInput, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { type Answer, ask } from '../api/client'
import { asProblem } from '../api/problem'
import { told } from '../api/told'
import { forget } from '../app/session'
import { useWords } from '../i18n'
import { Loaded } from '../shared/Loaded'
import { pressClass } from '../shared/Press'
import { Front } from './Front'
import css from './user.module.css'
import words from './words'

const shortest = 12
type LinkInfo = Answer<'get', '/links/{token}'>

/** A one-time link: it is looked at, a password is chosen, and one is signed in. */
export function LinkPage() {
  const { w } = useWords(words)
  const { token = '' }: { token?: string } = useParams({ strict: false })
  const link = useQuery({ queryKey: ['link', token], queryFn: ({ signal }) => ask('get', '/links/{token}', { path: { token }, signal }), retry: false, staleTime: Infinity })
  const gone = link.error && asProblem(link.error).status !== 0
  return (
    <Front>
      {gone ? (
        <div className="stack wide">
          <h2 className={css.title}>{w('link.gone')}</h2>
          <p className="muted">{w('link.gone-text')}</p>
          <Link to="/signin" className={pressClass({ size: 'big' })}>{w('link.to-signin')}</Link>
        </div>
      ) : <Loaded of={link}>{(info) => <Choose token={token} info={info} />}</Loaded>}
    </Front>
  )
}

function Choose({ token, info }: { token: string; info: LinkInfo }) {
  const { w, lang } = useWords(words)
  const navigate = useNavigate()
  const [login, setLogin] = useState(info.login)
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState('')
  const left = shortest - [...password].length
  const save = async (e: FormEvent) => {
    e.preventDefault()
    if (left > 0 || login.trim() === '') return
    try {
      await ask('post', '/links/{token}', { path: { token }, body: { login: login.trim(), password } })
      forget()
      void navigate({ to: '/' })
    } catch (err) {
      const p = asProblem(err)
      setWrong(told(lang, p.code, p.params, words))
    }
  }
  return (
    <form className="stack wide" aria-label={w('link.title')} onSubmit={(e) => void save(e)}>
      <h2 className={css.title}>{info.name ? `${w('link.title')}, ${info.name}` : w('link.title')}</h2>
      <p className="muted">{w(info.for === 'first_start' ? 'link.first' : 'link.reset')}</p>
      <TextInput size="md" label={w('in.login')} value={login} onChange={(e) => setLogin(e.currentTarget.value)} readOnly={info.login !== '' && info.for !== 'first_start'} autoComplete="username" autoCapitalize="none" spellCheck={false} />
      <PasswordInput size="md" label={w('link.password')} description={w('link.rule')} value={password} onChange={(e) => setPassword(e.currentTarget.value)} autoComplete="new-password" visibilityToggleButtonProps={{ 'aria-label': w('in.show') }} />
      <p className={wrong ? css.wrong : 'note muted'} role="status">{wrong || (password !== '' && left > 0 ? w('link.short', { count: left }) : '')}</p>
      <button type="submit" className={pressClass({ look: 'main', size: 'big' })} disabled={left > 0 || login.trim() === ''}>{w('link.enter')}</button>
    </form>
  )
}

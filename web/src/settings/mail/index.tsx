import { NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client'
import { asProblem } from '../../api/problem'
import type { MailServer } from '../../api/settings'
import { told } from '../../api/told'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Bones, Failed, Loaded } from '../../shared/Loaded'
import { pressClass } from '../../shared/Press'
import { NumberField } from '../Fields'
import css from '../settings.module.css'
import { useForm } from '../useForm'
import frame from '../words'
import words from './words'

const key = ['settings', '/mail']
type Form = { host: string; port: number; security: 'tls' | 'starttls' | 'none'; user: string; secret: string; from: string; name: string; address: string }
const formOf = (m: MailServer): Form => ({ host: m.host, port: m.port, security: m.security, user: m.user ?? '', secret: '', from: m.from, name: m.name ?? '', address: m.address ?? '' })
const fieldOf: Record<string, keyof Form> = { 'mail.host': 'host', 'mail.port': 'port', 'mail.security': 'security', 'mail.from': 'from', 'mail.user': 'user', 'mail.user_needs_secret': 'secret', 'mail.address': 'address' }

/** The house's mail server: one form, and a letter to see whether it works. */
function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const asked = useQuery({ queryKey: key, queryFn: ({ signal }) => ask('get', '/mail', { signal }) })
  return (
    <>
      <div className={css.head}><h1>{f('set.mail')}</h1><span className="muted">{w('mail.text')}</span></div>
      <Loaded of={asked} bones={<Bones rows={6} />} tables={words}>{(m) => <div className={css.form}><Server kept={m} /><Test on={m.host !== ''} /></div>}</Loaded>
    </>
  )
}

function Server({ kept }: { kept: MailServer }) {
  const { w, lang } = useWords(words)
  const client = useQueryClient()
  const form = useForm<Form>('mail', formOf(kept))
  const { value, set } = form
  const save = useMutation({
    mutationFn: () => ask('put', '/mail', { body: { ...value, version: kept.version } }),
    onSuccess: (m) => { form.rebase(formOf(m), false); client.setQueryData(key, m) },
  })
  const refused = save.error ? asProblem(save.error) : undefined
  const at = refused && fieldOf[refused.code]
  const wrong = (field: keyof Form) => (at === field && refused ? told(lang, refused.code, refused.params, words) : undefined)
  return (
    <form onSubmit={(e) => { e.preventDefault(); save.mutate() }}>
      <Card title={w('mail.server')}>
        <div className={css.live}>
          {refused && !at && <Failed error={refused} tables={words} />}
          <TextInput label={w('mail.host-label')} description={w('mail.host')} value={value.host} maxLength={253} error={wrong('host')} onChange={(e) => set({ host: e.currentTarget.value })} />
          <NativeSelect label={w('mail.security-label')} value={value.security} error={wrong('security')} data={(['starttls', 'tls', 'none'] as const).map((s) => ({ value: s, label: w(`mail.${s}`) }))} onChange={(e) => { const security = e.currentTarget.value as Form['security']; set({ security, ...(security === 'tls' ? { port: 465 } : security === 'starttls' ? { port: 587 } : {}) }) }} />
          <NumberField label={w('mail.port-label')} value={value.port} max={65535} onChange={(port) => set({ port })} />
          <TextInput label={w('mail.user-label')} description={w('mail.user-text')} autoComplete="off" value={value.user} maxLength={254} error={wrong('user')} onChange={(e) => set({ user: e.currentTarget.value })} />
          {value.user !== '' && <PasswordInput label={w('mail.secret-label')} description={kept.has_secret ? w('mail.secret-kept') : undefined} autoComplete="new-password" value={value.secret} maxLength={254} error={wrong('secret')} onChange={(e) => set({ secret: e.currentTarget.value })} />}
          <TextInput type="email" label={w('mail.from-label')} value={value.from} maxLength={254} error={wrong('from')} onChange={(e) => set({ from: e.currentTarget.value })} />
          <TextInput label={w('mail.name-label')} value={value.name} maxLength={100} onChange={(e) => set({ name: e.currentTarget.value })} />
          <TextInput type="url" label={w('mail.address-label')} description={w('mail.address-text', { here: kept.here })} value={value.address} maxLength={254} error={wrong('address')} onChange={(e) => set({ address: e.currentTarget.value })} />
          <div className="row wrap">
            <button type="submit" className={pressClass({ look: 'main' })} disabled={!form.dirty} aria-busy={save.isPending}>{w('save')}</button>
            {save.isSuccess && !form.dirty && <span className="note muted" role="status">{w('mail.saved')}</span>}
          </div>
        </div>
      </Card>
    </form>
  )
}

function Test({ on }: { on: boolean }) {
  const { w, lang } = useWords(words)
  const [to, setTo] = useState('')
  const test = useMutation({ mutationFn: () => ask('post', '/mail/test', { body: { to } }) })
  const refused = test.error ? asProblem(test.error) : undefined
  return (
    <form onSubmit={(e) => { e.preventDefault(); test.mutate() }}>
      <Card title={w('mail.test')}>
        <div className={css.live}>
          <p className="small muted">{w(on ? 'mail.test-text' : 'mail.off')}</p>
          <TextInput type="email" label={w('mail.test-to')} value={to} disabled={!on} error={refused && told(lang, refused.code, refused.params, words)} onChange={(e) => setTo(e.currentTarget.value)} />
          <div className="row wrap">
            <button type="submit" className={pressClass({})} disabled={!on || to.trim() === ''} aria-busy={test.isPending}>{w('mail.test-send')}</button>
            {test.isSuccess && <span className="note muted" role="status">{w('mail.test-done')}</span>}
          </div>
        </div>
      </Card>
    </form>
  )
}

export default { List }

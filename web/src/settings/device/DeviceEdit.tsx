import { PasswordInput, Switch, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Device } from '../../api/settings'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Chip } from '../../shared/Chip'
import { useNow } from '../../shared/Clock'
import { Press } from '../../shared/Press'
import { Segments } from '../../shared/Segments'
import { StateMark } from '../../shared/StateMark'
import { minutes } from '../../shared/time'
import type { State } from '../../theme/tokens'
import { Editor } from '../Editor'
import { ChoiceField, Fields } from '../Fields'
import css from '../settings.module.css'
import { useForm } from '../useForm'
import frame from '../words'
import words from './words'

export const path = '/devices'
type DeviceForm = { name: string; agent: string; login: string; secret: string; contact: string; enabled: boolean; version?: number }
const formOf = (d: Device): DeviceForm => ({ name: d.name, agent: d.agent ?? '', login: d.login ?? '', secret: '', contact: d.contact ?? '', enabled: d.enabled, version: d.version })

/** How a phone really is. */
export function deviceState(d: Device): { state: State; word: 'device.off' | 'device.up' | 'device.down' } {
  if (!d.enabled) return { state: 'offline', word: 'device.off' }
  return d.up ? { state: 'ready', word: 'device.up' } : { state: 'ringing', word: 'device.down' }
}

/** A desk phone: its login or address on the left, how it really is on the right. */
export function DeviceEdit({ kept }: { kept: Device | undefined }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const names = useDirectory()
  const navigate = useNavigate()
  const [made, setMade] = useState<string>()
  const form = useForm<DeviceForm>(`device:${kept?.id ?? 'new'}`, kept ? formOf(kept) : { name: '', agent: '', login: '', secret: '', contact: '', enabled: true })
  const { value, set } = form
  const [by, setBy] = useState<'login' | 'contact'>(value.contact ? 'contact' : 'login')
  const toList = () => void navigate({ to: '/settings/$kind', params: { kind: 'devices' } })
  if (made) return <div className={css.secret} role="status"><strong>{w('device.secret-shown')}</strong><code>{made}</code><div><Press look="main" onClick={toList}>{w('device.copied')}</Press></div></div>
  const labels = { name: f('set.name'), agent: w('device.agent'), login: w('device.login'), secret: w('device.secret'), contact: w('device.contact'), enabled: w('device.enabled') }
  const state = kept && deviceState(kept)
  return (
    <Editor<DeviceForm, typeof path> kind="devices" path={path} id={kept?.id} title={kept ? w('device.title', { name: kept.name }) : w('device.new')} chip={state && <Chip state={state.state}>{w(state.word)}</Chip>} form={form} formOf={formOf} labels={labels} tables={words}
      valid={value.name.trim() !== '' && (by === 'login' ? value.login : value.contact).trim() !== ''} onSaved={(d) => { if (d.secret) setMade(d.secret); else if (!kept) toList() }} side={kept && <Live device={kept} />}>
      <Fields>
        <TextInput label={f('set.name')} value={value.name} maxLength={80} onChange={(e) => set({ name: e.currentTarget.value })} />
        <ChoiceField label={w('device.agent')} value={value.agent} none={w('device.nobody')} options={names.agents} onChange={(agent) => set({ agent })} />
        <div className={`${css.group} ${css.full}`}><span className={css.label}>{w('device.how')}</span><div><Segments label={w('device.how')} value={by} options={[['login', w('device.by-login')], ['contact', w('device.by-contact')]]} onChange={(b) => { setBy(b); set(b === 'login' ? { contact: '' } : { login: '', secret: '' }) }} /></div></div>
        {by === 'login' ? <>
          <TextInput label={w('device.login')} description={w('device.login-text')} value={value.login} maxLength={32} autoComplete="off" spellCheck={false} onChange={(e) => set({ login: e.currentTarget.value })} />
          <PasswordInput label={w('device.secret')} description={w(kept ? 'device.secret-keep' : 'device.secret-new')} value={value.secret} maxLength={64} autoComplete="new-password" visibilityToggleButtonProps={{ 'aria-label': w('device.secret') }} onChange={(e) => set({ secret: e.currentTarget.value })} />
        </> : <TextInput className={css.full} label={w('device.contact')} description={w('device.contact-text')} value={value.contact} spellCheck={false} onChange={(e) => set({ contact: e.currentTarget.value })} />}
        <Switch className={css.full} label={w('device.enabled')} checked={value.enabled} onChange={(e) => set({ enabled: e.currentTarget.checked })} />
      </Fields>
    </Editor>
  )
}

function Live({ device }: { device: Device }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const now = useNow()
  const { state, word } = deviceState(device)
  return (
    <Card title={f('set.now')}>
      <div className={css.live}>
        <ul>
          <li><StateMark state={state} />{w(word)}</li>
          {device.at && <li><StateMark state="ready" />{w('device.at', { at: device.at })}</li>}
          {device.until !== undefined && device.until > now && <li><StateMark state="ready" />{w('device.until', { time: minutes(device.until - now) })}</li>}
        </ul>
      </div>
    </Card>
  )
}

import { NativeSelect, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { Grant, User } from '../../api/settings'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Press } from '../../shared/Press'
import { Segments } from '../../shared/Segments'
import { Editor } from '../Editor'
import { ChoiceField, Fields, NumberField, Rows, house } from '../Fields'
import { useList } from '../resource'
import css from '../settings.module.css'
import { useForm } from '../useForm'
import frame from '../words'
import { Access } from './Access'
import words from './words'

export const path = '/users'
const roles = ['agent', 'supervisor', 'administrator', 'owner'] as const
const levels = ['0', '1', '2', '3', '4', '5'] as const
type UserForm = Pick<User, 'login' | 'name' | 'grants' | 'skills' | 'version'> & { desk: string; place: number; weight: number }
const formOf = (u: User): UserForm => ({ login: u.login, name: u.name, desk: u.desk ?? '', place: u.place ?? 0, weight: u.weight ?? 0, grants: u.grants, skills: u.skills, version: u.version })

/** A person: name, rights, skills; beside it the way in. */
export function UserEdit({ kept }: { kept: User | undefined }) {
  const { w } = useWords(words)
  const devices = useList('/devices').data ?? []
  const navigate = useNavigate()
  const form = useForm<UserForm>(`user:${kept?.id ?? 'new'}`, kept ? formOf(kept) : { login: '', name: '', desk: '', place: 0, weight: 0, grants: [{ tenant: house, role: 'agent' }], skills: [] })
  const { value, set } = form
  const labels = { login: w('user.login'), name: w('user.name'), desk: w('user.desk'), place: w('user.place'), weight: w('user.weight'), grants: w('user.grants'), skills: w('user.skills') }
  const agent = value.grants.some((g) => g.role === 'agent')
  return (
    <Editor<UserForm, typeof path> kind="users" path={path} id={kept?.id} title={kept?.name ?? w('user.new')} form={form} formOf={formOf} labels={labels} tables={words} valid={value.name.trim() !== '' && value.login.trim() !== ''}
      onSaved={(saved) => { if (!kept) void navigate({ to: '/settings/$kind/$id', params: { kind: 'users', id: saved.id } }) }} side={kept && <Access user={kept} />}>
      <Fields>
        <TextInput label={w('user.name')} value={value.name} maxLength={80} onChange={(e) => set({ name: e.currentTarget.value })} />
        <TextInput label={w('user.login')} description={w('user.login-text')} value={value.login} maxLength={64} autoCapitalize="none" spellCheck={false} autoComplete="off" onChange={(e) => set({ login: e.currentTarget.value })} />
        {agent && devices.length > 0 && <ChoiceField label={w('user.desk')} value={value.desk} none={w('user.no-desk')} options={devices} onChange={(desk) => set({ desk })} />}
        {agent && devices.length > 0 && <span />}
        {agent && <NumberField name="place" label={w('user.place')} description={w('user.place-text')} hint={w('user.place-none')} value={value.place} max={10_000} onChange={(place) => set({ place })} />}
        {agent && <NumberField name="weight" label={w('user.weight')} description={w('user.weight-text')} usual={1} value={value.weight} max={100} onChange={(weight) => set({ weight })} />}
      </Fields>
      <Grants grants={value.grants} onChange={(grants) => set({ grants })} />
      {agent && <Skills skills={value.skills} onChange={(skills) => set({ skills })} />}
    </Editor>
  )
}

function Grants({ grants, onChange }: { grants: Grant[]; onChange: (g: Grant[]) => void }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const names = useDirectory()
  const places = [{ value: house, label: f('set.house') }, ...names.tenants.filter((t) => t.id !== house).map((t) => ({ value: t.id, label: t.name }))]
  return (
    <Card title={w('user.grants')}>
      <div className={css.live}>
        <p className="small muted">{w('user.grants-text')}</p>
        <Rows items={grants} nameOf={(_, i) => w('user.grant', { n: i + 1 })} onChange={onChange} empty={w('user.no-grants')}
          add={<div><Press size="tiny" icon={<IconPlus size={16} aria-hidden />} onClick={() => onChange([...grants, { tenant: house, role: 'agent' }])}>{w('user.add-grant')}</Press></div>}>
          {(g, put) => (
            <div className="row">
              <NativeSelect className="grow" aria-label={w('user.role')} value={g.role} data={roles.map((r) => ({ value: r, label: w(`role.${r}`) }))} onChange={(e) => put({ ...g, role: roles.find((r) => r === e.currentTarget.value) ?? 'agent' })} />
              <NativeSelect className="grow" aria-label={w('user.where')} value={g.tenant} data={places} onChange={(e) => put({ ...g, tenant: e.currentTarget.value })} />
            </div>
          )}
        </Rows>
      </div>
    </Card>
  )
}

function Skills({ skills, onChange }: { skills: User['skills']; onChange: (s: User['skills']) => void }) {
  const { w } = useWords(words)
  const all = useList('/skills')
  const level = (skill: string) => String(skills.find((s) => s.skill === skill)?.level ?? 0)
  const put = (skill: string, l: string) => onChange([...skills.filter((s) => s.skill !== skill), ...(l === '0' ? [] : [{ skill, level: Number(l) }])].sort((a, b) => a.skill.localeCompare(b.skill)))
  return (
    <Card title={w('user.skills')}>
      <div className={css.live}>
        <p className="small muted">{w(all.data?.length === 0 ? 'user.no-skills' : 'user.skills-text')}</p>
        {all.data?.map((s) => <div key={s.id} className="row"><span className="grow small strong">{s.name}</span><Segments label={w('user.level-of', { skill: s.name })} value={level(s.id)} options={levels.map((l) => [l, l === '0' ? w('user.no-skill') : l] as const)} onChange={(l) => put(s.id, l)} /></div>)}
      </div>
    </Card>
  )
}

import { TextInput } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { useState } from 'react'
import type { Team, User } from '../../api/settings'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Empty } from '../../shared/Empty'
import { Bones, Loaded } from '../../shared/Loaded'
import { Editor } from '../Editor'
import { ChoiceField, Fields } from '../Fields'
import { ListPage, NameLink } from '../ListPage'
import { OneOf } from '../OneOf'
import { useList } from '../resource'
import css from '../settings.module.css'
import { useForm } from '../useForm'
import frame from '../words'
import { among, isAgent, leads } from './people'
import own from './team.module.css'
import words from './words'

const path = '/teams'
type TeamForm = { name: string; leader: string; members: string[]; version?: number }
const formOf = (t: Team): TeamForm => ({ name: t.name, leader: t.leader ?? '', members: [...t.members].sort(), version: t.version })

function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const asked = useList(path)
  const users = useList('/users').data ?? []
  const nameOf = (id: string | undefined) => users.find((u) => u.id === id)?.name
  return (
    <ListPage kind="teams" text={w('team.text')} add={w('team.add')} of={asked} columns={[{ head: f('set.name') }, { head: w('team.leader') }, { head: w('team.members') }]}
      empty={<Empty icon={<IconUsersGroup size={36} stroke={1.4} aria-hidden />} title={w('team.empty')}>{w('team.empty-text')}</Empty>}>
      {(t) => (
        <tr key={t.id}>
          <td><NameLink kind="teams" id={t.id}>{t.name}</NameLink></td>
          <td>{nameOf(t.leader) ?? <span className="muted">–</span>}</td>
          <td><span className="clip" style={{ display: 'block', maxWidth: 560 }}>{t.members.length > 0 ? `${w('team.count', { count: t.members.length })}: ${t.members.map(nameOf).filter(Boolean).join(', ')}` : <span className="muted">–</span>}</span></td>
        </tr>
      )}
    </ListPage>
  )
}

function Form({ id }: { id: string }) {
  return <OneOf kind="teams" path={path} id={id}>{(kept) => <Edit kept={kept} />}</OneOf>
}

function Edit({ kept }: { kept: Team | undefined }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const users = useList('/users')
  const form = useForm<TeamForm>(`team:${kept?.id ?? 'new'}`, kept ? formOf(kept) : { name: '', leader: '', members: [] })
  const { value, set } = form
  const labels = { name: f('set.name'), leader: w('team.leader'), members: w('team.members') }
  return (
    <Editor<TeamForm, typeof path> kind="teams" path={path} id={kept?.id} title={kept ? w('team.title', { name: kept.name }) : w('team.new')} form={form} formOf={formOf} labels={labels} tables={words} valid={value.name.trim() !== ''}>
      <Fields>
        <TextInput label={f('set.name')} value={value.name} maxLength={80} onChange={(e) => set({ name: e.currentTarget.value })} />
        <ChoiceField label={w('team.leader')} value={value.leader} none={w('team.no-leader')} options={(users.data ?? []).filter((u) => leads(u) || u.id === value.leader)} onChange={(leader) => set({ leader })} />
      </Fields>
      <Card title={w('team.members')} side={<span className="note muted">{w('team.count', { count: value.members.length })}</span>}>
        <Loaded of={users} bones={<Bones rows={4} />}>{(all) => <Members all={all} team={kept?.id} value={value.members} onChange={(members) => set({ members })} />}</Loaded>
      </Card>
    </Editor>
  )
}

type MembersProps = { all: readonly User[]; team: string | undefined; value: readonly string[]; onChange: (members: string[]) => void }

/** Whoever answers calls, ticked or not; a word narrows the list and hides nobody who is ticked. */
function Members({ all, team, value, onChange }: MembersProps) {
  const { w } = useWords(words)
  const teams = useList(path).data ?? []
  const [sought, seek] = useState('')
  const people = all.filter((u) => isAgent(u) || value.includes(u.id))
  const shown = among(people, sought, value)
  const put = (id: string, on: boolean) => onChange(on ? [...value, id].sort() : value.filter((m) => m !== id))
  return (
    <div className={css.live}>
      <p className="small muted">{w('team.members-text')}</p>
      {people.length > 8 && <TextInput aria-label={w('team.find')} placeholder={w('team.find')} value={sought} onChange={(e) => seek(e.currentTarget.value)} />}
      {shown.length === 0 && <p className="small muted">{w('team.nobody')}</p>}
      <div className={own.list} role="group" aria-label={w('team.members')} tabIndex={-1}>
        {shown.map((u) => {
          const other = u.team && u.team !== team ? teams.find((t) => t.id === u.team)?.name : undefined
          return <label key={u.id}><input type="checkbox" checked={value.includes(u.id)} onChange={(e) => put(u.id, e.currentTarget.checked)} /><span className="clip">{u.name}{other && <span className="note muted">{w('team.now-in', { team: other })}</span>}</span></label>
        })}
      </div>
    </div>
  )
}

export default { List, Form }

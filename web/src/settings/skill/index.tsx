import { TextInput } from '@mantine/core'
import { IconStars } from '@tabler/icons-react'
import type { Skill } from '../../api/settings'
import { useWords } from '../../i18n'
import { Empty } from '../../shared/Empty'
import { Editor } from '../Editor'
import { Fields } from '../Fields'
import { ListPage, NameLink } from '../ListPage'
import { OneOf } from '../OneOf'
import { useList } from '../resource'
import css from '../settings.module.css'
import { useForm } from '../useForm'
import frame from '../words'
import words from './words'

const path = '/skills'
type SkillForm = { name: string; version?: number }
const formOf = ({ name, version }: Skill): SkillForm => ({ name, version })

function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const asked = useList(path)
  const lines = useList('/lines')
  const users = useList('/users')
  return (
    <ListPage kind="skills" text={w('skill.text')} add={w('skill.add')} of={asked} columns={[{ head: f('set.name') }, { head: w('skill.lines'), num: true }, { head: w('skill.people'), num: true }]}
      empty={<Empty icon={<IconStars size={36} stroke={1.4} aria-hidden />} title={w('skill.empty')}>{w('skill.empty-text')}</Empty>}>
      {(s) => (
        <tr key={s.id}>
          <td><NameLink kind="skills" id={s.id}>{s.name}</NameLink></td>
          <td className="num">{lines.data?.filter((l) => l.skill === s.id).length ?? '–'}</td>
          <td className="num">{users.data?.filter((u) => u.skills.some((k) => k.skill === s.id)).length ?? '–'}</td>
        </tr>
      )}
    </ListPage>
  )
}

function Form({ id }: { id: string }) {
  return <OneOf kind="skills" path={path} id={id}>{(kept) => <Edit kept={kept} />}</OneOf>
}

function Edit({ kept }: { kept: Skill | undefined }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const form = useForm<SkillForm>(`skill:${kept?.id ?? 'new'}`, kept ? formOf(kept) : { name: '' })
  return (
    <Editor<SkillForm, typeof path> kind="skills" path={path} id={kept?.id} title={kept ? w('skill.title', { name: kept.name }) : w('skill.new')} form={form} formOf={formOf} labels={{ name: f('set.name') }} tables={words} valid={form.value.name.trim() !== ''}>
      <Fields><TextInput className={css.full} label={f('set.name')} value={form.value.name} maxLength={80} onChange={(e) => form.set({ name: e.currentTarget.value })} /></Fields>
    </Editor>
  )
}

export default { List, Form }

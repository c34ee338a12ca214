import { TextInput } from '@mantine/core'
import { IconMusic } from '@tabler/icons-react'
import { useState } from 'react'
import type { Prompt } from '../../api/settings'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { langNames, langs } from '../../i18n/lang'
import { Card } from '../../shared/Card'
import { Empty } from '../../shared/Empty'
import { Segments } from '../../shared/Segments'
import { Tenant } from '../../shared/Tenant'
import { minutes } from '../../shared/time'
import { Editor } from '../Editor'
import { ChoiceField, Fields, house } from '../Fields'
import { ListPage, NameLink } from '../ListPage'
import { OneOf } from '../OneOf'
import { useList } from '../resource'
import css from '../settings.module.css'
import { useForm } from '../useForm'
import frame from '../words'
import { Listen } from './Listen'
import { Speech } from './Speech'
import { Upload } from './Upload'
import words from './words'

const path = '/prompts'
type PromptForm = { name: string; lang: string; said: string; version?: number }
const formOf = (p: Prompt): PromptForm => ({ name: p.name, lang: p.lang ?? '', said: p.said ?? '', version: p.version })
const langName = (l: string | undefined): string => langNames[langs.find((x) => x === l) ?? 'en']

function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const names = useDirectory()
  const [which, setWhich] = useState<'own' | 'shipped'>('own')
  const asked = useList(path)
  const rows = { ...asked, data: asked.data?.filter((p) => p.standard === (which === 'shipped')) }
  return (
    <>
      <ListPage kind="prompts" text={w('prompt.text')} add={w('prompt.add')} of={rows} columns={[{ head: <span className="hidden">{w('prompt.listen')}</span>, width: 44 }, { head: f('set.name') }, { head: f('set.tenant') }, { head: w('prompt.lang') }, { head: w('prompt.said') }, { head: w('prompt.length'), num: true }]}
        empty={<Empty icon={<IconMusic size={36} stroke={1.4} aria-hidden />} title={w('prompt.empty')}>{w('prompt.empty-text')}</Empty>}
        below={<div className="row wrap"><Segments label={f('set.prompts')} value={which} options={[['own', w('prompt.own')], ['shipped', w('prompt.shipped')]]} onChange={setWhich} /><Speech /></div>}>
        {(p) => (
          <tr key={p.id} className={css.tall}>
            <td><Listen prompt={p.id} name={p.name} /></td>
            <td>{p.standard ? p.name : <NameLink kind="prompts" id={p.id}>{p.name}</NameLink>}</td>
            <td>{p.standard ? w('prompt.standard') : p.tenant === house ? f('set.house') : <Tenant {...names.tenant(p.tenant)} />}</td>
            <td>{p.lang ? langName(p.lang) : <span className="muted">{w('prompt.no-lang')}</span>}</td>
            <td className="muted"><span className="clip" style={{ display: 'block', maxWidth: 420 }} title={p.said}>{p.said}</span></td>
            <td className="num">{minutes(p.ms)}</td>
          </tr>
        )}
      </ListPage>
    </>
  )
}

function Form({ id }: { id: string }) {
  return <OneOf kind="prompts" path={path} id={id}>{(kept) => (kept ? <Edit kept={kept} /> : <Upload />)}</OneOf>
}

function Edit({ kept }: { kept: Prompt }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const form = useForm<PromptForm>(`prompt:${kept.id}`, formOf(kept))
  const { value, set } = form
  return (
    <Editor<PromptForm, typeof path> kind="prompts" path={path} id={kept.id} title={w('prompt.title', { name: kept.name })} form={form} formOf={formOf} labels={{ name: f('set.name'), lang: w('prompt.lang'), said: w('prompt.said') }} tables={words} valid={value.name.trim() !== ''} removable={!kept.standard}
      side={<Card title={w('prompt.listen')}><div className={css.live}><span className="row"><Listen prompt={kept.id} name={kept.name} />{minutes(kept.ms)}</span></div></Card>}>
      <Fields>
        <TextInput label={f('set.name')} value={value.name} maxLength={80} onChange={(e) => set({ name: e.currentTarget.value })} />
        <ChoiceField label={w('prompt.lang')} value={value.lang} none={w('prompt.no-lang')} options={langs.map((l) => ({ id: l, name: langNames[l] }))} onChange={(lang) => set({ lang })} />
        <label className={`${css.group} ${css.full}`}><span className={css.label}>{w('prompt.said')}</span><textarea className={css.area} maxLength={2000} value={value.said} onChange={(e) => set({ said: e.currentTarget.value })} /><span className="note muted">{w('prompt.said-text')}</span></label>
      </Fields>
    </Editor>
  )
}

export default { List, Form }

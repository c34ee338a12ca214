import { TextInput } from '@mantine/core'
import { IconHash } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import type { NumberSetting } from '../../api/settings'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { Empty } from '../../shared/Empty'
import { Tenant } from '../../shared/Tenant'
import { Editor } from '../Editor'
import { ChoiceField, Fields, TenantField } from '../Fields'
import { ListPage, NameLink } from '../ListPage'
import { OneOf } from '../OneOf'
import { useList } from '../resource'
import css from '../settings.module.css'
import { useForm } from '../useForm'
import frame from '../words'
import words from './words'

const path = '/numbers'
type NumberForm = { tenant: string; e164: string; name: string; line: string; menu: string; trunk: string; version?: number }
const formOf = (n: NumberSetting): NumberForm => ({ tenant: n.tenant, e164: n.e164, name: n.name ?? '', line: n.line, menu: n.menu ?? '', trunk: n.trunk ?? '', version: n.version })

function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const names = useDirectory()
  const asked = useList(path)
  const menus = useList('/menus')
  return (
    <ListPage kind="numbers" text={w('number.text')} add={w('number.add')} of={asked} columns={[{ head: w('number.number') }, { head: f('set.tenant') }, { head: w('number.menu') }, { head: w('number.line') }, { head: w('number.trunk') }]}
      empty={<Empty icon={<IconHash size={36} stroke={1.4} aria-hidden />} title={w('number.empty')}>{w('number.empty-text')}</Empty>}>
      {(n) => (
        <tr key={n.id} className={css.tall}>
          <td><NameLink kind="numbers" id={n.id}>{n.pretty}</NameLink>{n.name && <><br /><span className="note muted">{n.name}</span></>}</td>
          <td><Tenant {...names.tenant(n.tenant)} /></td>
          <td>{n.menu ? (menus.data?.find((m) => m.id === n.menu)?.name ?? '–') : <span className="muted">{w('number.no-menu')}</span>}</td>
          <td>{names.name(n.line)}</td>
          <td>{n.trunk ? names.name(n.trunk) : <span className="muted">{w('number.any-trunk')}</span>}</td>
        </tr>
      )}
    </ListPage>
  )
}

function Form({ id }: { id: string }) {
  return <OneOf kind="numbers" path={path} id={id}>{(kept) => <Edit kept={kept} />}</OneOf>
}

function Edit({ kept }: { kept: NumberSetting | undefined }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const search: { e164?: string } = useSearch({ strict: false })
  const lines = useList('/lines')
  const menus = useList('/menus')
  const trunks = useList('/trunks')
  const form = useForm<NumberForm>(`number:${kept?.id ?? 'new'}`, kept ? formOf(kept) : { tenant: '', e164: search.e164 ?? '', name: '', line: '', menu: '', trunk: '' })
  const { value, set } = form
  const labels = { tenant: f('set.tenant'), e164: w('number.number'), name: w('number.note'), line: w('number.line'), menu: w('number.menu'), trunk: w('number.trunk') }
  return (
    <Editor<NumberForm, typeof path> kind="numbers" path={path} id={kept?.id} title={kept?.pretty ?? w('number.new')} form={form} formOf={formOf} labels={labels} tables={words} valid={value.e164.trim() !== '' && value.tenant !== '' && value.line !== ''}>
      <Fields>
        <TextInput label={w('number.number')} description={w('number.number-text')} type="tel" value={value.e164} maxLength={40} onChange={(e) => set({ e164: e.currentTarget.value })} />
        <TenantField value={value.tenant} fixed={kept !== undefined} onChange={(tenant) => set({ tenant, line: '', menu: '' })} />
        <ChoiceField label={w('number.menu')} value={value.menu} none={w('number.no-menu')} options={(menus.data ?? []).filter((m) => m.tenant === value.tenant)} onChange={(menu) => set({ menu })} />
        <ChoiceField label={w('number.line')} description={w('number.line-text')} value={value.line} options={(lines.data ?? []).filter((l) => l.tenant === value.tenant && !l.parent)} onChange={(line) => set({ line })} />
        <ChoiceField label={w('number.trunk')} value={value.trunk} none={w('number.any-trunk')} options={trunks.data ?? []} onChange={(trunk) => set({ trunk })} />
        <TextInput label={w('number.note')} description={w('number.note-text')} value={value.name} maxLength={80} onChange={(e) => set({ name: e.currentTarget.value })} />
      </Fields>
    </Editor>
  )
}

export default { List, Form }

import { Switch, TextInput } from '@mantine/core'
import { IconBuildingStore } from '@tabler/icons-react'
import type { Tenant } from '../../api/settings'
import { useWords } from '../../i18n'
import { langNames, langs } from '../../i18n/lang'
import { Empty } from '../../shared/Empty'
import { Tenant as Mark } from '../../shared/Tenant'
import { Editor } from '../Editor'
import { ChoiceField, Fields, house } from '../Fields'
import { ListPage, NameLink } from '../ListPage'
import { OneOf } from '../OneOf'
import { useList } from '../resource'
import { useForm } from '../useForm'
import frame from '../words'
import { ZoneField } from '../ZoneField'
import { ColourField } from './ColourField'
import { KnownCallers } from './KnownCallers'
import { PersonalRetention } from './PersonalRetention'
import { Retention } from './Retention'
import words from './words'

const path = '/tenants'
type TenantForm = Omit<Tenant, 'id'>
const formOf = ({ name, colour, zone, lang, region, record, version }: Tenant): TenantForm => ({ name, colour, zone, lang, region, record, version })

function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const asked = useList(path)
  const lines = useList('/lines')
  const clients = { ...asked, data: asked.data?.filter((t) => t.id !== house) }
  return (
    <ListPage kind="tenants" text={w('tenant.text')} add={w('tenant.add')} of={clients} columns={[{ head: f('set.name') }, { head: w('tenant.lines'), num: true }, { head: w('tenant.zone') }, { head: w('tenant.lang') }, { head: w('tenant.record') }]}
      empty={<Empty icon={<IconBuildingStore size={36} stroke={1.4} aria-hidden />} title={w('tenant.empty')}>{w('tenant.empty-text')}</Empty>}>
      {(t) => (
        <tr key={t.id}>
          <td><NameLink kind="tenants" id={t.id}><Mark name={t.name} colour={t.colour} /></NameLink></td>
          <td className="num">{lines.data?.filter((l) => l.tenant === t.id).length ?? '–'}</td>
          <td>{t.zone}</td><td>{langNames[t.lang]}</td><td>{w(t.record ? 'tenant.recorded' : 'tenant.unrecorded')}</td>
        </tr>
      )}
    </ListPage>
  )
}

function Form({ id }: { id: string }) {
  return <OneOf kind="tenants" path={path} id={id}>{(kept) => <Edit kept={kept} />}</OneOf>
}

function Edit({ kept }: { kept: Tenant | undefined }) {
  const { w, lang } = useWords(words)
  const { w: f } = useWords(frame)
  const others = useList(path)
  const free = [1, 2, 3, 4, 5, 6].find((c) => !others.data?.some((t) => t.colour === c)) ?? 1
  const form = useForm<TenantForm>(`tenant:${kept?.id ?? 'new'}`, kept ? formOf(kept) : { name: '', colour: free, zone: Intl.DateTimeFormat().resolvedOptions().timeZone, lang, region: 'UA', record: true })
  const { value, set } = form
  const labels = { name: f('set.name'), colour: w('tenant.colour'), zone: w('tenant.zone'), lang: w('tenant.lang'), region: w('tenant.region'), record: w('tenant.record') }
  return (
    <Editor<TenantForm, typeof path> kind="tenants" path={path} id={kept?.id} title={kept ? w('tenant.title', { name: kept.name }) : w('tenant.new')} form={form} formOf={formOf} labels={labels} tables={words} valid={value.name.trim() !== ''} side={kept && <><Retention tenant={kept.id} /><PersonalRetention tenant={kept.id} /><KnownCallers tenant={kept.id} /></>}>
      <Fields>
        <TextInput label={f('set.name')} value={value.name} maxLength={80} onChange={(e) => set({ name: e.currentTarget.value })} />
        <ColourField value={value.colour} onChange={(colour) => set({ colour })} />
        <ZoneField label={w('tenant.zone')} value={value.zone} onChange={(zone) => set({ zone })} />
        <ChoiceField label={w('tenant.lang')} value={value.lang} options={langs.map((l) => ({ id: l, name: langNames[l] }))} onChange={(l) => set({ lang: langs.find((x) => x === l) ?? 'ru' })} />
        <TextInput label={w('tenant.region')} description={w('tenant.region-text')} value={value.region} maxLength={2} onChange={(e) => set({ region: e.currentTarget.value.toUpperCase() })} />
        <Switch label={w('tenant.record')} description={w('tenant.record-text')} checked={value.record} onChange={(e) => set({ record: e.currentTarget.checked })} />
      </Fields>
    </Editor>
  )
}

export default { List, Form }

import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconWorldQuestion } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { Lookup } from '../../api/settings'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { Empty } from '../../shared/Empty'
import { Press } from '../../shared/Press'
import { Tenant } from '../../shared/Tenant'
import { Editor } from '../Editor'
import { Fields, NumberField, Rows, TenantField } from '../Fields'
import { ListPage, NameLink } from '../ListPage'
import { OneOf } from '../OneOf'
import { useList } from '../resource'
import { useForm } from '../useForm'
import frame from '../words'
import { Guard } from './Guard'
import own from './lookup.module.css'
import { Try } from './Try'
import words from './words'

const path = '/lookups'
type LookupForm = { tenant: string; name: string; method: 'GET' | 'POST'; url: string; body?: string; ms?: number; values: { variable: string; path: string }[]; headers: { name: string; value?: string }[]; version?: number }
const formOf = (l: Lookup): LookupForm => ({ tenant: l.tenant, name: l.name, method: l.method, url: l.url, body: l.body, ms: l.ms, values: l.values, headers: l.headers.map((h) => ({ name: h.name })), version: l.version })
const begun: LookupForm = { tenant: '', name: '', method: 'GET', url: '', values: [{ variable: '', path: '' }], headers: [] }
const second = 1000

function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const names = useDirectory()
  return (
    <ListPage kind="lookups" text={w('look.text')} add={w('look.add')} of={useList(path)} columns={[{ head: f('set.name') }, { head: f('set.tenant') }, { head: w('look.url') }, { head: w('look.values') }]}
      empty={<Empty icon={<IconWorldQuestion size={36} stroke={1.4} aria-hidden />} title={w('look.empty')}>{w('look.empty-text')}</Empty>}>
      {(l) => (
        <tr key={l.id} style={{ height: 46 }}>
          <td><NameLink kind="lookups" id={l.id}>{l.name}</NameLink></td>
          <td><Tenant {...names.tenant(l.tenant)} /></td>
          <td className="small"><span className={own.url}>{l.method} {l.url}</span></td>
          <td className="small muted">{l.values.map((v) => v.variable).join(', ')}</td>
        </tr>
      )}
    </ListPage>
  )
}

/** One look-up: the question, what of the answer is kept, and a test with values of one's own. */
function LookupEdit({ kept }: { kept: Lookup | undefined }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const navigate = useNavigate()
  const form = useForm<LookupForm>(`lookup:${kept?.id ?? 'new'}`, kept ? formOf(kept) : begun)
  const { value, set } = form
  return (
    <Editor<LookupForm, typeof path> kind="lookups" path={path} id={kept?.id} title={kept ? kept.name : w('look.add')} form={form} formOf={formOf} tables={words}
      labels={{ tenant: f('set.tenant'), name: f('set.name'), method: w('look.method'), url: w('look.url'), body: w('look.body'), ms: w('look.ms'), values: w('look.values'), headers: w('look.headers') }}
      valid={value.name.trim() !== '' && value.tenant !== '' && value.url.trim() !== ''} removable
      onSaved={(l) => { if (!kept) void navigate({ to: '/settings/$kind/$id', params: { kind: 'lookups', id: l.id } }) }}
      side={<>{kept && <Try lookup={kept} dirty={form.dirty} />}{value.tenant !== '' && <Guard key={value.tenant} tenant={value.tenant} />}</>}>
      <Fields>
        <TextInput label={f('set.name')} value={value.name} maxLength={80} onChange={(e) => set({ name: e.currentTarget.value })} />
        <TenantField value={value.tenant} fixed={kept !== undefined} onChange={(tenant) => set({ tenant })} />
        <NativeSelect label={w('look.method')} value={value.method} data={['GET', 'POST']} onChange={(e) => set({ method: e.currentTarget.value === 'POST' ? 'POST' : 'GET' })} />
        <NumberField label={w('look.ms')} value={Math.round((value.ms ?? 0) / second)} usual={5} max={5} onChange={(n) => set({ ms: n * second })} />
        <TextInput className={own.whole} type="url" label={w('look.url')} description={w('look.url-text', { number: '{number}', variable: '{contract}' })} placeholder="https://crm.example.com/debts?phone={number}" value={value.url} maxLength={2000} spellCheck={false} onChange={(e) => set({ url: e.currentTarget.value })} />
        {value.method === 'POST' && <Textarea className={own.whole} label={w('look.body')} placeholder={'{"phone": "{number}"}'} value={value.body ?? ''} maxLength={4000} autosize minRows={3} spellCheck={false} onChange={(e) => set({ body: e.currentTarget.value })} />}
      </Fields>
      <Fields title={w('look.values')} text={w('look.values-text')}>
        <div className={own.whole}>
          <Rows items={value.values} nameOf={(v) => v.variable} onChange={(values) => set({ values })} add={<div><Press size="tiny" icon={<IconPlus size={16} aria-hidden />} onClick={() => set({ values: [...value.values, { variable: '', path: '' }] })}>{w('look.add-value')}</Press></div>}>
            {(v, put) => (
              <div className={own.pair}>
                <TextInput aria-label={w('look.variable')} placeholder={w('look.variable')} value={v.variable} maxLength={40} spellCheck={false} onChange={(e) => put({ ...v, variable: e.currentTarget.value })} />
                <TextInput aria-label={w('look.path')} placeholder="customer.debt" value={v.path} maxLength={200} spellCheck={false} onChange={(e) => put({ ...v, path: e.currentTarget.value })} />
              </div>
            )}
          </Rows>
        </div>
      </Fields>
      <Fields title={w('look.headers')} text={w('look.headers-text')}>
        <div className={own.whole}>
          <Rows items={value.headers} nameOf={(h) => h.name} onChange={(headers) => set({ headers })} add={<div><Press size="tiny" icon={<IconPlus size={16} aria-hidden />} onClick={() => set({ headers: [...value.headers, { name: '', value: '' }] })}>{w('look.add-header')}</Press></div>}>
            {(h, put) => (
              <div className={own.pair}>
                <TextInput aria-label={w('look.header')} placeholder="Authorization" value={h.name} maxLength={80} spellCheck={false} onChange={(e) => put({ ...h, name: e.currentTarget.value })} />
                <TextInput aria-label={w('look.secret')} type="password" autoComplete="off" placeholder={kept?.headers.some((k) => k.name === h.name) ? w('look.secret-kept') : w('look.secret')} value={h.value ?? ''} maxLength={2000} onChange={(e) => put({ ...h, value: e.currentTarget.value })} />
              </div>
            )}
          </Rows>
        </div>
      </Fields>
    </Editor>
  )
}

function Form({ id }: { id: string }) {
  return <OneOf kind="lookups" path={path} id={id}>{(kept) => <LookupEdit kept={kept} />}</OneOf>
}

export default { List, Form }

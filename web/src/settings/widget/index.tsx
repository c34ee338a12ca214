import { Switch, TextInput, Textarea } from '@mantine/core'
import { IconCopy, IconForms } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { draw } from '../../../../office/widget/draw.js'
import { ask } from '../../api/client'
import type { Widget } from '../../api/settings'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Chip } from '../../shared/Chip'
import { Empty } from '../../shared/Empty'
import { Press } from '../../shared/Press'
import { Segments } from '../../shared/Segments'
import { Tenant } from '../../shared/Tenant'
import { Editor } from '../Editor'
import { ChoiceField, Fields, TenantField } from '../Fields'
import { ListPage, NameLink } from '../ListPage'
import { OneOf } from '../OneOf'
import { useList } from '../resource'
import css from '../settings.module.css'
import { useForm } from '../useForm'
import frame from '../words'
import { clockOf, minutesOf, plainForm, scriptLine } from './snippet'
import own from './widget.module.css'
import words from './words'

const path = '/widgets'
type Say = { title: string; lead: string; button: string }
type WidgetForm = { tenant: string; name: string; line: string; on: boolean; origins: string[]; regions: string[]; texts: Record<string, Say>; colour: string; from: number; to: number; version?: number }
const formOf = (x: Widget): WidgetForm => ({ tenant: x.tenant ?? '', name: x.name, line: x.line, on: x.on, origins: x.origins, regions: x.regions ?? [], texts: (x.texts ?? {}) as Record<string, Say>, colour: x.colour ?? '#1c555e', from: x.from, to: x.to, version: x.version })
const fresh = (tenant: string): WidgetForm => ({ tenant, name: '', line: '', on: true, origins: [], regions: [], texts: {}, colour: '#1c555e', from: 0, to: 0 })
const blank: Say = { title: '', lead: '', button: '' }
const langs = ['ru', 'uk', 'en'] as const

function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const names = useDirectory()
  const asked = useList(path)
  return (
    <ListPage kind="widgets" text={w('wid.text')} add={w('wid.add')} of={asked} columns={[{ head: f('set.name') }, { head: f('set.tenant') }, { head: w('wid.line') }, { head: w('wid.sites') }, { head: '' }]}
      empty={<Empty icon={<IconForms size={36} stroke={1.4} aria-hidden />} title={w('wid.empty')}>{w('wid.empty-text')}</Empty>}>
      {(x) => (
        <tr key={x.id}>
          <td><NameLink kind="widgets" id={x.id}>{x.name}</NameLink></td>
          <td><Tenant {...names.tenant(x.tenant ?? '')} /></td>
          <td>{names.name(x.line)}{x.pretty && <span className="note muted">, {x.pretty}</span>}</td>
          <td className="clip">{x.origins.map((o) => o.replace(/^https?:\/\//, '')).join(', ')}</td>
          <td><Chip state={x.on ? 'ready' : 'offline'}>{w(x.on ? 'wid.on-air' : 'wid.off')}</Chip></td>
        </tr>
      )}
    </ListPage>
  )
}

function Form({ id }: { id: string }) {
  return <OneOf kind="widgets" path={path} id={id}>{(kept) => <Edit kept={kept} />}</OneOf>
}

const fieldOf = { 'widget.name': 'name', 'widget.origin': 'origins', 'widget.no_origin': 'origins', 'widget.origins': 'origins', 'widget.region': 'regions', 'widget.regions': 'regions', 'widget.no_number': 'line', 'widget.hours': 'to', 'widget.no_tenant': 'tenant' }

function Edit({ kept }: { kept: Widget | undefined }) {
  const { w, lang: mine } = useWords(words)
  const { w: f } = useWords(frame)
  const names = useDirectory()
  const clients = names.tenants.filter((t) => t.id !== 'ten_house')
  const form = useForm<WidgetForm>(`widget:${kept?.id ?? 'new'}`, kept ? formOf(kept) : fresh(clients.length === 1 ? (clients[0]?.id ?? '') : ''))
  const { value, set } = form
  const usual = useQuery({ queryKey: ['widget-words'], queryFn: ({ signal }) => ask('get', '/widgets/words', { signal }), staleTime: Infinity }).data ?? {}
  const [lang, setLang] = useState<string>(mine)
  const say = { ...usual[lang], ...Object.fromEntries(Object.entries(value.texts[lang] ?? blank).filter(([, v]) => v !== '')) }
  const put = (part: Partial<Say>) => set({ texts: { ...value.texts, [lang]: { ...blank, ...value.texts[lang], ...part } } })
  const lines = names.lines.filter((l) => l.tenant === value.tenant)
  const from = kept && kept.line === value.line ? (kept.pretty ?? '') : ''
  return (
    <Editor<WidgetForm, typeof path> kind="widgets" path={path} id={kept?.id} title={kept ? w('wid.title', { name: kept.name }) : w('wid.new')} form={form} formOf={formOf} tables={words} fieldOf={fieldOf} valid={value.name.trim() !== '' && value.line !== ''}
      labels={{ name: f('set.name'), line: w('wid.line'), on: w('wid.on'), origins: w('wid.sites'), regions: w('wid.regions'), texts: w('wid.says'), colour: w('wid.colour'), from: w('wid.hours-from'), to: w('wid.hours-to') }}
      side={<>
        <Card title={w('wid.preview')}><Preview words={say} colour={value.colour} from={from} said={w('wid.preview-said')} /></Card>
        <Card title={w('wid.snippet')}>{kept ? <Snippets site={location.origin} kept={kept} lang={lang} say={say} /> : <p className={`${css.live} small muted`}>{w('wid.after-save')}</p>}</Card>
      </>}>
      <Fields>
        <TextInput label={f('set.name')} value={value.name} maxLength={60} onChange={(e) => set({ name: e.currentTarget.value })} />
        <TenantField value={value.tenant} fixed={kept !== undefined} onChange={(tenant) => set({ tenant, line: '' })} />
        <ChoiceField label={w('wid.line')} description={kept && kept.line === value.line ? (from ? w('wid.from', { number: from }) : w('wid.no-from')) : w('wid.line-text')} value={value.line} field="line" options={lines.map((l) => ({ id: l.id, name: l.name }))} onChange={(line) => set({ line })} />
        <Switch className={own.on} label={w('wid.on')} checked={value.on} onChange={(e) => set({ on: e.currentTarget.checked })} />
        <Textarea className={css.full} label={w('wid.sites')} description={w('wid.sites-text')} autosize minRows={2} maxRows={8} value={value.origins.join('\n')} onChange={(e) => set({ origins: e.currentTarget.value.split('\n') })} />
        <TextInput label={w('wid.regions')} description={w('wid.regions-text')} value={value.regions.join(', ')} onChange={(e) => set({ regions: e.currentTarget.value.toUpperCase().split(/[\s,]+/).filter((r, i, all) => r !== '' || i === all.length - 1 && i > 0).slice(0, 30) })} />
        <TextInput label={w('wid.colour')} type="color" className={own.colour} value={value.colour} onChange={(e) => set({ colour: e.currentTarget.value })} />
        <TextInput label={w('wid.hours-from')} description={w('wid.hours-text')} type="time" value={clockOf(value.from, value.to === 0)} onChange={(e) => set({ from: minutesOf(e.currentTarget.value), to: e.currentTarget.value === '' ? 0 : value.to || 20 * 60 })} />
        <TextInput label={w('wid.hours-to')} type="time" value={clockOf(value.to, value.to === 0)} onChange={(e) => set({ to: minutesOf(e.currentTarget.value), from: e.currentTarget.value === '' ? 0 : value.from })} />
      </Fields>
      <Fields title={w('wid.says')} text={w('wid.says-text')}>
        <div className={css.full}><Segments label={w('wid.lang')} value={lang} options={langs.map((l) => [l, l])} onChange={setLang} /></div>
        <TextInput label={w('wid.t-title')} placeholder={usual[lang]?.['title']} maxLength={80} value={value.texts[lang]?.title ?? ''} onChange={(e) => put({ title: e.currentTarget.value })} />
        <TextInput label={w('wid.t-button')} placeholder={usual[lang]?.['button']} maxLength={40} value={value.texts[lang]?.button ?? ''} onChange={(e) => put({ button: e.currentTarget.value })} />
        <Textarea className={css.full} label={w('wid.t-lead')} placeholder={usual[lang]?.['lead']} autosize minRows={2} maxRows={5} maxLength={240} value={value.texts[lang]?.lead ?? ''} onChange={(e) => put({ lead: e.currentTarget.value })} />
      </Fields>
    </Editor>
  )
}

/** Drawn by the very code that runs on clients' sites, in a shadow of its own. */
function Preview({ words: say, colour, from, said }: { words: Record<string, string>; colour: string; from: string; said: string }) {
  const host = useRef<HTMLDivElement>(null)
  const text = JSON.stringify(say)
  useEffect(() => {
    if (host.current && say['title']) draw(host.current, { words: say, colour, from }, async () => ({ ok: true, text: said }))
    // The words are compared by what they say: a new object is made at each render.
  }, [text, colour, from, said])
  return <div className={own.stage}><div ref={host} className={own.host} /></div>
}

function Snippets({ site, kept, lang, say }: { site: string; kept: Widget; lang: string; say: Record<string, string> }) {
  const { w } = useWords(words)
  return (
    <div className={css.live}>
      <Copy text={scriptLine(site, kept.key)} />
      <p className="note muted">{w('wid.snippet-text')}</p>
      <details><summary className="small">{w('wid.plain')}</summary><Copy text={plainForm(site, kept.key, lang, say)} /></details>
    </div>
  )
}

function Copy({ text }: { text: string }) {
  const { w } = useWords(words)
  const [done, setDone] = useState(false)
  return (
    <div className={own.copy}>
      <pre tabIndex={0}>{text}</pre>
      <Press size="tiny" icon={<IconCopy size={16} aria-hidden />} onClick={() => void navigator.clipboard.writeText(text).then(() => setDone(true))}>{w(done ? 'wid.copied' : 'wid.copy')}</Press>
    </div>
  )
}

export default { List, Form }

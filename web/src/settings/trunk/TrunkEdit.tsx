import { Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Trunk } from '../../api/settings'
import { useWords } from '../../i18n'
import { Segments } from '../../shared/Segments'
import { Editor } from '../Editor'
import { Fields, NumberField } from '../Fields'
import { useList } from '../resource'
import css from '../settings.module.css'
import { useForm } from '../useForm'
import frame from '../words'
import { StateChip, Status, freshness } from './Status'
import { TestCall } from './TestCall'
import { More, type MoreForm, moreLabels, moreOf } from './More'
import words from './words'

export const path = '/trunks'
type TrunkForm = Required<Pick<Trunk, 'name' | 'kind' | 'address' | 'transport' | 'region' | 'channels' | 'enabled'>> & MoreForm & { sources: string[]; version?: number }
const formOf = (t: Trunk): TrunkForm => ({ name: t.name, kind: t.kind, address: t.address, transport: t.transport, sources: t.sources ?? [], region: t.region, channels: t.channels ?? 0, enabled: t.enabled, ...moreOf(t), version: t.version })
const readSources = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean)

/** A trunk: what we ask of it on the left, how it really is on the right. */
export function TrunkEdit({ kept }: { kept: Trunk | undefined }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const status = useList('/trunks/status', freshness).data?.find((s) => s.trunk === kept?.id)
  const form = useForm<TrunkForm>(`trunk:${kept?.id ?? 'new'}`, kept ? formOf(kept) : { name: '', kind: 'ip', address: '', transport: 'udp', sources: [], region: 'UA', channels: 0, enabled: true, ...moreOf(undefined) })
  const { value, set } = form
  const [sources, setSources] = useState(() => value.sources.join('\n'))
  const labels = { name: f('set.name'), kind: w('trunk.how'), address: w('trunk.server'), transport: w('trunk.transport'), sources: w('trunk.sources'), region: w('trunk.region'), channels: w('trunk.limit'), enabled: w('trunk.enabled'), ...moreLabels(w) }
  return (
    <Editor<TrunkForm, typeof path> kind="trunks" path={path} id={kept?.id} title={kept ? w('trunk.title', { name: kept.name }) : w('trunk.new')} chip={kept && <StateChip trunk={kept} status={status} />} form={form} formOf={formOf} labels={labels} tables={words}
      valid={value.name.trim() !== '' && value.address.trim() !== ''} side={<><Status trunk={kept} status={status} />{kept && <TestCall trunk={kept.id} />}</>}>
      <Fields>
        <TextInput label={f('set.name')} value={value.name} maxLength={80} onChange={(e) => set({ name: e.currentTarget.value })} />
        <div className={`${css.group} ${css.full}`}><span className={css.label}>{w('trunk.how')}</span><div><Segments label={w('trunk.how')} value={value.kind} options={[['ip', w('trunk.ip')], ['static', w('trunk.static')], ['register', w('trunk.register')]]} onChange={(kind) => { set({ kind, sources: kind === 'static' ? [] : value.sources }); if (kind === 'static') setSources('') }} /></div></div>
        <TextInput label={w('trunk.server')} description={w('trunk.server-text')} value={value.address} spellCheck={false} autoCapitalize="none" onChange={(e) => set({ address: e.currentTarget.value })} />
        <div className={css.group}><span className={css.label}>{w('trunk.transport')}</span><div><Segments label={w('trunk.transport')} value={value.transport} options={[['udp', 'UDP'], ['tcp', 'TCP']]} onChange={(transport) => set({ transport })} /></div></div>
        {value.kind !== 'static' && <label className={`${css.group} ${css.full}`}><span className={css.label}>{w('trunk.sources')}</span><textarea className={css.area} spellCheck={false} value={sources} onChange={(e) => { setSources(e.currentTarget.value); set({ sources: readSources(e.currentTarget.value) }) }} /><span className="note muted">{w('trunk.sources-text')}</span></label>}
        <TextInput label={w('trunk.region')} description={w('trunk.region-text')} value={value.region} maxLength={2} onChange={(e) => set({ region: e.currentTarget.value.toUpperCase() })} />
        <NumberField label={w('trunk.limit')} description={w('trunk.limit-text')} value={value.channels} max={10_000} onChange={(n) => set({ channels: n })} />
        <Switch className={css.full} label={w('trunk.enabled')} checked={value.enabled} onChange={(e) => set({ enabled: e.currentTarget.checked })} />
      </Fields>
      <More value={value} set={set} register={value.kind === 'register'} kept={kept?.has_secret ?? false} />
    </Editor>
  )
}

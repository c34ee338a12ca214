import { PasswordInput, Switch, TextInput } from '@mantine/core'
import type { Trunk } from '../../api/settings'
import { useWords } from '../../i18n'
import { Segments } from '../../shared/Segments'
import { Fields, NumberField } from '../Fields'
import css from '../settings.module.css'
import words from './words'

/** What some carriers want beside an address. The secret only goes in. */
export type MoreForm = Required<Pick<Trunk, 'domain' | 'account' | 'user' | 'secret' | 'format' | 'pai' | 'nat' | 'to_header' | 'per_second' | 'patience_ms' | 'probe_s' | 'expires_s'>>

export const moreOf = (t: Trunk | undefined): MoreForm => ({
  domain: t?.domain ?? '', account: t?.account ?? '', user: t?.user ?? '', secret: '', format: t?.format ?? 'plus', pai: t?.pai ?? false, nat: t?.nat ?? false,
  to_header: t?.to_header ?? false, per_second: t?.per_second ?? 0, patience_ms: t?.patience_ms ?? 0, probe_s: t?.probe_s ?? 0, expires_s: t?.expires_s ?? 0,
})

type W = ReturnType<typeof useWords<typeof words>>['w']

export const moreLabels = (w: W): Record<keyof MoreForm, string> => ({
  domain: w('trunk.domain'), account: w('trunk.account'), user: w('trunk.user'), secret: w('trunk.secret'), format: w('trunk.format'), pai: w('trunk.pai'), nat: w('trunk.nat'),
  to_header: w('trunk.to-header'), per_second: w('trunk.per-second'), patience_ms: w('trunk.patience'), probe_s: w('trunk.probe'), expires_s: w('trunk.expires'),
})

type Props = { value: MoreForm; set: (part: Partial<MoreForm>) => void; register: boolean; kept: boolean }

/** Closed until somebody needs it: with an address alone most trunks work. */
export function More({ value, set, register, kept }: Props) {
  const { w } = useWords(words)
  return (
    <details open={register}>
      <summary className="small strong">{w('trunk.more')}</summary>
      <Fields>
        <TextInput label={w('trunk.user')} value={value.user} maxLength={64} autoComplete="off" spellCheck={false} autoCapitalize="none" onChange={(e) => set({ user: e.currentTarget.value })} />
        <PasswordInput label={w('trunk.secret')} description={w(kept ? 'trunk.secret-keep' : 'trunk.secret-text')} value={value.secret} maxLength={128} autoComplete="new-password" visibilityToggleButtonProps={{ 'aria-label': w('trunk.secret') }} onChange={(e) => set({ secret: e.currentTarget.value })} />
        <TextInput label={w('trunk.domain')} description={w('trunk.domain-text')} value={value.domain} spellCheck={false} autoCapitalize="none" onChange={(e) => set({ domain: e.currentTarget.value })} />
        <TextInput label={w('trunk.account')} description={w('trunk.account-text')} value={value.account} maxLength={64} spellCheck={false} autoCapitalize="none" onChange={(e) => set({ account: e.currentTarget.value })} />
        <div className={`${css.group} ${css.full}`}><span className={css.label}>{w('trunk.format')}</span><div><Segments label={w('trunk.format')} value={value.format} options={[['plus', w('trunk.format-plus')], ['bare', w('trunk.format-bare')], ['national', w('trunk.format-national')]]} onChange={(format) => set({ format })} /></div></div>
        <NumberField label={w('trunk.per-second')} description={w('trunk.per-second-text')} value={value.per_second} max={1000} onChange={(n) => set({ per_second: n })} />
        <NumberField label={w('trunk.patience')} description={w('trunk.patience-text')} value={value.patience_ms} usual={2000} unit={w('trunk.ms')} max={30_000} onChange={(n) => set({ patience_ms: n })} />
        {register && <NumberField label={w('trunk.expires')} value={value.expires_s} usual={600} unit={w('trunk.s')} max={86_400} onChange={(n) => set({ expires_s: n })} />}
        {value.probe_s >= 0 && <NumberField label={w('trunk.probe')} value={value.probe_s} usual={5} unit={w('trunk.s')} max={3600} onChange={(n) => set({ probe_s: n })} />}
        <Switch className={css.full} label={w('trunk.probe-on')} checked={value.probe_s >= 0} onChange={(e) => set({ probe_s: e.currentTarget.checked ? 0 : -1 })} />
        <Switch className={css.full} label={w('trunk.pai')} checked={value.pai} onChange={(e) => set({ pai: e.currentTarget.checked })} />
        <Switch className={css.full} label={w('trunk.to-header')} checked={value.to_header} onChange={(e) => set({ to_header: e.currentTarget.checked })} />
        <Switch className={css.full} label={w('trunk.nat')} checked={value.nat} onChange={(e) => set({ nat: e.currentTarget.checked })} />
      </Fields>
    </details>
  )
}

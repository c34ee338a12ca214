import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client'
import { asProblem } from '../../api/problem'
import type { DirectoryEntry } from '../../api/settings'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Failed } from '../../shared/Loaded'
import { Press, pressClass } from '../../shared/Press'
import { told } from '../../api/told'
import css from '../settings.module.css'
import { useForm } from '../useForm'
import frame from '../words'
import words from './words'

type Props = { kept: DirectoryEntry | undefined; tenant: string; mayChange: boolean; failure: unknown; onSaved: (e: DirectoryEntry) => void; onMeanwhile: () => void; onRemove: (id: string) => void; onClose: () => void }
type Form = { name: string; post: string; number: string; hours: string; presence: string }
const formOf = (e: DirectoryEntry | undefined): Form => ({ name: e?.name ?? '', post: e?.post ?? '', number: e?.number ?? '', hours: e?.hours ?? '', presence: e?.presence ?? '' })

/** Where a refusal belongs: under the field that it is about. */
const fieldOf: Record<string, keyof Form> = { 'directory.no_name': 'name', 'directory.bad_number': 'number' }

export function EntryForm({ kept, tenant, mayChange, failure, onSaved, onMeanwhile, onRemove, onClose }: Props) {
  const { w, lang } = useWords(words)
  const { w: f } = useWords(frame)
  const form = useForm<Form>(`directory:${kept?.id ?? `new:${tenant}`}`, formOf(kept))
  const [sure, setSure] = useState(false)
  const { value, set } = form
  const save = useMutation({
    mutationFn: () => (kept ? ask('put', '/directory/{entry}', { path: { entry: kept.id }, body: { ...value, version: kept.version } }) : ask('post', '/tenants/{tenant}/directory', { path: { tenant }, body: value })),
    onSuccess: (e) => { form.rebase(formOf(kept ? e : undefined), false); onSaved(e) },
    onError: (e) => { if (asProblem(e).code.endsWith('.changed_meanwhile')) onMeanwhile() },
  })
  const refused = save.error ? asProblem(save.error) : failure ? asProblem(failure) : undefined
  const at = refused && fieldOf[refused.code]
  const wrong = (field: keyof Form) => (at === field && refused ? told(lang, refused.code, refused.params, words) : undefined)
  return (
    <form onSubmit={(e) => { e.preventDefault(); save.mutate() }}>
      <Card title={kept ? kept.name : w('dir.new')}>
        <fieldset className={css.plain} disabled={!mayChange}>
          <div className={css.live}>
            {refused && !at && <Failed error={refused} tables={words} />}
            <TextInput label={w('dir.person')} value={value.name} maxLength={100} error={wrong('name')} onChange={(e) => set({ name: e.currentTarget.value })} />
            <TextInput label={w('dir.number')} description={w('dir.number-text')} type="tel" value={value.number} maxLength={40} error={wrong('number')} onChange={(e) => set({ number: e.currentTarget.value })} />
            <TextInput label={w('dir.post')} value={value.post} maxLength={100} onChange={(e) => set({ post: e.currentTarget.value })} />
            <TextInput label={w('dir.hours')} description={w('dir.hours-text')} value={value.hours} maxLength={100} onChange={(e) => set({ hours: e.currentTarget.value })} />
            <TextInput label={w('dir.presence')} description={w('dir.presence-text')} value={value.presence} maxLength={200} onChange={(e) => set({ presence: e.currentTarget.value })} />
            {mayChange && (
              <div className="row wrap">
                <button type="submit" className={pressClass({ look: 'main' })} disabled={value.name.trim() === '' || value.number.trim() === '' || (kept !== undefined && !form.dirty && !save.error)} aria-busy={save.isPending}>{w('save')}</button>
                <Press onClick={() => { form.reset(); onClose() }}>{w('cancel')}</Press>
                {kept && <Press className="push" look={sure ? 'bad' : 'quiet'} onBlur={() => setSure(false)} onClick={() => (sure ? onRemove(kept.id) : setSure(true))}>{f(sure ? 'set.remove-sure' : 'set.remove')}</Press>}
              </div>
            )}
            {save.isSuccess && !form.dirty && <span className="note muted" role="status">{w('dir.saved')}</span>}
          </div>
        </fieldset>
      </Card>
    </form>
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client'
import { asProblem } from '../../api/problem'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Failed } from '../../shared/Loaded'
import { Press } from '../../shared/Press'
import { NumberField } from '../Fields'
import { useMayChange } from '../Kinds'
import css from '../settings.module.css'
import words from './words'

const key = ['retention']

/** How long a client's recordings are kept; a setting of its own, saved by itself. */
export function Retention({ tenant }: { tenant: string }) {
  const { w } = useWords(words)
  const client = useQueryClient()
  const mayChange = useMayChange()
  const asked = useQuery({ queryKey: key, queryFn: ({ signal }) => ask('get', '/recordings/retention', { signal }), enabled: mayChange })
  const [typed, setTyped] = useState<number>()
  const now = asked.data?.tenants.find((t) => t.tenant === tenant)
  const usual = asked.data?.default_days ?? 0
  const days = typed ?? now?.days ?? 0
  const save = useMutation({
    mutationFn: () => ask('put', '/recordings/retention/{tenant}', { path: { tenant }, body: { days: days || usual, version: now?.version ?? 0 } }),
    onSuccess: () => setTyped(undefined),
    // After a refusal too: what is shown is what the server has.
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
  if (!mayChange || !asked.data) return null
  return (
    <Card title={w('keep.title')}>
      <div className={css.live}>
        <NumberField label={w('keep.days')} description={w('keep.text')} value={days} usual={usual} min={1} max={3650} onChange={setTyped} />
        {save.error && <Failed error={asProblem(save.error)} tables={words} />}
        <Press disabled={typed === undefined || days === now?.days} aria-busy={save.isPending} onClick={() => save.mutate()}>{w(save.isSuccess && typed === undefined ? 'keep.saved' : 'keep.save')}</Press>
      </div>
    </Card>
  )
}

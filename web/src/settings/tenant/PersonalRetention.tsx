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

const key = ['personal-retention']

/** How long people's data of a client's calls is kept: numbers, notes, words of hand-overs. */
export function PersonalRetention({ tenant }: { tenant: string }) {
  const { w } = useWords(words)
  const client = useQueryClient()
  const mayChange = useMayChange()
  const asked = useQuery({ queryKey: key, queryFn: ({ signal }) => ask('get', '/personal-retention', { signal }), enabled: mayChange })
  const [typed, setTyped] = useState<number>()
  const now = asked.data?.tenants.find((t) => t.tenant === tenant)
  const save = useMutation({
    mutationFn: (days: number) => ask('put', '/personal-retention/{tenant}', { path: { tenant }, body: { days, version: now?.version ?? 0 } }),
    onSuccess: () => setTyped(undefined),
    // After a refusal too: what is shown is what the server has.
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
  if (!mayChange || !asked.data) return null
  return (
    <Card title={w('people.title')}>
      <div className={css.live}>
        <NumberField label={w('keep.days')} description={w('people.text')} value={typed ?? now?.days ?? 0} min={asked.data.min_days} max={asked.data.max_days} onChange={setTyped} />
        {save.error && <Failed error={asProblem(save.error)} tables={words} />}
        <Press disabled={!typed || typed === now?.days} aria-busy={save.isPending} onClick={() => { if (typed) save.mutate(typed) }}>{w(save.isSuccess && typed === undefined ? 'keep.saved' : 'keep.save')}</Press>
      </div>
    </Card>
  )
}

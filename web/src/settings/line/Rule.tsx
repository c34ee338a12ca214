import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Answer, ask } from '../../api/client'
import { asProblem } from '../../api/problem'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Bones, Failed, Loaded } from '../../shared/Loaded'
import { Press } from '../../shared/Press'
import { ChoiceField, NumberField } from '../Fields'
import { useMayChange } from '../Kinds'
import frame from '../words'
import own from './line.module.css'
import words from './routingWords'

type Kept = Answer<'get', '/routing'>
const picks = ['age', 'slack', 'shares'] as const
const key = ['routing']

/** What holds for all lines of the centre: how an agent who is free finds the next caller. */
export function Rule() {
  const { w } = useWords(words)
  const asked = useQuery({ queryKey: key, queryFn: ({ signal }) => ask('get', '/routing', { signal }) })
  return <Card title={w('rule.title')}><Loaded of={asked} bones={<Bones rows={2} />}>{(kept) => <Edit key={kept.version} kept={kept} />}</Loaded></Card>
}

function Edit({ kept }: { kept: Kept }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const client = useQueryClient()
  const mayChange = useMayChange()
  const [value, set] = useState(kept)
  const save = useMutation({ mutationFn: () => ask('put', '/routing', { body: value }), onSuccess: (next) => { client.setQueryData(key, next) } })
  const dirty = value.pick !== kept.pick || value.starve_s !== kept.starve_s
  const change = (part: Partial<Kept>) => { save.reset(); set((v) => ({ ...v, ...part })) }
  return (
    <fieldset disabled={!mayChange} className={own.rule}>
      <ChoiceField label={w('rule.pick')} description={w('rule.first')} value={value.pick || 'age'} options={picks.map((p) => ({ id: p, name: w(`rule.${p}`) }))} onChange={(p) => change({ pick: picks.find((x) => x === p) ?? 'age' })} />
      <NumberField label={w('rule.starve')} description={w('rule.starve-text')} value={value.starve_s} usual={600} unit={f('set.seconds')} max={3600} onChange={(n) => change({ starve_s: n })} />
      {mayChange && <div className={`row ${own.whole}`}><Press disabled={!dirty} aria-busy={save.isPending} onClick={() => save.mutate()}>{w('rule.save')}</Press>{save.isSuccess && !dirty ? <span className="small muted" role="status">{w('rule.saved')}</span> : null}</div>}
      {save.error && <div className={own.whole}><Failed error={asProblem(save.error)} tables={words} again={() => void client.invalidateQueries({ queryKey: key })} /></div>}
    </fieldset>
  )
}

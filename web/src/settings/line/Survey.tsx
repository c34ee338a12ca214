import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client'
import { asProblem } from '../../api/problem'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Failed } from '../../shared/Loaded'
import { Press } from '../../shared/Press'
import { ChoiceField, NumberField } from '../Fields'
import { useMayChange } from '../Kinds'
import { useList } from '../resource'
import css from '../settings.module.css'
import words from './surveyWords'

/** Whether callers of the line are asked after a conversation; kept by itself. */
export default function Survey({ line, tenant }: { line: string; tenant: string }) {
  const { w } = useWords(words)
  const client = useQueryClient()
  const mayChange = useMayChange()
  const key = ['survey-settings']
  const asked = useQuery({ queryKey: key, queryFn: ({ signal }) => ask('get', '/survey-settings', { signal }) })
  const menus = (useList('/menus').data ?? []).filter((m) => m.tenant === tenant && m.published > 0)
  const kept = asked.data?.find((s) => s.line === line)
  const [edited, edit] = useState<{ share: number; flow: string }>()
  const now = edited ?? { share: kept?.share ?? 0, flow: kept?.flow ?? '' }
  const save = useMutation({
    mutationFn: () => ask('put', '/survey-settings/{line}', { path: { line }, body: { ...now, version: kept?.version ?? 0 } }),
    onSuccess: () => { edit(undefined); return client.invalidateQueries({ queryKey: key }) },
  })
  if (!asked.data) return null
  return (
    <Card title={w('survey.title')}>
      <fieldset className={css.plain} disabled={!mayChange}>
        <div className={css.live}>
          <p className="note muted">{w('survey.text')}</p>
          <NumberField label={w('survey.share')} hint={w('survey.nobody')} value={now.share} unit="%" max={100} onChange={(share) => edit({ ...now, share: Math.min(100, share) })} />
          {now.share > 0 && <ChoiceField label={w('survey.menu')} value={now.flow} none={w('survey.shipped')} options={menus} onChange={(flow) => edit({ ...now, flow })} />}
          {save.error && <Failed error={asProblem(save.error)} tables={words} />}
          {mayChange && <Press disabled={!edited} aria-busy={save.isPending} onClick={() => save.mutate()}>{w('survey.save')}</Press>}
        </div>
      </fieldset>
    </Card>
  )
}

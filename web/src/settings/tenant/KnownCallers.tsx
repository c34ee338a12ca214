import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client'
import { asProblem } from '../../api/problem'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Failed } from '../../shared/Loaded'
import { Press } from '../../shared/Press'
import { useMayChange } from '../Kinds'
import css from '../settings.module.css'
import { readCallers, writeCallers } from './known'
import words from './words'

/** Whom a client's menus know by number; a list of its own, saved by itself. */
export function KnownCallers({ tenant }: { tenant: string }) {
  const { w } = useWords(words)
  const client = useQueryClient()
  const mayChange = useMayChange()
  const key = ['known-callers', tenant]
  const asked = useQuery({ queryKey: key, queryFn: ({ signal }) => ask('get', '/known-callers', { query: { tenant }, signal }), enabled: mayChange })
  const [typed, type] = useState<string>()
  const save = useMutation({
    mutationFn: () => ask('put', '/known-callers', { body: { tenant, callers: readCallers(typed ?? '') } }),
    onSuccess: (kept) => { client.setQueryData(key, kept); type(undefined) },
  })
  if (!mayChange || !asked.data) return null
  return (
    <Card title={w('known.title')}>
      <div className={css.live}>
        <label className={css.group}><span className="note muted">{w('known.text')}</span><textarea className={css.area} aria-label={w('known.title')} spellCheck={false} value={typed ?? writeCallers(asked.data.callers)} onChange={(e) => { type(e.currentTarget.value); save.reset() }} /></label>
        {save.error && <Failed error={asProblem(save.error)} tables={words} />}
        <Press disabled={typed === undefined} aria-busy={save.isPending} onClick={() => save.mutate()}>{w(save.isSuccess && typed === undefined ? 'known.saved' : 'known.save')}</Press>
      </div>
    </Card>
  )
}

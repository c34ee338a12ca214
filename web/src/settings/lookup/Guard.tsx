import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client'
import { asProblem } from '../../api/problem'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Failed } from '../../shared/Loaded'
import { Press } from '../../shared/Press'
import css from '../settings.module.css'
import words from './words'

const lines = (text: string) => text.split(/[\s,]+/).filter(Boolean)

/** Where a client's look-ups may go; kept by itself. */
export function Guard({ tenant }: { tenant: string }) {
  const { w } = useWords(words)
  const client = useQueryClient()
  const key = ['lookup-guard', tenant]
  const asked = useQuery({ queryKey: key, queryFn: ({ signal }) => ask('get', '/lookup-guard', { query: { tenant }, signal }) })
  const [hosts, setHosts] = useState<string>()
  const [open, setOpen] = useState<string>()
  const was = { hosts: (asked.data?.hosts ?? []).join('\n'), open: (asked.data?.private ?? []).join('\n') }
  const save = useMutation({
    mutationFn: () => ask('put', '/lookup-guard', { body: { tenant, hosts: lines(hosts ?? was.hosts), private: lines(open ?? was.open) } }),
    onSuccess: (kept) => { client.setQueryData(key, kept); setHosts(undefined); setOpen(undefined) },
  })
  if (!asked.data) return null
  return (
    <Card title={w('guard.title')}>
      <div className={css.live}>
        <label className={css.group}><span className={css.label}>{w('guard.hosts')}</span><span className="note muted">{w('guard.hosts-text')}</span><textarea className={css.area} aria-label={w('guard.hosts')} spellCheck={false} rows={3} value={hosts ?? was.hosts} onChange={(e) => setHosts(e.currentTarget.value)} /></label>
        <label className={css.group}><span className={css.label}>{w('guard.private')}</span><span className="note muted">{w('guard.private-text')}</span><textarea className={css.area} aria-label={w('guard.private')} spellCheck={false} rows={2} value={open ?? was.open} onChange={(e) => setOpen(e.currentTarget.value)} /></label>
        {save.error && <Failed error={asProblem(save.error)} tables={words} />}
        <Press disabled={hosts === undefined && open === undefined} aria-busy={save.isPending} onClick={() => save.mutate()}>{w('guard.save')}</Press>
      </div>
    </Card>
  )
}

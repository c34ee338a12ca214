import { TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client'
import { asProblem } from '../../api/problem'
import type { Extension } from '../../api/settings'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Bones, Failed, Loaded } from '../../shared/Loaded'
import { Press } from '../../shared/Press'
import { Table } from '../../shared/Table'
import css from '../settings.module.css'
import frame from '../words'
import words from './words'

const key = ['extensions']

/** Whom callers can dial in a menu: a number, and a name as they spell it on the keypad. */
function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const names = useDirectory()
  const client = useQueryClient()
  const asked = useQuery({ queryKey: key, queryFn: ({ signal }) => ask('get', '/extensions', { signal }) })
  const [edited, edit] = useState<Extension[]>()
  const kept = asked.data?.extensions ?? []
  const rows = edited ?? kept
  const of = (agent: string) => rows.find((e) => e.agent === agent) ?? { agent }
  const put = (next: Extension) => edit([...rows.filter((e) => e.agent !== next.agent), ...(next.ext || next.name ? [next] : [])])
  const save = useMutation({ mutationFn: () => ask('put', '/extensions', { body: { extensions: rows } }), onSuccess: (now) => { client.setQueryData(key, now); edit(undefined) } })
  return (
    <>
      <div className={css.head}>
        <h1>{f('set.extensions')}</h1><span className="muted">{w('ext.text')}</span>
        <Press className="push" look="main" disabled={!edited} aria-busy={save.isPending} onClick={() => save.mutate()}>{w(save.isSuccess && !edited ? 'ext.saved' : 'ext.save')}</Press>
      </div>
      {save.error && <Failed error={asProblem(save.error)} tables={words} />}
      <Card>
        <Loaded of={asked} bones={<Bones rows={5} />} tables={words}>
          {() => (
            <Table caption={f('set.extensions')} columns={[{ head: w('ext.agent') }, { head: w('ext.ext') }, { head: w('ext.name') }]}>
              {names.agents.map((a) => (
                <tr key={a.id} style={{ height: 46 }}>
                  <td>{a.name}</td>
                  <td><TextInput aria-label={w('ext.of', { name: a.name })} inputMode="numeric" maxLength={6} value={of(a.id).ext ?? ''} onChange={(e) => put({ ...of(a.id), ext: e.currentTarget.value.replace(/\D/g, '') })} /></td>
                  <td><TextInput aria-label={w('ext.name-of', { name: a.name })} maxLength={80} value={of(a.id).name ?? ''} onChange={(e) => put({ ...of(a.id), name: e.currentTarget.value })} /></td>
                </tr>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
    </>
  )
}

export default { List }

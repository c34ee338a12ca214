import { NativeSelect, TextInput } from '@mantine/core'
import { IconAddressBook, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { ask } from '../../api/client'
import type { DirectoryEntry } from '../../api/settings'
import { useDirectory } from '../../app/names'
import { has, useMe } from '../../app/session'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Empty } from '../../shared/Empty'
import { Bones, Loaded } from '../../shared/Loaded'
import { Press } from '../../shared/Press'
import { Table } from '../../shared/Table'
import { house } from '../Fields'
import css from '../settings.module.css'
import frame from '../words'
import own from './directory.module.css'
import { EntryForm } from './EntryForm'
import words from './words'

/** What the server shows of a directory at most. */
const most = 50

/** Whom a client's calls can be handed to: found on the left, edited on the right. */
function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const me = useMe()
  const names = useDirectory()
  const whole = me.grants.some((g) => g.tenant === house)
  const places = [...names.tenants.filter((t) => t.id !== house), ...(whole ? [{ id: house, name: f('set.house') }] : [])]
  const [picked, setTenant] = useState<string>()
  const tenant = picked ?? places[0]?.id ?? house
  const [sought, seek] = useState('')
  const q = useDeferredValue(sought.trim())
  const [chosen, choose] = useState<DirectoryEntry | 'new'>()
  const client = useQueryClient()
  const asked = useQuery({ queryKey: ['directory-entries', tenant, q], queryFn: ({ signal }) => ask('get', '/tenants/{tenant}/directory', { path: { tenant }, query: { q }, signal }), placeholderData: (old) => old })
  const fresh = () => client.invalidateQueries({ queryKey: ['directory-entries'] })
  const remove = useMutation({ mutationFn: (entry: string) => ask('delete', '/directory/{entry}', { path: { entry } }), onSuccess: () => { choose(undefined); void fresh() } })
  const mayChange = has(me, 'supervisor', 'administrator')
  const now = chosen === 'new' || chosen === undefined ? chosen : (asked.data?.find((e) => e.id === chosen.id) ?? chosen)
  return (
    <>
      <div className={css.head}>
        <h1>{f('set.directory')}</h1><span className="muted">{w('dir.text')}</span>
        {mayChange && <Press className="push" look="main" icon={<IconPlus size={18} aria-hidden />} onClick={() => choose('new')}>{w('dir.add')}</Press>}
      </div>
      <div className="row wrap" role="search">
        <NativeSelect aria-label={w('dir.of')} value={tenant} data={places.map((p) => ({ value: p.id, label: p.name }))} onChange={(e) => { setTenant(e.currentTarget.value); choose(undefined) }} />
        <TextInput className={own.find} aria-label={w('dir.find')} placeholder={w('dir.find')} value={sought} onChange={(e) => seek(e.currentTarget.value)} />
      </div>
      <div className={now ? css.form : undefined}>
        <Card>
          <Loaded of={asked} bones={<Bones rows={5} />} tables={words}>
            {(list) => (list.length === 0
              ? q ? <p className={`${css.live} small muted`}>{w('dir.nobody')}</p> : <Empty icon={<IconAddressBook size={36} stroke={1.4} aria-hidden />} title={w('dir.empty')}>{w('dir.empty-text')}</Empty>
              : <div className={css.wide}>
                <Table caption={f('set.directory')} columns={[{ head: w('dir.person') }, { head: w('dir.number') }, { head: w('dir.hours') }, { head: w('dir.presence') }]}>
                  {list.map((e) => (
                    <tr key={e.id} className={css.tall} data-on={now !== 'new' && now?.id === e.id || undefined}>
                      <td><button type="button" className={own.name} aria-pressed={now !== 'new' && now?.id === e.id} onClick={() => choose(e)}>{e.name}</button><span className="note muted">{[e.post, e.tenant === house && tenant !== house ? f('set.house') : ''].filter(Boolean).join(', ')}</span></td>
                      <td className={own.number}>{e.pretty}</td><td>{e.hours || <span className="muted">–</span>}</td><td>{e.presence || <span className="muted">–</span>}</td>
                    </tr>
                  ))}
                </Table>
                {list.length >= most && <p className={`${css.live} note muted`}>{w('dir.most', { n: most })}</p>}
              </div>)}
          </Loaded>
        </Card>
        {now && <EntryForm key={now === 'new' ? `new:${tenant}` : now.id} kept={now === 'new' ? undefined : now} tenant={tenant} mayChange={mayChange} failure={remove.error} onSaved={async (e) => { await fresh(); choose(e) }} onMeanwhile={() => void fresh()} onRemove={(id) => remove.mutate(id)} onClose={() => choose(undefined)} />}
      </div>
    </>
  )
}

export default { List }

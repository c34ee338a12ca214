import { NativeSelect, TextInput } from '@mantine/core'
import { IconGridDots } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client'
import { asProblem } from '../../api/problem'
import type { Matrix } from '../../api/settings'
import { useDirectory } from '../../app/names'
import { has, useMe } from '../../app/session'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Empty } from '../../shared/Empty'
import { Bones, Failed, Loaded } from '../../shared/Loaded'
import { Press } from '../../shared/Press'
import { Problem } from '../../shared/Problem'
import { StateMark } from '../../shared/StateMark'
import { listKey, useList } from '../resource'
import frame from '../settings.module.css'
import { useForm } from '../useForm'
import setWords from '../words'
import { Grid } from './Grid'
import { type Edits, cellsOf, rowsOf, sheetOf } from './grid'
import css from './matrix.module.css'
import { Paste } from './Paste'
import words from './words'

const queryKey = ['skill-matrix']
/** Rows that are drawn at once: more are a press away, or a word. */
const page = 100

function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(setWords)
  const asked = useQuery({ queryKey, queryFn: ({ signal }) => ask('get', '/skill-matrix', { signal }) })
  return (
    <>
      <div className={frame.head}><h1>{f('set.matrix')}</h1><span className="muted">{w('matrix.text')}</span></div>
      <Loaded of={asked} bones={<Card><Bones rows={8} /></Card>} tables={words}>
        {(matrix) => (matrix.skills.length === 0 || matrix.rows.length === 0
          ? <Card><Empty icon={<IconGridDots size={36} stroke={1.4} aria-hidden />} title={w('matrix.empty')}>{w('matrix.empty-text')}</Empty></Card>
          : <Whole matrix={matrix} />)}
      </Loaded>
    </>
  )
}

function Whole({ matrix }: { matrix: Matrix }) {
  const { w } = useWords(words)
  const { w: f } = useWords(setWords)
  const client = useQueryClient()
  // Supervisors say who can what, as administrators do.
  const mayChange = has(useMe(), 'supervisor', 'administrator')
  const form = useForm<{ edits: Edits }>('matrix', { edits: {} })
  const [said, say] = useState('')
  const [shown, show] = useState(page)
  const [team, setTeam] = useState('')
  const [sought, seek] = useState('')
  const { edits } = form.value
  const rows = rowsOf(matrix.rows, team, sought)
  const fresh = () => { void client.invalidateQueries({ queryKey }); void client.invalidateQueries({ queryKey: listKey('/users') }) }
  const save = useMutation({
    mutationFn: () => ask('put', '/skill-matrix', { body: { cells: cellsOf(edits) } }),
    onSuccess: (next) => { client.setQueryData(queryKey, next); form.rebase({ edits: {} }, false); fresh() },
  })
  const count = Object.keys(edits).length
  return (
    <>
      {form.restored && <Problem state="wrapup" title={f('set.restored')} action={<Press size="tiny" onClick={form.reset}>{w('matrix.undo')}</Press>}>{f('set.restored-text')}</Problem>}
      {save.error && <Failed error={asProblem(save.error)} tables={words} />}
      <Card>
        <div className={css.bar}>
          <TextInput aria-label={w('matrix.find')} placeholder={w('matrix.find')} value={sought} onChange={(e) => seek(e.currentTarget.value)} />
          <TeamChoice value={team} onChange={setTeam} />
          <span className="push row wrap">
            {count > 0 ? <><span className="row note muted"><StateMark state="wrapup" size={13} />{w('matrix.changed', { count })}</span><Press onClick={form.reset}>{w('matrix.undo')}</Press></> : save.isSuccess && <span className="row note muted" role="status"><StateMark state="ready" size={13} />{w('matrix.saved')}</span>}
            {mayChange && <Press look="main" disabled={count === 0} aria-busy={save.isPending} onClick={() => save.mutate()}>{w('save')}</Press>}
          </span>
        </div>
        {rows.length === 0 ? <p className={`${frame.live} small muted`}>{w('matrix.nobody')}</p>
          : <Grid rows={rows.slice(0, shown)} skills={matrix.skills} edits={edits} mayChange={mayChange} onChange={(next) => { form.set({ edits: next }); if (save.isSuccess || save.isError) save.reset() }} onSay={say} />}
      </Card>
      <div className="row wrap">
        <span className="note muted" role="status">{said || (mayChange ? w('matrix.keys') : '')}</span>
        <span className="push row">{rows.length > shown && <Press size="tiny" onClick={() => show(shown + page)}>{w('matrix.more')}</Press>}<Copy matrix={matrix} edits={edits} /></span>
      </div>
      {mayChange && <Paste onSaved={fresh} />}
    </>
  )
}

function TeamChoice({ value, onChange }: { value: string; onChange: (team: string) => void }) {
  const { w } = useWords(words)
  const teams = useList('/teams').data ?? []
  const names = useDirectory()
  if (teams.length === 0) return null
  return <NativeSelect aria-label={w('matrix.team')} value={value} data={[{ value: '', label: w('matrix.any-team') }, ...teams.map((t) => ({ value: t.id, label: t.name || names.name(t.id) }))]} onChange={(e) => onChange(e.currentTarget.value)} />
}

/** A page that came without TLS has no clipboard. */
const copies = 'clipboard' in navigator && window.isSecureContext

function Copy({ matrix, edits }: { matrix: Matrix; edits: Edits }) {
  const { w } = useWords(words)
  const [done, setDone] = useState(false)
  if (!copies) return null
  return <Press size="tiny" onBlur={() => setDone(false)} onClick={() => void navigator.clipboard.writeText(sheetOf(matrix, edits)).then(() => setDone(true))}>{w(done ? 'matrix.copied' : 'matrix.copy')}</Press>
}

export default { List }

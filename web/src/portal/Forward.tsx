import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client'
import { asProblem } from '../api/problem'
import type { Line } from '../api/settings'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { Bones, Failed, Loaded } from '../shared/Loaded'
import { type Mode, modeOf, modes } from './modes'
import css from './portal.module.css'
import words from './words'

/** The owner's own switch: who answers each line. It takes effect with the next call. */
export function Forward({ tenant }: { tenant: string | undefined }) {
  const { w } = useWords(words)
  const asked = useQuery({ queryKey: ['forward', tenant], queryFn: ({ signal }) => ask('get', '/lines', { query: { tenant }, signal }), enabled: tenant !== undefined })
  return (
    <Loaded of={asked} bones={<Card><Bones rows={1} /></Card>} tables={words}>
      {(all) => {
        const lines = all.filter((l) => l.tenant === tenant)
        if (lines.length === 0) return null
        return <Card title={w('send.title')}>{lines.some((l) => l.own?.number) ? <ul className={css.send}>{lines.filter((l) => l.own?.number).map((l) => <Switch key={l.id} line={l} alone={lines.length === 1} />)}</ul> : <p className={`${css.quiet} small muted`}>{w('send.no-number')}</p>}</Card>
      }}
    </Loaded>
  )
}

function Switch({ line, alone }: { line: Line; alone: boolean }) {
  const { w } = useWords(words)
  const client = useQueryClient()
  const put = useMutation({
    mutationFn: (mode: Mode) => ask('put', '/lines/{line}/mode', { path: { line: line.id }, body: { mode: mode === 'centre' ? '' : mode } }),
    // After a refusal too: the switch stands where the server has it.
    onSettled: () => client.invalidateQueries({ queryKey: ['forward', line.tenant] }),
  })
  const now = modeOf(line.mode)
  const params = { s: line.own?.ring_s || 20, number: line.own?.number ?? '' }
  return (
    <li>
      {!alone && <strong className="small strong">{line.name}</strong>}
      <div className={css.modes} role="group" aria-label={`${w('send.title')}: ${line.name}`} aria-busy={put.isPending}>
        {modes.map((m) => <button key={m} type="button" aria-pressed={m === now} disabled={put.isPending} onClick={() => { if (m !== now) put.mutate(m) }}>{w(`send.${m}`)}</button>)}
      </div>
      {put.error ? <Failed error={asProblem(put.error)} tables={words} /> : <p className="small muted" role="status">{w(`send.${now}-text`, params)}{put.isSuccess && ` ${w('send.now')}.`}</p>}
    </li>
  )
}

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client'
import { asProblem } from '../../api/problem'
import type { Pasted } from '../../api/settings'
import { told } from '../../api/told'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Failed } from '../../shared/Loaded'
import { Press } from '../../shared/Press'
import { Problem } from '../../shared/Problem'
import frame from '../settings.module.css'
import css from './matrix.module.css'
import words from './words'

/** A whole sheet: first what it would do, then the doing. With one wrong cell nothing is done. */
export function Paste({ onSaved }: { onSaved: () => void }) {
  const { w } = useWords(words)
  const [text, setText] = useState('')
  const [seen, setSeen] = useState<Pasted>()
  const send = useMutation({
    mutationFn: (save: boolean) => ask('post', '/skill-matrix/paste', { body: { text, save } }),
    onSuccess: (p) => { setSeen(p); if (p.saved) onSaved() },
    onError: () => setSeen(undefined),
  })
  const type = (next: string) => { setText(next); setSeen(undefined); send.reset() }
  const ready = seen && !seen.saved && seen.troubles.length === 0 && seen.cells > 0
  return (
    <Card title={w('matrix.paste')}>
      <div className={frame.live}>
        <label className={frame.group}>
          <span className={frame.label}>{w('matrix.sheet')}</span><span className="note muted">{w('matrix.paste-text')}</span>
          <textarea className={`${frame.area} ${css.sheet}`} spellCheck={false} value={text} onChange={(e) => type(e.currentTarget.value)} />
        </label>
        {send.error && <Failed error={asProblem(send.error)} tables={words} />}
        {seen && <Outcome seen={seen} />}
        <div className="row wrap">
          <Press disabled={text.trim() === ''} aria-busy={send.isPending} onClick={() => send.mutate(false)}>{w('matrix.check')}</Press>
          {ready && <Press look="main" aria-busy={send.isPending} onClick={() => send.mutate(true)}>{w('matrix.take')}</Press>}
        </div>
      </div>
    </Card>
  )
}

function Outcome({ seen }: { seen: Pasted }) {
  const { w, lang } = useWords(words)
  const numbers = { agents: seen.agents, cells: seen.cells }
  if (seen.saved) return <Problem state="ready" title={w('matrix.taken', numbers)} />
  if (seen.troubles.length === 0) return <Problem state="talking" title={seen.cells === 0 ? w('matrix.same') : w('matrix.would', numbers)} />
  return (
    <Problem state="ringing" title={w('matrix.troubles')}>
      <ul className={css.troubles}>
        {seen.troubles.map((t) => <li key={`${t.row}:${t.column}:${t.code}`}><strong className="strong">{t.column > 0 ? w('matrix.place', { row: t.row, column: t.column }) : w('matrix.place-row', { row: t.row })}</strong>: {told(lang, t.code, t.params, words)}</li>)}
      </ul>
    </Problem>
  )
}

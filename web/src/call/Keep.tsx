import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api/client'
import { asProblem } from '../api/problem'
import { told } from '../api/told'
import type { CallDetails } from '../api/types'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { serverNow } from '../shared/Clock'
import { Press, pressClass } from '../shared/Press'
import { StateMark } from '../shared/StateMark'
import { when } from '../shared/time'
import css from './call.module.css'
import pageWords from './pageWords'

/** Keeps a call beyond its time, with the reason; shown to those who may, and to all others only when it is kept. */
export function Keep({ page }: { page: CallDetails }) {
  const { w, lang } = useWords(pageWords)
  const client = useQueryClient()
  const [why, setWhy] = useState('')
  const { hold, may_hold: mayHold, call } = page
  const put = useMutation({
    mutationFn: (held: boolean) => ask('put', '/calls/{call}/hold', { path: { call: call.id }, body: held ? { held, why } : { held } }),
    onSuccess: () => { setWhy(''); return client.invalidateQueries({ queryKey: ['call', call.id] }) },
  })
  if (!mayHold && !hold) return null
  const refused = put.error ? asProblem(put.error) : undefined
  const said = refused && told(lang, refused.code, refused.params, pageWords)
  return (
    <Card title={w('page.keep')}>
      <form className={css.why} onSubmit={(e) => { e.preventDefault(); put.mutate(true) }}>
        {hold ? <p className={css.kept}><StateMark state="hold" />{w('hold.held', { time: when(hold.at, serverNow()), why: hold.why })}</p> : <p className="small muted">{w('hold.text')}</p>}
        {mayHold && (hold
          ? <><div><Press aria-busy={put.isPending} onClick={() => put.mutate(false)}>{w('hold.let-go')}</Press></div>{said && <p className="small" role="alert">{said}</p>}</>
          : <><TextInput label={w('hold.why')} value={why} maxLength={500} error={said} onChange={(e) => setWhy(e.currentTarget.value)} /><div><button type="submit" className={pressClass({})} disabled={why.trim() === ''} aria-busy={put.isPending}>{w('hold.hold')}</button></div></>)}
      </form>
    </Card>
  )
}

import { type ReactNode, useEffect, useState } from 'react'
import { type Problem as Refusal, asProblem } from '../api/problem'
import { told } from '../api/told'
import { useWords } from '../i18n'
import type { Words } from '../i18n/lang'
import { Bone } from './Bone'
import { Press } from './Press'
import { Problem } from './Problem'
import css from './shared.module.css'
import words from './words'

type Asked<T> = { data: T | undefined; error: unknown; refetch: () => unknown }
type Props<T> = {
  of: Asked<T>
  /** The outline of what comes; without it three rows. */
  bones?: ReactNode
  /** The room's own table, for the codes that only it knows. */
  tables?: Words
  children: (data: T) => ReactNode
}

const patience = 8000
const calm = 200

/**
 * What an answer of the server looks like while it is on its way: nothing for 200 ms, then bones in its
 * shape, after 8 s a problem with "again". What was shown once stays while it is asked anew.
 */
export function Loaded<T>({ of, bones, tables, children }: Props<T>) {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (of.error) return <div className={css.inset}><Failed error={asProblem(of.error)} tables={tables} again={() => of.refetch()} /></div>
  return <Waiting bones={bones} again={() => of.refetch()} />
}

function Waiting({ bones, again }: { bones?: ReactNode; again: () => void }) {
  const { w } = useWords(words)
  const [age, setAge] = useState<'new' | 'slow' | 'late'>('new')
  useEffect(() => {
    const slow = setTimeout(() => setAge('slow'), calm)
    const late = setTimeout(() => setAge('late'), patience)
    return () => { clearTimeout(slow); clearTimeout(late) }
  }, [])
  if (age === 'new') return null
  if (age === 'late') return <div className={css.inset}><Problem state="ringing" title={w('load.slow')} action={<Press size="tiny" onClick={again}>{w('load.again')}</Press>}>{w('load.slow-text')}</Problem></div>
  return <div role="status" aria-label={w('load.text')}>{bones ?? <Bones />}</div>
}

/** Rows of a list to come. */
export function Bones({ rows = 4 }: { rows?: number }) {
  return (
    <div className={css.bones}>
      {Array.from({ length: rows }, (_, i) => <div key={i} className="row wide"><Bone width={40} /><Bone width={`${[62, 48, 55, 40][i % 4]}%`} /><span className="push" /><Bone width={90} height={10} /></div>)}
    </div>
  )
}

/** A refusal in its place: what happened, the request's number, again. */
export function Failed({ error, again, tables }: { error: Refusal; again?: () => void; tables?: Words }) {
  const { w, lang } = useWords(words)
  return (
    <Problem title={told(lang, error.code, error.params, tables)} action={again && <Press size="tiny" onClick={again}>{w('load.again')}</Press>}>
      {error.request && w('load.request', { id: error.request })}
    </Problem>
  )
}

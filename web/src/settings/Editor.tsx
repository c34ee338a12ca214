import { Link, useNavigate } from '@tanstack/react-router'
import { IconGhost2 } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { asProblem } from '../api/problem'
import type { Lists } from '../api/settings'
import { told } from '../api/told'
import { useWords } from '../i18n'
import type { Words } from '../i18n/lang'
import { Empty } from '../shared/Empty'
import { Press, pressClass } from '../shared/Press'
import { Problem } from '../shared/Problem'
import { StateMark } from '../shared/StateMark'
import { type Kind, useMayChange } from './Kinds'
import { type Path, freshOne, useRemove, useSave } from './resource'
import { Refused, type RefusedFields } from './refused'
import css from './settings.module.css'
import { type Form, differing } from './useForm'
import words from './words'

type Props<T extends { version?: number }, P extends Path> = {
  kind: Kind
  path: P
  /** Undefined: a new one. */
  id: string | undefined
  title: string
  form: Form<T>
  /** The server's view as the form holds it. */
  formOf: (kept: Lists[P]) => T
  /** What each field is called, for a conflict. */
  labels: Partial<Record<keyof T & string, string>>
  /** The room's words, for its own refusals. */
  tables: Words
  onSaved?: (kept: Lists[P]) => void
  /** Beside the form: how it really is. */
  side?: ReactNode
  /** Beside the title. */
  chip?: ReactNode
  removable?: boolean
  /** More that can be done, before Save. */
  actions?: ReactNode
  valid?: boolean
  /** Codes of refusals that are about one field, and its name in the form. */
  fieldOf?: Readonly<Record<string, string>>
  children: ReactNode
}

/** The frame of every form: title, save, remove, refusals, and an honest answer when two people edit one thing. */
export function Editor<T extends { version?: number }, P extends Path>(p: Props<T, P>) {
  const { w, lang } = useWords(words)
  const navigate = useNavigate()
  const mayChange = useMayChange()
  const save = useSave(p.path)
  const remove = useRemove(p.path)
  const [theirs, setTheirs] = useState<Lists[P] | 'gone'>()
  const toList = () => void navigate({ to: '/settings/$kind', params: { kind: p.kind } })

  const submit = async (body: T) => {
    setTheirs(undefined)
    try {
      const kept = await save.mutateAsync({ id: p.id, body })
      p.form.rebase(p.formOf(kept), false)
      if (p.onSaved) p.onSaved(kept)
      else if (!p.id) toList()
    } catch (e) {
      if (p.id && asProblem(e).code.endsWith('.changed_meanwhile')) setTheirs((await freshOne(p.path, p.id).catch(() => undefined)) ?? 'gone')
    }
  }
  const failure = save.error ? asProblem(save.error) : remove.error ? asProblem(remove.error) : undefined
  const conflict = theirs !== undefined
  const at = failure && (p.fieldOf?.[failure.code] ?? failure.params['field'])
  const refused: RefusedFields = { ...failure?.fields, ...(failure && at ? { [at]: told(lang, failure.code, failure.params, p.tables) } : {}) }
  return (
    <form onSubmit={(e) => { e.preventDefault(); if (mayChange) void submit(p.form.value) }} className={css.editor}>
      <div className={css.head}>
        <h1 className="clip">{p.title}</h1>{p.chip}
        {p.form.dirty && <span className="row note muted"><StateMark state="wrapup" size={13} />{w('set.unsaved')}</span>}
        <span className="push" />
        {mayChange ? <>
          {p.id && p.removable !== false && <RemoveButton busy={remove.isPending} onRemove={() => { if (p.id) remove.mutate(p.id, { onSuccess: () => { p.form.reset(); toList() } }) }} />}
          {p.actions}
          <Press onClick={() => { p.form.reset(); toList() }}>{w('cancel')}</Press>
          <button type="submit" className={pressClass({ look: 'main' })} disabled={(!p.form.dirty && p.id !== undefined) || p.valid === false || conflict} aria-busy={save.isPending}>{w('save')}</button>
        </> : <span className="note muted">{w('set.read-only')}</span>}
      </div>
      {p.form.restored && <Problem state="wrapup" title={w('set.restored')} action={<Press size="tiny" onClick={p.form.reset}>{w('set.reset')}</Press>}>{w('set.restored-text')}</Problem>}
      {conflict ? <Conflict {...p} theirs={theirs} onTheirs={(kept) => { p.form.rebase(p.formOf(kept), false); setTheirs(undefined); save.reset() }} onMine={(kept) => { p.form.rebase(p.formOf(kept), true); void submit({ ...p.form.value, version: kept.version }) }} />
        : failure && <Problem title={told(lang, failure.code, failure.params, p.tables)}>{Object.entries(failure.fields).map(([field, what]) => `${p.labels[field as keyof T & string] ?? field}: ${what}`).join('; ')}</Problem>}
      <fieldset disabled={!mayChange} className={p.side ? css.form : css.plain}>
        <Refused value={refused}><div className={css.column}>{p.children}</div></Refused>
        {p.side && <aside className={css.column}>{p.side}</aside>}
      </fieldset>
    </form>
  )
}

/** Removing is pressed twice: the second press stands where the first was and says what it does. */
function RemoveButton({ busy, onRemove }: { busy: boolean; onRemove: () => void }) {
  const { w } = useWords(words)
  const [sure, setSure] = useState(false)
  return <Press look={sure ? 'bad' : 'quiet'} aria-busy={busy} onBlur={() => setSure(false)} onClick={() => (sure ? onRemove() : setSure(true))}>{w(sure ? 'set.remove-sure' : 'set.remove')}</Press>
}

type ConflictProps<T extends { version?: number }, P extends Path> = Pick<Props<T, P>, 'form' | 'formOf' | 'labels'> & { theirs: Lists[P] | 'gone'; onTheirs: (r: Lists[P]) => void; onMine: (r: Lists[P]) => void }

/** A secret is not shown even to who has typed it: others look at the screen too. */
const secret = (v: unknown): string => (v ? '•••' : '')

/** What differs between mine and the server's, and whose is to stay. */
function Conflict<T extends { version?: number }, P extends Path>({ form, formOf, labels, theirs, onTheirs, onMine }: ConflictProps<T, P>) {
  const { w } = useWords(words)
  if (theirs === 'gone') return <Problem title={w('set.gone')}>{w('set.gone-text')}</Problem>
  const server = formOf(theirs)
  const fields = differing(form.value, server)
  const shown = (v: unknown): string => (typeof v === 'string' || typeof v === 'number' || typeof v === 'boolean' ? String(v) : v === undefined ? '–' : JSON.stringify(v))
  return (
    <Problem state="ringing" title={w('conflict.title')}>
      <p>{w(fields.length > 0 ? 'conflict.text' : 'conflict.same')}</p>
      {fields.length > 0 && (
        <table className={css.diff}>
          <thead><tr><th scope="col">{w('conflict.field')}</th><th scope="col">{w('conflict.mine')}</th><th scope="col">{w('conflict.theirs')}</th></tr></thead>
          <tbody>{fields.map((f) => <tr key={f}><th scope="row">{labels[f] ?? f}</th><td>{shown(f === 'secret' ? secret(form.value[f]) : form.value[f])}</td><td>{shown(server[f])}</td></tr>)}</tbody>
        </table>
      )}
      <div className="row" style={{ marginTop: 8 }}><Press size="tiny" onClick={() => onTheirs(theirs)}>{w('conflict.take-theirs')}</Press><Press size="tiny" onClick={() => onMine(theirs)}>{w('conflict.keep-mine')}</Press></div>
    </Problem>
  )
}

/** A form whose thing is not there any more. */
export function Gone({ kind }: { kind: Kind }) {
  const { w } = useWords(words)
  return <Empty icon={<IconGhost2 size={36} stroke={1.4} aria-hidden />} title={w('set.gone')} action={<Link to="/settings/$kind" params={{ kind }} className={pressClass({})}>{w('set.to-list')}</Link>}>{w('set.gone-text')}</Empty>
}

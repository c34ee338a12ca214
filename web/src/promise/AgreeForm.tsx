import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ask } from '../api/client'
import { asProblem } from '../api/problem'
import { told } from '../api/told'
import { useDirectory } from '../app/names'
import { useMe } from '../app/session'
import { checkNumber } from '../desk/dialable'
import { useHomeNumber } from '../desk/people'
import { useWords } from '../i18n'
import { serverNow } from '../shared/Clock'
import { KeyCap } from '../shared/KeyCap'
import { pressClass } from '../shared/Press'
import { Problem } from '../shared/Problem'
import { Segments } from '../shared/Segments'
import css from './agree.module.css'
import { type Field, fieldOf, fieldRefused, momentOf, quickMoments } from './agree'
import words from './agreeWords'

export type Agreed = { who: string; at: number }
type Props = { number?: string; line?: string; onDone: (agreed: Agreed) => void }

/** Whom to call, on whose behalf, when, and who does it. Each problem stands under its own field. */
export function AgreeForm({ number: known = '', line: of = '', onDone }: Props) {
  const { w, lang } = useWords(words)
  const names = useDirectory()
  const me = useMe()
  const client = useQueryClient()
  const [number, setNumber] = useState(known)
  const [picked, setLine] = useState(of)
  // The names may come later than the form.
  const line = picked || (names.lines.length === 1 ? (names.lines[0]?.id ?? '') : '')
  const [quick] = useState(() => quickMoments(serverNow()).map(([name, at]) => [fieldOf(at), name] as const))
  const [at, setAt] = useState(quick[0]?.[0] ?? '')
  const [owner, setOwner] = useState<'free' | 'me'>('free')
  const [wrong, setWrong] = useState<Partial<Record<Field, string>>>({})
  const form = useRef<HTMLFormElement>(null)
  const tenant = names.entry(line)?.tenant ?? ''
  const home = useHomeNumber(tenant)
  const promise = useMutation({ mutationFn: (body: { tenant: string; line: string; number: string; at: number; owner?: string }) => ask('post', '/promises', { body }), onSuccess: () => client.invalidateQueries({ queryKey: ['promises'] }) })

  const send = async () => {
    if (promise.isPending) return
    const checked = checkNumber(number, home)
    const moment = momentOf(at)
    const found: typeof wrong = {
      ...('e164' in checked ? {} : { number: w('agree.number-wrong') }),
      ...(tenant ? {} : { line: w('agree.line-need') }),
      ...(Number.isNaN(moment) ? { at: w('agree.at-need') } : moment + 60_000 <= serverNow() ? { at: w('agree.at-past') } : {}),
    }
    setWrong(found)
    if (Object.keys(found).length > 0 || !('e164' in checked)) return
    try {
      await promise.mutateAsync({ tenant, line, number: checked.e164, at: moment, ...(owner === 'me' && me.agent ? { owner: me.agent } : {}) })
      onDone({ who: checked.pretty, at: moment })
    } catch (e) {
      const { code, params } = asProblem(e)
      const field = fieldRefused(code)
      if (field) setWrong({ [field]: told(lang, code, params, words) })
    }
  }
  // What was refused is where the hands go next.
  useEffect(() => { if (Object.keys(wrong).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus() }, [wrong])
  // Heard here and not on the page: in wrap-up the same key finishes the contact.
  const keys = (e: React.KeyboardEvent) => { if (e.ctrlKey && e.key === 'Enter') { e.preventDefault(); void send() } }
  const failure = promise.error ? asProblem(promise.error) : undefined
  const change = (field: Field, put: () => void) => { put(); if (wrong[field]) setWrong({ ...wrong, [field]: undefined }) }
  return (
    <form ref={form} className={css.form} noValidate onKeyDown={keys} onSubmit={(e: FormEvent) => { e.preventDefault(); void send() }}>
      <TextInput label={w('agree.number')} type="tel" inputMode="tel" autoComplete="off" maxLength={40} value={number} error={wrong.number} onChange={(e) => { const v = e.currentTarget.value; change('number', () => setNumber(v)) }} />
      <NativeSelect label={w('agree.line')} value={line} error={wrong.line} data={[...(line === '' ? [{ value: '', label: w('agree.line-none') }] : []), ...names.lines.map((l) => ({ value: l.id, label: names.tenants.length > 1 ? `${l.name}, ${names.tenant(l.tenant).name}` : l.name }))]} onChange={(e) => { const v = e.currentTarget.value; change('line', () => setLine(v)) }} />
      <div className={css.group}>
        <span className={css.label} aria-hidden>{w('agree.when')}</span>
        <Segments label={w('agree.when')} value={at} options={quick.map(([text, name]) => [text, w(`agree.${name}`)])} onChange={(v) => change('at', () => setAt(v))} />
        <TextInput type="datetime-local" aria-label={w('agree.at')} value={at} error={wrong.at} onChange={(e) => { const v = e.currentTarget.value; change('at', () => setAt(v)) }} />
        <span className="note muted">{w('agree.hours')}</span>
      </div>
      {me.agent && (
        <div className={css.group}>
          <span className={css.label} aria-hidden>{w('agree.owner')}</span>
          <Segments label={w('agree.owner')} value={owner} options={[['free', w('agree.free')], ['me', w('agree.me')]]} onChange={(v) => change('owner', () => setOwner(v))} />
          {wrong.owner && <span className={css.wrong} role="alert">{wrong.owner}</span>}
        </div>
      )}
      {failure && !fieldRefused(failure.code) && <Problem title={told(lang, failure.code, failure.params, words)} />}
      <button type="submit" className={`${pressClass({ look: 'main', size: 'big' })} ${css.send}`} aria-busy={promise.isPending} aria-keyshortcuts="Control+Enter">{w('agree.send')}<KeyCap>Ctrl ↵</KeyCap></button>
    </form>
  )
}

import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client'
import { asProblem } from '../../api/problem'
import type { Lookup } from '../../api/settings'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Chip } from '../../shared/Chip'
import { Failed } from '../../shared/Loaded'
import { Press } from '../../shared/Press'
import css from '../settings.module.css'
import own from './lookup.module.css'
import words from './words'

type WhyWord = keyof typeof words & `came.${string}`
const cameWord = (why: string | undefined): WhyWord => (`came.${why ?? ''}` in words ? (`came.${why ?? ''}` as WhyWord) : 'came.unreachable')

/** The names in braces, but for those that the floor fills. */
const asked = (l: Lookup) => [...new Set([...`${l.url}${l.body ?? ''}`.matchAll(/\{([a-zA-Z_]\w*)\}/g)].map((m) => m[1] ?? ''))].filter((n) => n !== 'number' && n !== 'call')

/** Asks now, with values of one's own; nobody is called for it. */
export function Try({ lookup, dirty }: { lookup: Lookup; dirty: boolean }) {
  const { w } = useWords(words)
  const [number, setNumber] = useState('')
  const [values, setValues] = useState<Record<string, string>>({})
  const test = useMutation({ mutationFn: () => ask('post', '/lookups/{lookup}/test', { path: { lookup: lookup.id }, body: { number, values } }) })
  const came = test.data
  return (
    <Card title={w('look.try')} side={came && <Chip state={came.outcome === 'ok' ? 'ready' : 'alarm'}>{w('look.took', { ms: came.took_ms })}</Chip>}>
      <div className={css.live}>
        {`${lookup.url}${lookup.body ?? ''}`.includes('{number}') && <TextInput type="tel" label={w('look.number')} placeholder="+380 44 123 4567" value={number} onChange={(e) => setNumber(e.currentTarget.value)} />}
        {asked(lookup).map((n) => <TextInput key={n} label={n} value={values[n] ?? ''} maxLength={256} onChange={(e) => { const text = e.currentTarget.value; setValues((old) => ({ ...old, [n]: text })) }} />)}
        {test.error && <Failed error={asProblem(test.error)} tables={words} />}
        {came && came.outcome !== 'ok' && <p className="small" role="status">{w(cameWord(came.why), { status: came.status ?? 0 })}</p>}
        {came?.outcome === 'ok' && <dl className={own.came} role="status">{Object.entries(came.values).map(([k, v]) => <div key={k} style={{ display: 'contents' }}><dt className="muted">{k}</dt><dd>{v === '' ? w('look.nothing') : v}</dd></div>)}</dl>}
        <Press disabled={dirty} title={dirty ? w('look.save-first') : undefined} aria-busy={test.isPending} onClick={() => test.mutate()}>{w('look.ask')}</Press>
      </div>
    </Card>
  )
}

import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api/client'
import { Problem } from '../../api/problem'
import { told } from '../../api/told'
import { useLang, useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Press } from '../../shared/Press'
import css from '../settings.module.css'
import words from './words'

/** One call over the trunk, to hear from the carrier itself whether it works. */
export function TestCall({ trunk }: { trunk: string }) {
  const { w } = useWords(words)
  const lang = useLang()
  const [to, setTo] = useState('')
  const call = useMutation({ mutationFn: (number: string) => ask('post', '/trunks/{trunk}/test-call', { path: { trunk }, body: { to: number } }) })
  const go = () => { if (to.trim() !== '' && !call.isPending) call.mutate(to.trim()) }
  const seconds = ((call.data?.took_ms ?? 0) / 1000).toFixed(1)
  return (
    <Card title={w('trunk.test')}>
      <div className={css.live}>
        <TextInput type="tel" label={w('trunk.test-to')} value={to} maxLength={40} autoComplete="off" onChange={(e) => setTo(e.currentTarget.value)} onKeyDown={(e) => { if (e.key === 'Enter') { e.preventDefault(); go() } }} />
        <p className="note muted">{w('trunk.test-text')}</p>
        <Press disabled={to.trim() === ''} aria-busy={call.isPending} onClick={go}>{w('trunk.test-go')}</Press>
        <p className="small" role="status">
          {call.isPending ? w('trunk.test-busy')
            : call.error instanceof Problem ? told(lang, call.error.code, call.error.params, words)
              : !call.data ? ''
                : !call.data.answered ? w('trunk.test-failed', { cause: call.data.code ? `${call.data.cause} (${call.data.code})` : (call.data.cause ?? ''), time: seconds })
                  : call.data.received === 0 ? w('trunk.test-silent', { time: seconds })
                    : w('trunk.test-answered', { time: seconds, received: call.data.received, lost: call.data.lost, jitter: call.data.jitter_ms.toFixed(1) })}
        </p>
      </div>
    </Card>
  )
}

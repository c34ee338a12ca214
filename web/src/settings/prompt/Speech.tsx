import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client'
import { useWords } from '../../i18n'
import { StateMark } from '../../shared/StateMark'
import words from './words'

/** Whether a machine can speak here, and which; where none can, what goes on working. */
export function Speech() {
  const { w } = useWords(words)
  const { data } = useQuery({ queryKey: ['speech'], queryFn: ({ signal }) => ask('get', '/speech', { signal }), staleTime: 60_000 })
  if (!data) return null
  return <span className="row small muted" title={data.why}><StateMark state={data.available ? 'ready' : 'paused'} size={14} />{data.available ? w('prompt.speech', { version: (data.version ?? '').replace(/ text-to-speech:/, '') }) : w('prompt.mute')}</span>
}

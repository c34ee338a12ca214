import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/client'
import { has, useMe } from '../app/session'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { Chip } from '../shared/Chip'
import words from './surveyWords'

/** What the caller said after the conversation; nothing where nobody was asked. */
export default function Survey({ call }: { call: string }) {
  const { w } = useWords(words)
  const may = has(useMe(), 'supervisor', 'administrator', 'owner')
  const asked = useQuery({ queryKey: ['survey', call], queryFn: ({ signal }) => ask('get', '/surveys', { query: { call }, signal }), enabled: may })
  const all = asked.data?.answers ?? []
  if (all.length === 0) return null
  return (
    <Card title={w('survey.title')}>
      {all.map((a) => (
        <p key={a.item} className="row wrap" style={{ padding: 'var(--s3)' }}>
          {a.csat ? <Chip state={a.csat >= 4 ? 'ready' : a.csat <= 2 ? 'alarm' : 'ringing'}>{w('survey.mark', { n: a.csat })}</Chip> : <span className="muted">{w('survey.no-mark')}</span>}
          {a.solved ? <span>{w(a.solved === 1 ? 'survey.solved' : 'survey.unsolved')}</span> : null}
          {a.comment ? <span className="muted">{w('survey.comment')}</span> : null}
          {a.ended && !a.complete ? <span className="note muted">{w('survey.broken')}</span> : null}
        </p>
      ))}
    </Card>
  )
}

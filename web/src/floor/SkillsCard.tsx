import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { ask } from '../api/client'
import { asProblem } from '../api/problem'
import { told } from '../api/told'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { Bones, Loaded } from '../shared/Loaded'
import { Press } from '../shared/Press'
import { Segments } from '../shared/Segments'
import { StateMark } from '../shared/StateMark'
import css from './ear.module.css'
import own from './queue.module.css'
import words from './queueWords'
import { changeSkills } from './skills'

const levels = ['0', '1', '2', '3', '4', '5'] as const
const key = ['floor', 'skills']

/** An agent's skills beside the floor: each press counts at once. */
export default function SkillsCard({ agent }: { agent: string }) {
  const { w, lang } = useWords(words)
  const names = useDirectory()
  const client = useQueryClient()
  const label = useId()
  const card = useRef<HTMLElement>(null)
  useEffect(() => card.current?.focus({ preventScroll: true }), [])
  const asked = useQuery({ queryKey: key, queryFn: ({ signal }) => ask('get', '/skill-matrix', { signal }), staleTime: 0 })
  const save = useMutation({
    mutationFn: ({ skill, level }: { skill: string; name: string; level: number }) => ask('put', '/skill-matrix', { body: { cells: [{ user: agent.replace(/^agt_/, 'usr_'), skill, level }] } }),
    onSuccess: (next) => { client.setQueryData(key, next) },
  })
  const keys = (e: KeyboardEvent) => { if (e.key === 'Escape') { e.preventDefault(); e.stopPropagation(); changeSkills(undefined) } }
  const done = save.variables
  return (
    <section ref={card} className={`${css.write} ${own.skills}`} tabIndex={-1} aria-labelledby={label} onKeyDown={keys}>
      <div className={css.body}>
        <div className="row"><h2 id={label} className="clip">{w('skills.title', { name: names.name(agent) })}</h2><span className="push" /><Press size="tiny" look="quiet" icon={<IconX size={18} aria-hidden />} hotkey="Esc" aria-label={w('queue.close')} onClick={() => changeSkills(undefined)} /></div>
        <Loaded of={asked} bones={<Bones rows={3} />}>
          {(matrix) => {
            const row = matrix.rows.find((r) => r.user === agent.replace(/^agt_/, 'usr_'))
            if (matrix.skills.length === 0 || !row) return <p className="small muted">{w(row ? 'skills.empty' : 'skills.nobody')}</p>
            return (
              <div className={own.skillRows}>
                {matrix.skills.map((s) => (
                  <div key={s.id} className={own.skillRow}>
                    <span className="small strong clip">{s.name}</span>
                    <Segments label={w('skills.level', { skill: s.name })} value={String(row.levels.find((l) => l.skill === s.id)?.level ?? 0)} options={levels.map((l) => [l, l === '0' ? w('skills.none') : l] as const)} onChange={(l) => save.mutate({ skill: s.id, name: s.name, level: Number(l) })} />
                  </div>
                ))}
              </div>
            )
          }}
        </Loaded>
        <p className={`small ${own.skillSaid}`} role={save.error ? 'alert' : 'status'} style={{ color: save.error ? 'var(--alarm-ink)' : undefined }}>
          {save.error ? told(lang, asProblem(save.error).code, asProblem(save.error).params) : save.isSuccess && done ? <><StateMark state="ready" size={14} />{w(done.level ? 'skills.saved' : 'skills.removed', { skill: done.name, level: done.level })}</> : <span className="note muted">{w('skills.now')}</span>}
        </p>
      </div>
    </section>
  )
}

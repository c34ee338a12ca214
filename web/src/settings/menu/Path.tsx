import { type KeyboardEvent, useRef } from 'react'
import type { CheckMessage, Program } from '../../api/settings'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Chip } from '../../shared/Chip'
import { StateMark } from '../../shared/StateMark'
import css from './menu.module.css'
import { pathOf } from './program'
import { useTitles } from './titles'
import words from './words'

/** The way of a call as an indented list; arrows walk it. */
export function Path({ program, messages, chosen, onChoose }: { program: Program; messages: readonly CheckMessage[]; chosen: string; onChoose: (name: string) => void }) {
  const { w } = useWords(words)
  const { title } = useTitles()
  const list = useRef<HTMLOListElement>(null)
  const rows = pathOf(program)
  const firstLoose = rows.findIndex((r) => r.loose)
  const walk = (e: KeyboardEvent) => {
    const step = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])]
    const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]
    if (next) { e.preventDefault(); next.focus() }
  }
  return (
    <Card title={w('menu.path')} side={<span className="note muted">{w('menu.path-keys')}</span>}>
      <ol className={css.tree} ref={list} onKeyDown={walk}>
        {rows.map((r, i) => {
          const found = r.node && !r.again ? messages.filter((m) => m.node === r.node?.name) : []
          const bad = found.some((m) => m.severity === 'error')
          return (
            <li key={r.key} style={{ '--depth': r.depth }}>
              {i === firstLoose && <p className={`${css.loose} small muted`}>{w('menu.loose')}</p>}
              <button type="button" className={css.node} aria-pressed={r.node !== undefined && !r.again && r.node.name === chosen} disabled={!r.node} onClick={() => r.node && onChoose(r.node.name)} data-again={r.again || undefined}>
                {r.badge ? <b>{r.badge}</b> : <StateMark state={r.node ? 'ready' : 'alarm'} size={12} />}
                <span className={css.what}><span className="strong small">{r.node ? (r.again ? w('menu.goes', { what: title(r.node) }) : title(r.node)) : w('menu.nowhere')}</span>{(r.label || r.way) && <span className="note muted">{r.label ?? (r.way && w(`way.${r.way}`))}</span>}</span>
                {found.length > 0 ? <Chip state={bad ? 'alarm' : 'ringing'}>{w('menu.found', { count: found.length })}</Chip> : <span />}
              </button>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}

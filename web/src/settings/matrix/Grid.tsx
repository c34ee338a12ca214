import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Matrix } from '../../api/settings'
import { useWords } from '../../i18n'
import { type Edits, type Place, type Row, isEdited, levelAt, levelsIn, pasted, stepped, withLevel } from './grid'
import css from './matrix.module.css'
import words from './words'

type Props = { rows: readonly Row[]; skills: Matrix['skills']; edits: Edits; mayChange: boolean; onChange: (edits: Edits) => void; onSay: (text: string) => void }

/** A grid that a keyboard walks: one cell is in the order of Tab, arrows move it, digits write. */
export function Grid({ rows, skills, edits, mayChange, onChange, onSay }: Props) {
  const { w } = useWords(words)
  const [at, setAt] = useState<Place>({ row: 0, column: 0 })
  const moved = useRef(false)
  const cell = useRef<HTMLTableCellElement>(null)
  const here = { row: Math.min(at.row, Math.max(0, rows.length - 1)), column: Math.min(at.column, Math.max(0, skills.length - 1)) }
  useEffect(() => {
    if (moved.current) cell.current?.focus()
    moved.current = false
  }, [at])
  const go = (to: Place) => { moved.current = true; setAt(to) }
  const put = (place: Place, level: number) => {
    const row = rows[place.row]
    const skill = skills[place.column]
    if (mayChange && row && skill) onChange(withLevel(edits, row, skill.id, level))
  }
  const pressed = (e: KeyboardEvent) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return
    const to = stepped(e.key, here, { row: rows.length - 1, column: skills.length - 1 })
    const digit = /^(?:Digit|Numpad)([0-5])$/.exec(e.code)?.[1]
    if (to) go(to)
    else if (digit !== undefined) put(here, Number(digit))
    else if (e.key === 'Delete' || e.key === 'Backspace') put(here, 0)
    else return
    e.preventDefault()
    // Digits are keys of the desk too; here they write.
    e.stopPropagation()
  }
  const paste = (e: ClipboardEvent) => {
    const text = e.clipboardData.getData('text/plain')
    if (!mayChange || text === '') return
    e.preventDefault()
    const levels = levelsIn(text)
    if (!levels) { onSay(w('matrix.not-levels')); return }
    const done = pasted(edits, levels, here, rows, skills.map((s) => s.id))
    onChange(done.edits)
    onSay(done.cut ? w('matrix.outside') : '')
  }
  return (
    <div className={css.wrap}>
      <table className={css.grid} role="grid" aria-label={w('matrix.text')} onKeyDown={pressed} onPaste={paste}>
        <thead><tr><th scope="col">{w('matrix.person')}</th>{skills.map((s) => <th key={s.id} scope="col">{s.name}</th>)}</tr></thead>
        <tbody>
          {rows.map((r, i) => (
            <tr key={r.user}>
              <th scope="row">{r.name}</th>
              {skills.map((s, j) => {
                const level = levelAt(r, s.id, edits)
                const on = i === here.row && j === here.column
                return (
                  <td key={s.id} ref={on ? cell : undefined} tabIndex={on ? 0 : -1} data-level={level} data-edited={isEdited(r, s.id, edits) || undefined} aria-readonly={!mayChange}
                    aria-label={w('matrix.cell', { person: r.name, skill: s.name, level: level || w('matrix.none') })} onClick={() => go({ row: i, column: j })} onFocus={() => { if (!on) setAt({ row: i, column: j }) }}>
                    {level || '·'}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

import type { Matrix } from '../../api/settings'

export type Row = Matrix['rows'][number]
/** Edits that are not saved yet: "user skill" -> level. */
export type Edits = Record<string, number>
export type Place = { row: number; column: number }

const key = (user: string, skill: string): string => `${user} ${skill}`
const kept = (row: Row, skill: string): number => row.levels.find((l) => l.skill === skill)?.level ?? 0

export const levelAt = (row: Row, skill: string, edits: Edits): number => edits[key(row.user, skill)] ?? kept(row, skill)
export const isEdited = (row: Row, skill: string, edits: Edits): boolean => key(row.user, skill) in edits

/** The edits with one more; what is again as the server has it is no edit. */
export function withLevel(edits: Edits, row: Row, skill: string, level: number): Edits {
  const rest = { ...edits }
  delete rest[key(row.user, skill)]
  return level === kept(row, skill) ? rest : { ...rest, [key(row.user, skill)]: level }
}

/** As the server wants them. */
export const cellsOf = (edits: Edits): { user: string; skill: string; level: number }[] =>
  Object.entries(edits).map(([k, level]) => { const [user = '', skill = ''] = k.split(' '); return { user, skill, level } })

/** A copied piece of a sheet as levels; undefined when it holds anything else. A sheet ends its last row with a break. */
export function levelsIn(text: string): number[][] | undefined {
  const rows = text.replace(/\r/g, '').replace(/\n$/, '').split('\n').map((line) => line.split('\t').map((cell) => {
    const t = cell.trim()
    return t === '' || t === '-' || t === '–' ? 0 : /^[0-5]$/.test(t) ? Number(t) : Number.NaN
  }))
  return rows.flat().some(Number.isNaN) ? undefined : rows
}

/** Puts a piece in from a place on; `cut` when it did not fit. */
export function pasted(edits: Edits, levels: readonly (readonly number[])[], at: Place, rows: readonly Row[], skills: readonly string[]): { edits: Edits; cut: boolean } {
  let next = edits
  let cut = false
  levels.forEach((line, i) => line.forEach((level, j) => {
    const row = rows[at.row + i]
    const skill = skills[at.column + j]
    if (row && skill) next = withLevel(next, row, skill, level)
    else cut = true
  }))
  return { edits: next, cut }
}

/** The table as a sheet takes it, and as it can come back: user names and skills' names around levels. */
export function sheetOf(matrix: Matrix, edits: Edits): string {
  const head = ['', ...matrix.skills.map((s) => s.name)]
  const lines = matrix.rows.map((r) => [r.login, ...matrix.skills.map((s) => String(levelAt(r, s.id, edits) || ''))])
  return [head, ...lines].map((l) => l.map((c) => c.replace(/[\t\n]/g, ' ')).join('\t')).join('\n')
}

/** Rows of a team in which a word is found. */
export function rowsOf(rows: readonly Row[], team: string, sought: string): Row[] {
  const word = sought.trim().toLowerCase()
  return rows.filter((r) => (team === '' || r.team === team) && (word === '' || r.name.toLowerCase().includes(word) || r.login.toLowerCase().includes(word)))
}

const steps: Record<string, (p: Place, last: Place) => Place> = {
  ArrowUp: (p) => ({ ...p, row: p.row - 1 }),
  ArrowDown: (p) => ({ ...p, row: p.row + 1 }),
  ArrowLeft: (p) => ({ ...p, column: p.column - 1 }),
  ArrowRight: (p) => ({ ...p, column: p.column + 1 }),
  Home: (p) => ({ ...p, column: 0 }),
  End: (p, last) => ({ ...p, column: last.column }),
  PageUp: (p) => ({ ...p, row: p.row - 10 }),
  PageDown: (p) => ({ ...p, row: p.row + 10 }),
}

/** Where a key leads; undefined when it is no step. It ends at the edges. */
export function stepped(pressed: string, at: Place, last: Place): Place | undefined {
  const to = steps[pressed]?.(at, last)
  return to && { row: Math.min(last.row, Math.max(0, to.row)), column: Math.min(last.column, Math.max(0, to.column)) }
}

import { describe, expect, it } from 'vitest'
import type { Matrix, User } from '../api/settings'
import { cellsOf, levelAt, levelsIn, pasted, rowsOf, sheetOf, stepped, withLevel } from './matrix/grid'
import { readCallers, writeCallers } from './tenant/known'
import { among, isAgent, leads } from './team/people'

const matrix: Matrix = {
  skills: [{ id: 'skl_a', name: 'sales', version: 1 }, { id: 'skl_b', name: 'medical', version: 1 }],
  rows: [
    { user: 'usr_1', name: 'Anna', login: 'anna', team: 'tea_1', levels: [{ skill: 'skl_a', level: 4 }] },
    { user: 'usr_2', name: 'Oleg', login: 'bondar', levels: [] },
  ],
}
const [anna, oleg] = matrix.rows as [Matrix['rows'][number], Matrix['rows'][number]]
const skills = matrix.skills.map((s) => s.id)

describe('who can what', () => {
  it('shows edits over what the server has', () => {
    const edits = withLevel({}, oleg, 'skl_b', 2)
    expect([levelAt(anna, 'skl_a', edits), levelAt(oleg, 'skl_b', edits), levelAt(oleg, 'skl_a', edits)]).toEqual([4, 2, 0])
    expect(cellsOf(edits)).toEqual([{ user: 'usr_2', skill: 'skl_b', level: 2 }])
  })
  it('forgets an edit that is as it was', () => expect(withLevel(withLevel({}, anna, 'skl_a', 1), anna, 'skl_a', 4)).toEqual({}))
  it('reads a copied piece of a sheet, and nothing else', () => {
    expect(levelsIn('1\t\r\n-\t5\r\n')).toEqual([[1, 0], [0, 5]])
    expect(levelsIn('6\t1')).toBeUndefined()
    expect(levelsIn('sales\tmedical')).toBeUndefined()
  })
  it('takes a piece from a cell on and says when it does not fit', () => {
    const done = pasted({}, [[3, 2], [1, 1]], { row: 1, column: 0 }, matrix.rows, skills)
    expect(cellsOf(done.edits)).toEqual([{ user: 'usr_2', skill: 'skl_a', level: 3 }, { user: 'usr_2', skill: 'skl_b', level: 2 }])
    expect([done.cut, pasted({}, [[3]], { row: 0, column: 1 }, matrix.rows, skills).cut]).toEqual([true, false])
  })
  it('goes to a sheet as it can come back', () => expect(sheetOf(matrix, withLevel({}, oleg, 'skl_b', 2))).toBe('\tsales\tmedical\nanna\t4\t\nbondar\t\t2'))
  it('is narrowed by team and by a word', () => {
    expect(rowsOf(matrix.rows, 'tea_1', '').map((r) => r.name)).toEqual(['Anna'])
    expect(rowsOf(matrix.rows, '', 'BOND').map((r) => r.name)).toEqual(['Oleg'])
  })
  it('is walked to its edges and no further', () => {
    const last = { row: 30, column: 4 }
    expect(stepped('ArrowUp', { row: 0, column: 2 }, last)).toEqual({ row: 0, column: 2 })
    expect(stepped('End', { row: 3, column: 0 }, last)).toEqual({ row: 3, column: 4 })
    expect(stepped('PageDown', { row: 25, column: 0 }, last)).toEqual({ row: 30, column: 0 })
    expect(stepped('Enter', { row: 3, column: 0 }, last)).toBeUndefined()
  })
})

describe('a team', () => {
  const person = (id: string, name: string, ...roles: string[]) => ({ id, name, login: id, grants: roles.map((role) => ({ tenant: 'ten_house', role })) }) as unknown as User
  const all = [person('usr_1', 'Anna', 'agent', 'supervisor'), person('usr_2', 'Oleg', 'agent'), person('usr_3', 'Roman', 'owner')]
  it('is of those who answer, and led by who may supervise', () => expect([all.filter(isAgent).map((u) => u.name), all.filter(leads).map((u) => u.name)]).toEqual([['Anna', 'Oleg'], ['Anna']]))
  it('never hides who is in it', () => expect(among(all, 'ole', ['usr_1']).map((u) => u.name)).toEqual(['Anna', 'Oleg']))
})

describe('known callers', () => {
  it('are read as people paste them', () => expect(readCallers('+380 67 123-45-67\tIryna K.\n\n+380502221100\r\n+380441112233, Depot 2\nnobody')).toEqual([{ number: '+380671234567', name: 'Iryna K.' }, { number: '+380502221100' }, { number: '+380441112233', name: 'Depot 2' }, { number: '', name: 'nobody' }]))
  it('are written so that they come back', () => {
    const list = [{ number: '+380671234567', name: 'Iryna' }, { number: '+380502221100' }]
    expect(readCallers(writeCallers(list))).toEqual(list)
  })
})

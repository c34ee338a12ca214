import { describe, expect, it } from 'vitest'
import postgres from '../../../base/db/migrations/office/0200_tenant.postgres.sql?raw'
import sqlite from '../../../base/db/migrations/office/0200_tenant.sqlite.sql?raw'
import { directory } from '../fixture/people'
import { langs } from '../i18n/lang'
import { Names } from './names'
import { isSeeded, nameIn, seeded } from './seeded'

describe('what every centre begins with', () => {
  it.each([['sqlite', sqlite], ['postgres', postgres]])('has a word for each row of the migration (%s)', (_, sql) => {
    const rows = [...sql.matchAll(/\('((?:ten|pau)_\w+)', '([^']+)'/g)].map(([, id, name]) => [id, name])
    expect(rows.length).toBeGreaterThan(5)
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(Object.entries(seeded).map(([id, said]) => [id, said[langs.indexOf('en')]])))
  })
  it('is named in the language of the screen until it is renamed', () => {
    expect(langs.map((l) => nameIn(l, 'pau_meal', 'Meal'))).toEqual(['Обед', 'Обід', 'Meal'])
    expect(langs.map((l) => nameIn(l, 'pau_meal', 'Lunch'))).toEqual(['Lunch', 'Lunch', 'Lunch'])
    expect([nameIn('ru', 'pau_mine', 'Meal'), isSeeded('pau_meal', 'Lunch')]).toEqual(['Meal', false])
  })
  it('is joined by id like everything else', () => {
    const names = new Names({ ...directory, tenants: [{ id: 'ten_house', name: 'Centre' }], pauses: [{ id: 'pau_meal', name: 'Meal' }, { id: 'pau_break', name: 'Tea' }] }, 'uk')
    expect([names.tenant('ten_house').name, names.name('pau_meal'), names.pauses.map((p) => p.name)]).toEqual(['Центр', 'Обід', ['Обід', 'Tea']])
  })
})

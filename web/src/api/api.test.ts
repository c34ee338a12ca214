import { describe, expect, it } from 'vitest'
import type { Words } from '../i18n/lang'
import { address, ask, replaceTransport } from './client'
import { filled, listFields } from './lists'
import { Problem, problemOf } from './problem'
import schema from './schema.d.ts?raw'
import { told } from './told'

const sources = import.meta.glob<string>(['../../../{base,core,floor,office}/**/*.go', '!../../../**/*_test.go'], { query: '?raw', import: 'default', eager: true })

describe('the client', () => {
  it('fills names and leaves empty values out of an address', () => {
    expect(address('/calls/{call}', { path: { call: 'call_1/2' } })).toBe('/api/calls/call_1%2F2')
    expect(address('/calls', { query: { tenant: 'ten_1', line: '', number: undefined, from: 0 } })).toBe('/api/calls?tenant=ten_1&from=0')
  })
  it('gives an empty list for a list that was never begun', async () => {
    replaceTransport(async () => new Response(JSON.stringify({ calls: null, next: '' })))
    expect(await ask('get', '/calls')).toEqual({ calls: [], next: '' })
  })
  it('gives a refusal with its code, parameters and the number of the request', async () => {
    replaceTransport(async () => new Response(JSON.stringify({ code: 'line.in_use', params: { by: 'menu' }, request: 'R1', fields: [{ where: 'body.name', what: 'too long' }] }), { status: 409 }))
    await expect(ask('delete', '/lines/{line}', { path: { line: 'lin_1' } })).rejects.toMatchObject({ status: 409, code: 'line.in_use', params: { by: 'menu' }, request: 'R1', fields: { name: 'too long' } })
  })
  it('says that the server was not reached', async () => {
    replaceTransport(async () => { throw new TypeError('network') })
    await expect(ask('get', '/me')).rejects.toBeInstanceOf(Problem)
    await expect(ask('get', '/me')).rejects.toMatchObject({ code: 'unreachable', status: 0 })
  })
  it('keeps a null that means something', () => {
    expect(filled({ lines: [{ today: { level: null } }], agents: null })).toEqual({ lines: [{ today: { level: null } }], agents: [] })
    expect(filled({ week: [null, [{ from: 1, to: 2 }]] })).toEqual({ week: [[], [{ from: 1, to: 2 }]] })
  })
  it('knows every list of the schema by name', () => {
    const names = new Set([...schema.matchAll(/^ +(\w+)\??: .*\[\] \| null;$/gm)].map((m) => m[1] ?? ''))
    expect([...names].filter((n) => !listFields.has(n))).toEqual([])
    expect([...listFields].filter((n) => !names.has(n))).toEqual([])
  })
})

describe('a refusal in words', () => {
  it('is the room’s own first, then the common one, then the end of the code, then the code itself', () => {
    const room: Words = { 'line.in_use': ['занято', 'зайнято', 'in use'] }
    expect(told('en', 'line.in_use', {}, room)).toBe('in use')
    expect(told('en', 'floor.no_shift')).toBe('The shift has not begun.')
    expect(told('en', 'something.not_found')).toBe('This is not here any more. It may have been removed.')
    expect(told('en', 'something.strange')).toContain('something.strange')
  })
  it('is read from any answer', () => {
    expect(problemOf(404, undefined)).toMatchObject({ code: 'not_found' })
    expect(problemOf(500, 'not json')).toMatchObject({ code: 'internal' })
  })
  it('exists for every code that the server can say', () => {
    const modules = import.meta.glob<{ default: Words }>('../**/*[wW]ords.ts', { eager: true })
    const known = new Set(Object.values(modules).flatMap((m) => Object.keys(m.default ?? {})))
    const said = /(?:problem\.New\(problem\.\w+, *|refuse\()"([a-z_]+\.[a-z_.]+)"/g
    const codes = new Set(Object.values(sources).flatMap((text) => [...text.matchAll(said)].map((m) => m[1] ?? '')))
    expect(codes.size).toBeGreaterThan(60)
    const last = (code: string) => code.split('.').pop() ?? ''
    expect([...codes].filter((c) => !known.has(c) && !['not_found', 'forbidden', 'changed_meanwhile', 'invalid'].includes(last(c)))).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { differences } from './audit/changes'
import { deedOf } from './audit/deeds'
import words from './audit/words'
import { period } from './DateField'

const office = Object.values(import.meta.glob<string>('../../../office/audit/access.go', { query: '?raw', import: 'default', eager: true })).join('\n')

describe('the audit', () => {
  it('says what was done, with the way it was done', () => {
    expect([deedOf('ear.opened', { mode: 'listen' }), deedOf('ear.changed', { mode: 'barge' }), deedOf('recording.played', { download: true }), deedOf('recording.played', null)]).toEqual(['did.ear.opened:listen', 'did.ear.opened:barge', 'did.recording.played:download', 'did.recording.played'])
    expect(deedOf('comet.seen', {})).toBeUndefined()
  })
  it('has words for each kind of access', () => {
    const facts = { RecordingPlayed: 'recording.played', RecordingRemoved: 'recording.removed', RetentionSwept: 'retention.swept', TrunkTested: 'trunk.tested', SignedIn: 'user.signed_in', SignInFailed: 'user.sign_in_failed', SignedOut: 'user.signed_out', LinkMade: 'user.link_made', ProofMade: 'proof.made' }
    const used = [...office.matchAll(/fact\.(\w+)\{\}\.FactType/g)].map((m) => m[1] ?? '')
    expect(used.filter((u) => !(u in facts) && !u.startsWith('Ear'))).toEqual([])
    expect(Object.values(facts).filter((t) => !(`did.${t}` in words))).toEqual([])
  })
  it('shows differences inside of groups by their path', () => expect(differences([{ path: 'overflow.to', after: 'lin_1' }, { path: 'version', before: 1, after: 2 }])).toEqual([{ field: 'overflow.to', before: '–', after: 'lin_1' }]))
  it('asks whole days, and only those that are set', () => {
    expect(period({ from: '', to: '' })).toEqual({})
    const { from = 0, to = 0 } = period({ from: '2026-11-21', to: '2026-11-21' })
    expect(to - from).toBe(86_400_000)
  })
})

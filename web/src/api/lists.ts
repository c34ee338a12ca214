/**
 * Go writes a list that was never begun as null. These fields of the API are lists wherever they stand;
 * lists.test.ts holds the names to the generated schema. A null of theirs becomes an empty list.
 */
export const listFields: ReadonlySet<string> = new Set([
  'accesses', 'agents', 'alarms', 'answers', 'callers', 'calls', 'cells', 'changes', 'channels', 'choices', 'closed', 'diff', 'dispositions', 'down', 'ears', 'excluded', 'extensions', 'facts', 'fields', 'grants', 'headers', 'hits', 'holidays', 'hosts', 'langs', 'legs', 'levels', 'lines', 'members', 'menus', 'messages', 'minutes', 'missed', 'music',
  'nodes', 'numbers', 'origins', 'parties', 'parts', 'path', 'pauses', 'private', 'promises', 'recordings', 'regions', 'relax', 'return_kinds', 'return_s', 'rows', 'say', 'skills', 'sound', 'sources', 'spans', 'steps', 'teams', 'tenants', 'to', 'troubles', 'trunks', 'unknown', 'values', 'wait_s', 'week', 'whys', 'with', 'would',
])

/** A type of the schema without the nulls that `filled` takes away. */
export type Filled<T> = T extends readonly (infer E)[] ? Filled<NonNullable<E>>[]
  : T extends object ? { [K in keyof T]: null extends T[K] ? (NonNullable<T[K]> extends readonly unknown[] ? Filled<NonNullable<T[K]>> : T[K] extends object | null ? Filled<NonNullable<T[K]>> | null : T[K]) : Filled<T[K]> }
  : T

/** An answer with empty lists for nulls, in place. A list inside a list (a closed day of a week) too. */
export function filled(value: unknown): unknown {
  if (Array.isArray(value)) {
    for (const v of value) filled(v)
    return value
  }
  if (typeof value !== 'object' || value === null) return value
  const row = value as Record<string, unknown>
  for (const [key, v] of Object.entries(row)) {
    if (v === null && listFields.has(key)) row[key] = []
    else if (Array.isArray(v) && listFields.has(key)) row[key] = v.map((x) => (x === null ? [] : x))
    filled(row[key])
  }
  return value
}

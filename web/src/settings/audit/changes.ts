const quiet = new Set(['version', 'id'])
const plain = (v: unknown): string => (v === undefined || v === null || v === '' ? '–' : typeof v === 'object' ? JSON.stringify(v) : String(v))

export type FieldChange = { field: string; before: string; after: string }

/** Which fields differ between two stored rows, in the order of the newer one. */
export function fieldChanges(before: unknown, after: unknown): FieldChange[] {
  const a = (typeof before === 'object' && before !== null ? before : {}) as Record<string, unknown>
  const b = (typeof after === 'object' && after !== null ? after : {}) as Record<string, unknown>
  const names = [...new Set([...Object.keys(b), ...Object.keys(a)])]
  return names.filter((n) => !quiet.has(n) && JSON.stringify(a[n]) !== JSON.stringify(b[n]) && (plain(a[n]) !== '–' || plain(b[n]) !== '–')).map((n) => ({ field: n, before: plain(a[n]), after: plain(b[n]) }))
}

/** The server's own list of differences: paths reach into lists and groups. */
export const differences = (diff: readonly { path: string; before?: unknown; after?: unknown }[]): FieldChange[] =>
  diff.filter((d) => !quiet.has(d.path)).map((d) => ({ field: d.path, before: plain(d.before), after: plain(d.after) }))

/** What people call the thing: its name, number or login. */
export function nameOf(row: unknown): string {
  const r = (typeof row === 'object' && row !== null ? row : {}) as Record<string, unknown>
  for (const key of ['name', 'e164', 'login']) if (typeof r[key] === 'string' && r[key] !== '') return r[key]
  return ''
}

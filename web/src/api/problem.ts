/** What the API says when it refuses: RFC 9457 with a stable code that the words tables translate. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly params: Record<string, string> = {},
    /** Number of the request in the server's log, "" when the server was not reached. */
    readonly request = '',
    /** The fields that were refused, when the server names them: path -> code. */
    readonly fields: Record<string, string> = {},
  ) {
    super(code)
    this.name = 'Problem'
  }
}

type Body = { code?: unknown; params?: unknown; request?: unknown; fields?: unknown }
const texts = (from: unknown): Record<string, string> =>
  typeof from === 'object' && from !== null ? Object.fromEntries(Object.entries(from).map(([k, v]) => [k, String(v)])) : {}

/** The server names refused fields as body.e164; the form knows them as e164. */
function refusedFields(fields: unknown): Record<string, string> {
  const out: Record<string, string> = {}
  if (!Array.isArray(fields)) return out
  for (const f of fields as { where?: unknown; what?: unknown }[]) {
    if (typeof f?.where === 'string') out[f.where.replace(/^body\.?/, '')] = String(f.what ?? '')
  }
  return out
}

const byStatus: Record<number, string> = { 401: 'unauthenticated', 403: 'forbidden', 404: 'not_found', 409: 'conflict', 413: 'too_large', 422: 'invalid', 429: 'too_many', 503: 'unavailable' }

/** Reads a refusal. `body` is what JSON.parse gave, or undefined. */
export function problemOf(status: number, body: unknown): Problem {
  const b: Body = typeof body === 'object' && body !== null ? body : {}
  const code = typeof b.code === 'string' && b.code !== '' ? b.code : (byStatus[status] ?? 'internal')
  return new Problem(status, code, texts(b.params), typeof b.request === 'string' ? b.request : '', refusedFields(b.fields))
}

/** The network did not carry the question or the answer. */
export const unreachable = () => new Problem(0, 'unreachable')

export const asProblem = (e: unknown): Problem => (e instanceof Problem ? e : new Problem(0, 'page', { message: e instanceof Error ? e.message : String(e) }))

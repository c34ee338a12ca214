/** What was typed about a contact and is not yet with the server. `whole` is false when it was typed before the note that the server holds was known: it is an addition to that note. */
export type Draft = { call: string; text: string; at: number; whole: boolean }

const prefix = 'note:'
/** A draft that nobody took in this time is not sent any more. */
const lifetime = 7 * 86_400_000

function read(name: string): Draft | undefined {
  try {
    const d = JSON.parse(localStorage.getItem(name) ?? 'null') as Partial<Draft> | null
    if (typeof d?.call === 'string' && typeof d.text === 'string') return { call: d.call, text: d.text, at: Number(d.at) || 0, whole: d.whole !== false }
  } catch { /* not ours */ }
  return undefined
}

/** The draft that this browser keeps of a contact's note; undefined when it keeps none. */
export const draft = (item: string): Draft | undefined => read(prefix + item)

/** Keeps a draft; a full store must not stop the typing. */
export function keepDraft(item: string, kept: Draft) {
  try { localStorage.setItem(prefix + item, JSON.stringify(kept)) } catch { /* the server's copy is the one that counts */ }
}

export function forgetDraft(item: string) { localStorage.removeItem(prefix + item) }

/** Drafts of all contacts but the one in hand; those too old for anybody are dropped. */
export function leftDrafts(inHand: string | undefined, now: number): [item: string, Draft][] {
  const left: [string, Draft][] = []
  for (const name of Object.keys(localStorage).filter((k) => k.startsWith(prefix) && k !== prefix + inHand)) {
    const d = read(name)
    if (d && now - d.at < lifetime) left.push([name.slice(prefix.length), d])
    else localStorage.removeItem(name)
  }
  return left
}

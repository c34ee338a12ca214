const key = (item: string) => `note:${item}`

/** The draft that this browser keeps of a contact's note; undefined when it keeps none. */
export function draft(item: string): string | undefined {
  return localStorage.getItem(key(item)) ?? undefined
}

/** Keeps a draft; a full store must not stop the typing. */
export function keepDraft(item: string, text: string) {
  try { localStorage.setItem(key(item), text) } catch { /* the server's copy is the one that counts */ }
}

export function forgetDraft(item: string) { localStorage.removeItem(key(item)) }

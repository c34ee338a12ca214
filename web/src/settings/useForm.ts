import { useEffect, useState } from 'react'

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

export type Form<T> = {
  value: T
  /** What was read from the server: what "unchanged" means. */
  base: T
  dirty: boolean
  /** The edits of an earlier visit were brought back. */
  restored: boolean
  set: (part: Partial<T>) => void
  /** Takes another base; mine are kept only when asked for. */
  rebase: (base: T, keepMine: boolean) => void
  /** Back to what the server has. */
  reset: () => void
}

/**
 * The state of a form. Unsaved edits are kept in this tab until they are saved or thrown away, so that a
 * call, a click on another section or a reload loses nothing and no dialog has to ask.
 */
export function useForm<T extends object>(name: string, initial: T): Form<T> {
  const store = `edit:${name}`
  const [base, setBase] = useState(initial)
  const [start] = useState(() => stored<T>(store, initial))
  const [value, setValue] = useState(start ?? initial)
  const [restored, setRestored] = useState(start !== undefined)
  const dirty = !same(value, base)
  useEffect(() => {
    if (dirty) sessionStorage.setItem(store, JSON.stringify({ base, value }))
    else sessionStorage.removeItem(store)
  }, [dirty, base, value, store])
  return {
    value, base, dirty, restored: restored && dirty,
    set: (part) => setValue((v) => ({ ...v, ...part })),
    rebase: (next, keepMine) => { setBase(next); if (!keepMine) setValue(next); setRestored(false) },
    reset: () => { setValue(base); setRestored(false) },
  }
}

/** Edits that were begun on the same state of the thing; others would undo somebody's work unseen. */
function stored<T>(store: string, initial: T): T | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(store) ?? 'null') as { base: T; value: T } | null
    return kept && same(kept.base, initial) ? kept.value : undefined
  } catch {
    return undefined
  }
}

/** The names of the fields in which two states differ. */
export function differing<T extends object>(a: T, b: T): (keyof T & string)[] {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof T & string>
  return [...names].filter((n) => n !== 'version' && n !== 'id' && !same(a[n], b[n]))
}

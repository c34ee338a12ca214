import words from './words'

type Deed = keyof typeof words & `did.${string}`
const known = (key: string): key is Deed => key in words

/** The word for what was done; a kind that the page does not know is shown by its name. */
export function deedOf(type: string, data: unknown): Deed | undefined {
  const d = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>
  const variant = typeof d['mode'] === 'string' ? d['mode'] : d['download'] ? 'download' : ''
  const stem = type === 'ear.changed' ? 'ear.opened' : type
  const key = [`did.${stem}:${variant}`, `did.${stem}`].find(known)
  return key
}

export type Caller = { number: string; name?: string }

/** Callers as lines of text: the number, a tab, the name. */
export const writeCallers = (list: readonly Caller[]): string => list.map((c) => (c.name ? `${c.number}\t${c.name}` : c.number)).join('\n')

/** Reads them back: what a number is made of is the number, the rest is the name. Empty lines are left out. */
export function readCallers(text: string): Caller[] {
  return text.split(/\r?\n/).map((l) => l.trim()).filter(Boolean).map((line) => {
    const [, number = '', name = ''] = /^([+\d\s().-]*\d)?[\s,;]*(.*)$/.exec(line) ?? []
    const clean = number.replace(/[^+\d]/g, '')
    return name.trim() ? { number: clean, name: name.trim() } : { number: clean }
  })
}

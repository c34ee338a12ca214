export type Row = { number: string; reason: string }

/** Reads pasted lines: what a number is made of is the number, the rest is the reason. Empty lines are left out. */
export function readRows(text: string, common = ''): Row[] {
  return text.split(/\r?\n/).map((l) => l.trim()).filter(Boolean).map((line) => {
    const [, number = '', rest = ''] = /^([+\d\s().-]*\d)?[\s,;–-]*(.*)$/.exec(line) ?? []
    return { number: number.replace(/[^+\d]/g, ''), reason: rest.replace(/\t+/g, ' ').trim() || common.trim() }
  })
}

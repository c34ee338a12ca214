/** What was typed, as a number to call, or why it is none. The server has the last word; this one saves a wait. */
export type Checked = { e164: string; pretty: string } | { why: NotNumber }
export type NotNumber = 'empty' | 'letters' | 'short' | 'long' | 'country'

/** E.164 (section 6): at most 15 digits with the country; shorter than 7 nobody has abroad. */
const longest = 15
const shortest = 7

type Country = { code: string; trunk: string; national: number; groups: readonly number[] }
/** Countries whose people write their numbers without a country: what stands before, how many digits follow. */
const countries: readonly Country[] = [
  { code: '380', trunk: '0', national: 9, groups: [2, 3, 4] },
  { code: '7', trunk: '8', national: 10, groups: [3, 3, 2, 2] },
]

const countryOf = (digits: string): Country | undefined => countries.find((c) => digits.startsWith(c.code))

/** +380671234567 as people read it. */
function grouped(e164: string): string {
  const digits = e164.slice(1)
  const c = countryOf(digits)
  if (!c || digits.length !== c.code.length + c.national) return e164
  let at = c.code.length
  return [`+${c.code}`, ...c.groups.map((n) => digits.slice(at, (at += n)))].join(' ')
}

function whole(digits: string): Checked {
  const c = countryOf(digits)
  const need = c ? c.code.length + c.national : undefined
  if (digits.length < (need ?? shortest)) return { why: 'short' }
  if (digits.length > (need ?? longest)) return { why: 'long' }
  return { e164: `+${digits}`, pretty: grouped(`+${digits}`) }
}

/**
 * Reads a number as it is typed or pasted: with a plus or 00, or at home without the country. `home` is
 * any of our own numbers, which says in which country "0 67 …" is to be understood.
 */
export function checkNumber(text: string, home = ''): Checked {
  const typed = text.replace(/[\s().\u00a0\u2010-\u2015-]/g, '')
  if (typed === '') return { why: 'empty' }
  if (!/^\+?\d+$/.test(typed)) return { why: 'letters' }
  if (typed.startsWith('+')) return whole(typed.slice(1))
  if (typed.startsWith('00')) return whole(typed.slice(2))
  const c = countryOf(home.replace(/^\+/, ''))
  if (c && typed.startsWith(c.trunk)) {
    const rest = typed.slice(c.trunk.length)
    if (rest.length === c.national) return whole(c.code + rest)
    return { why: rest.length < c.national ? 'short' : 'long' }
  }
  // The whole number without its plus, as it stands in a sheet.
  if (c && typed.startsWith(c.code) && typed.length === c.code.length + c.national) return whole(typed)
  return { why: typed.length < shortest ? 'short' : 'country' }
}

/** Whether a text is meant as a number rather than as a name. */
export const looksLikeNumber = (text: string): boolean => /^[+\d][\d\s().-]*$/.test(text.trim()) && text.replace(/\D/g, '').length > 2

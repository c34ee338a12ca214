import { type Lang, locales } from '../i18n/lang'

const two = (n: number) => String(n).padStart(2, '0')

/** A length of time: 0:42, 12:05, 1:03:20. Never negative. */
export function minutes(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000))
  const h = Math.floor(s / 3600)
  const m = Math.floor(s / 60) % 60
  return h > 0 ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`
}

/** The hour of a moment: 14:05. */
export function hour(at: number): string {
  const d = new Date(at)
  return `${two(d.getHours())}:${two(d.getMinutes())}`
}

/** 14:05:09.114: for telephone traces. */
export function instant(at: number): string {
  const d = new Date(at)
  return `${hour(at)}:${two(d.getSeconds())}.${String(d.getMilliseconds()).padStart(3, '0')}`
}

/** 2026-11-21 of a moment, in the zone of the browser: the form of addresses and date fields. */
export function dateKey(at: number): string {
  const d = new Date(at)
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`
}

/** Beginning of a day given as 2026-11-21; NaN when it is no date. */
export const dayStart = (key: string): number => (/^\d{4}-\d\d-\d\d$/.test(key) ? new Date(`${key}T00:00:00`).getTime() : Number.NaN)

/** End of such a day, that is the beginning of the next: a day may have 23 or 25 hours. */
export function dayEnd(key: string): number {
  const d = new Date(dayStart(key))
  return d.setDate(d.getDate() + 1)
}

/** 21 ноября; with the year when it is not this one. */
export function day(lang: Lang, at: number, now: number = Date.now()): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(locales[lang], { day: 'numeric', month: 'long', year: sameYear ? undefined : 'numeric' }).format(at)
}

/** 14:05 today, 20.11 14:05 before. */
export function when(at: number, now: number = Date.now()): string {
  if (dateKey(at) === dateKey(now)) return hour(at)
  const d = new Date(at)
  const year = d.getFullYear() === new Date(now).getFullYear() ? '' : `.${d.getFullYear()}`
  return `${two(d.getDate())}.${two(d.getMonth() + 1)}${year} ${hour(at)}`
}

/** Minutes after midnight as 09:30; 1440 is 24:00. */
export const clock = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`

/** 9, 9:3, 09:30, 24:00 -> minutes after midnight; undefined when it is none. */
export function readClock(text: string): number | undefined {
  const m = /^(\d{1,2})(?:[:.](\d{1,2}))?$/.exec(text.trim())
  if (!m) return undefined
  const minute = Number(m[1]) * 60 + Number(m[2] ?? 0)
  return Number(m[2] ?? 0) < 60 && minute <= 1440 ? minute : undefined
}

import { TextInput } from '@mantine/core'
import { dayEnd, dayStart } from '../shared/time'

/** A day of a filter, as 2026-11-21; "" is any. */
export function DateField({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  return <label className="row small muted">{label}<TextInput type="date" value={value} aria-label={label} onChange={(e) => onChange(e.currentTarget.value)} /></label>
}

/** Two days as the server takes them: ms UTC, the end exclusive; what is not set is left out. */
export function period({ from, to }: { from: string; to: string }): { from?: number; to?: number } {
  const begin = dayStart(from)
  const end = to === '' ? Number.NaN : dayEnd(to)
  return { ...(Number.isNaN(begin) ? {} : { from: begin }), ...(Number.isNaN(end) ? {} : { to: end }) }
}

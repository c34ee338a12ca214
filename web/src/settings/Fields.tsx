import { NativeSelect, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { Press } from '../shared/Press'
import { useRefused } from './refused'
import css from './settings.module.css'
import words from './words'

/** The centre itself as a tenant. */
export const house = 'ten_house'

/** A card of fields, two in a row. */
export function Fields({ title, text, children }: { title?: string; text?: string; children: ReactNode }) {
  return <Card title={title}>{text && <p className={`${css.intro} small muted`}>{text}</p>}<div className={css.fields}>{children}</div></Card>
}

type NumberProps = { label: string; value: number; onChange: (n: number) => void; usual?: number; unit?: string; description?: string; max?: number; min?: number; className?: string; name?: string; disabled?: boolean; /** What an empty field means, where that is more than a number. */ hint?: string }

/** A whole number; empty is 0, which means what is usual. */
export function NumberField({ label, value, onChange, usual, unit, description, max, min = 0, className, name, disabled, hint }: NumberProps) {
  const { w } = useWords(words)
  const error = useRefused(name)
  return (
    <TextInput type="number" inputMode="numeric" className={className} label={label} description={description} error={error} min={min} max={max} disabled={disabled} value={value === 0 ? '' : String(value)}
      placeholder={hint ?? (usual !== undefined ? w('set.default', { n: usual }) : undefined)} rightSection={unit && <span className="note muted">{unit}</span>}
      onChange={(e) => { const n = Math.round(Number(e.currentTarget.value)); if (Number.isFinite(n)) onChange(n) }} />
  )
}

type Choice = { id: string; name: string }
type ChoiceProps = { label: string; value: string; options: readonly Choice[]; onChange: (id: string) => void; none?: string; disabled?: boolean; description?: string; className?: string; field?: string }

/** One of a list. `none` is the word for nothing chosen; without it something must be chosen. */
export function ChoiceField({ label, value, options, onChange, none, disabled, description, className, field }: ChoiceProps) {
  const { w } = useWords(words)
  const error = useRefused(field)
  const data = [...(none !== undefined ? [{ value: '', label: none }] : value === '' ? [{ value: '', label: w('set.choose') }] : []), ...options.map((o) => ({ value: o.id, label: o.name }))]
  return <NativeSelect className={className} label={label} description={description} error={error} value={value} data={data} disabled={disabled} onChange={(e) => onChange(e.currentTarget.value)} />
}

/** Whose it is; it cannot be changed afterwards. */
export function TenantField({ value, onChange, fixed, withHouse = false }: { value: string; onChange: (id: string) => void; fixed: boolean; withHouse?: boolean }) {
  const { w } = useWords(words)
  const names = useDirectory()
  const options = [...(withHouse ? [{ id: house, name: w('set.house') }] : []), ...names.tenants.filter((t) => t.id !== house)]
  return <ChoiceField label={w('set.tenant')} value={value} options={options} onChange={onChange} disabled={fixed} />
}

type RowsProps<T> = { items: readonly T[]; nameOf: (item: T, i: number) => string; onChange: (items: T[]) => void; ordered?: boolean; children: (item: T, set: (next: T) => void, i: number) => ReactNode; add?: ReactNode; empty?: string }

/** Rows that can be changed, moved and taken away. */
export function Rows<T>({ items, nameOf, onChange, ordered = false, children, add, empty }: RowsProps<T>) {
  const { w } = useWords(words)
  const put = (i: number, next: T) => onChange(items.map((old, j) => (j === i ? next : old)))
  const swap = (i: number, j: number) => {
    const next = [...items]
    const [a, b] = [next[i], next[j]]
    if (a === undefined || b === undefined) return
    next[i] = b
    next[j] = a
    onChange(next)
  }
  return (
    <div className={css.rows}>
      {items.length === 0 && empty && <p className="small muted">{empty}</p>}
      {items.map((item, i) => (
        <div key={i} className={css.rowItem}>
          {children(item, (next) => put(i, next), i)}
          {ordered && <>
            <Press size="tiny" look="quiet" icon={<IconArrowUp size={16} aria-hidden />} aria-label={w('set.up', { what: nameOf(item, i) })} disabled={i === 0} onClick={() => swap(i, i - 1)} />
            <Press size="tiny" look="quiet" icon={<IconArrowDown size={16} aria-hidden />} aria-label={w('set.down', { what: nameOf(item, i) })} disabled={i === items.length - 1} onClick={() => swap(i, i + 1)} />
          </>}
          <Press size="tiny" look="quiet" icon={<IconX size={16} aria-hidden />} aria-label={w('set.remove-one', { what: nameOf(item, i) })} onClick={() => onChange(items.filter((_, j) => j !== i))} />
        </div>
      ))}
      {add}
    </div>
  )
}

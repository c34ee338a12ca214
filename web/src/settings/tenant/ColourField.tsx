import { useWords } from '../../i18n'
import css from './tenant.module.css'
import words from './words'

/** Six colours to choose from; each is read as a number too. */
export function ColourField({ value, onChange }: { value: number; onChange: (colour: number) => void }) {
  const { w } = useWords(words)
  return (
    <fieldset className={css.colours}>
      <legend>{w('tenant.colour')}</legend>
      <p>{w('tenant.colour-text')}</p>
      <div>{[1, 2, 3, 4, 5, 6].map((n) => <label key={n} style={{ background: `var(--tenant-${n})` }} data-on={n === value || undefined} title={w('tenant.colour-n', { n })}><input type="radio" name="colour" value={n} checked={n === value} aria-label={w('tenant.colour-n', { n })} onChange={() => onChange(n)} /></label>)}</div>
    </fieldset>
  )
}

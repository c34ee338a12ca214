import css from './shared.module.css'

/** The client for whom we speak: colour (1 to 6) and name, never the colour alone. */
export function Tenant({ name, colour }: { name: string; colour: number }) {
  return <span className={css.tenant}><Swatch colour={colour} /><span className="clip">{name}</span></span>
}

export function Swatch({ colour }: { colour: number }) {
  return <i className={css.swatch} style={{ background: `var(--tenant-${colour})` }} aria-hidden />
}

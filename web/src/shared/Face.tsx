import { IconUser } from '@tabler/icons-react'
import css from './shared.module.css'

/** Initials of a person; a figure when there is no name to take them from. */
export function Face({ name, size = 32 }: { name?: string; size?: number }) {
  const letters = (name ?? '').split(/\s+/).filter((part) => /^\p{L}/u.test(part)).slice(0, 2).map((part) => part[0] ?? '').join('').toUpperCase()
  return (
    <span className={css.face} style={{ width: size, height: size, fontSize: size * 0.38 }} aria-hidden data-letters={letters}>
      {!letters && <IconUser size={size * 0.5} stroke={1.6} />}
    </span>
  )
}

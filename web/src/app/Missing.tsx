import { IconDoor, IconRoute } from '@tabler/icons-react'
import { Link, type ErrorComponentProps } from '@tanstack/react-router'
import { asProblem } from '../api/problem'
import { useWords } from '../i18n'
import { Empty } from '../shared/Empty'
import { Failed } from '../shared/Loaded'
import { pressClass } from '../shared/Press'
import css from './app.module.css'

/** An address that leads nowhere. */
export function Missing() {
  const { w } = useWords()
  return <div className={css.missing}><Empty icon={<IconRoute size={36} stroke={1.4} aria-hidden />} title={w('missing.title')} action={<Link to="/" className={pressClass({})}>{w('missing.home')}</Link>}>{w('missing.text')}</Empty></div>
}

/** A section of other roles. */
export function NoRight() {
  const { w } = useWords()
  return <div className={css.missing}><Empty icon={<IconDoor size={36} stroke={1.4} aria-hidden />} title={w('missing.right')} action={<Link to="/" className={pressClass({})}>{w('missing.home')}</Link>}>{w('missing.right-text')}</Empty></div>
}

/** A screen that stumbled. The bar above it and the call in it go on. */
export function Crashed({ error, reset }: ErrorComponentProps) {
  return <div style={{ padding: 'var(--s4)' }}><Failed error={asProblem(error)} again={() => { reset(); location.reload() }} /></div>
}

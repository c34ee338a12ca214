import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Me } from '../api/types'
import { has, useMe } from '../app/session'
import { useWords } from '../i18n'
import css from './settings.module.css'
import words from './words'

export const kinds = ['trunks', 'numbers', 'menus', 'lookups', 'extensions', 'prompts', 'lines', 'hours', 'tenants', 'directory', 'widgets', 'users', 'teams', 'matrix', 'skills', 'devices', 'pauses', 'mail', 'traces', 'audit'] as const
export type Kind = (typeof kinds)[number]
export const isKind = (k: string | undefined): k is Kind => (kinds as readonly string[]).includes(k ?? '')

const forSupervisors: readonly Kind[] = ['menus', 'prompts', 'lines', 'hours', 'tenants', 'directory', 'widgets', 'users', 'teams', 'matrix', 'skills', 'pauses', 'traces', 'audit']

/** The kinds that a person may look at; only an administrator may change them. */
export const kindsOf = (me: Me): readonly Kind[] => (has(me, 'administrator') ? kinds : kinds.filter((k) => forSupervisors.includes(k)))
export const useMayChange = (): boolean => has(useMe(), 'administrator')

/** The frame of all settings: kinds on the left, one kind on the right. */
export function Kinds({ now, children }: { now: Kind; children: ReactNode }) {
  const { w } = useWords(words)
  const shown = kindsOf(useMe())
  return (
    <div className={css.page}>
      <nav className={css.kinds} aria-label={w('set.title')}>{shown.map((kind) => <Link key={kind} to="/settings/$kind" params={{ kind }} className={css.kind} data-on={kind === now || undefined} aria-current={kind === now ? 'page' : undefined}>{w(`set.${kind}`)}</Link>)}</nav>
      <div className={css.body}>{children}</div>
    </div>
  )
}

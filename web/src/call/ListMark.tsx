import { IconBan, IconStar } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import css from './callers.module.css'

/** On which list a caller is: by sign, word and colour; struck through when its time is over. */
export function ListMark({ kind, over = false, children }: { kind: string; over?: boolean; children: ReactNode }) {
  const Sign = kind === 'vip' ? IconStar : IconBan
  return <span className={css.mark} data-kind={kind} data-over={over || undefined}><Sign size={14} stroke={2} aria-hidden />{children}</span>
}

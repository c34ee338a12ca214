import type { ReactNode } from 'react'
import type { State } from '../theme/tokens'
import css from './shared.module.css'
import { StateMark } from './StateMark'

/** Something is wrong: what happened, what goes on working, what to do. */
export function Problem({ state = 'alarm', title, children, action }: { state?: State; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={css.problem} role={state === 'alarm' ? 'alert' : 'status'} style={{ background: `var(--${state}-tint)`, color: `var(--${state}-ink)` }}>
      <StateMark state={state} size={20} />
      <div className="grow"><strong className="small strong">{title}</strong>{children ? <div className="small">{children}</div> : null}</div>
      {action && <div className={css.problemAction}>{action}</div>}
    </div>
  )
}

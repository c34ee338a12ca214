import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { KeyCap } from './KeyCap'
import css from './shared.module.css'

export type PressProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: 'main' | 'good' | 'bad' | 'quiet'
  size?: 'big' | 'tiny' | 'thumb'
  /** The key that does the same; it is shown on the button. */
  hotkey?: string
  icon?: ReactNode
}

export function pressClass({ look, size, bare }: { look?: PressProps['look']; size?: PressProps['size']; bare?: boolean }): string {
  return [css.press, look && css[look], size && css[size], bare && css.icon].filter(Boolean).join(' ')
}

export function Press({ look, size, hotkey, icon, children, className, ...rest }: PressProps) {
  return (
    <button type="button" className={`${pressClass({ look, size, bare: !children })} ${className ?? ''}`} aria-keyshortcuts={hotkey?.replace(' ', '+')} {...rest}>
      {icon}
      {children}
      {hotkey && children && <KeyCap>{hotkey}</KeyCap>}
    </button>
  )
}

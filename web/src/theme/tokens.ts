/**
 * Every colour, size and duration of the product lives in this file and nowhere else.
 * `tokens.test.ts` holds the contrast of each pair to WCAG AA in both themes.
 */

/** The states a person or a thing can be in. Each has a colour, a shape (StateMark) and a word (i18n `state.*`). */
export const states = ['ready', 'ringing', 'talking', 'hold', 'consult', 'wrapup', 'paused', 'offline', 'alarm'] as const
export type State = (typeof states)[number]

type Tone = { ink: string; tint: string; solid: string }
type Palette = {
  ground: string; surface: string; raised: string; sunken: string
  line: string; edge: string
  ink: string; muted: string
  accent: string; accentHover: string; onAccent: string; accentTint: string
  lamp: string; focus: string; onSolid: string
  state: Record<State, Tone>
}

/** Warm paper and petrol ink; the lamp is the little light of a switchboard: it marks what waits for you. */
export const light: Palette = {
  ground: '#f6f3ee', surface: '#ffffff', raised: '#ffffff', sunken: '#efebe4',
  line: '#e2dcd2', edge: '#8a8478',
  ink: '#1b2527', muted: '#5b6160',
  accent: '#1c555e', accentHover: '#16434a', onAccent: '#ffffff', accentTint: '#e1eeef',
  lamp: '#e8940c', focus: '#0b5fd6', onSolid: '#ffffff',
  state: {
    ready: { ink: '#166436', tint: '#e0f2e4', solid: '#1d7a44' },
    ringing: { ink: '#8f4200', tint: '#ffecd2', solid: '#b85600' },
    talking: { ink: '#154f9c', tint: '#e1ecfb', solid: '#1f63bd' },
    hold: { ink: '#5b37a3', tint: '#eee8fb', solid: '#6d48b8' },
    consult: { ink: '#0b5b6b', tint: '#dcf1f4', solid: '#0e7184' },
    wrapup: { ink: '#665000', tint: '#f8f0c8', solid: '#7d6400' },
    paused: { ink: '#5a4f45', tint: '#efeae3', solid: '#6f6358' },
    offline: { ink: '#565b5e', tint: '#eceeee', solid: '#686e71' },
    alarm: { ink: '#9c1c16', tint: '#fde7e4', solid: '#b8261e' },
  },
}

export const dark: Palette = {
  ground: '#12181a', surface: '#1a2123', raised: '#22292c', sunken: '#0e1315',
  line: '#2f383b', edge: '#7a8788',
  ink: '#e9ecea', muted: '#a5b0af',
  accent: '#7cc4cd', accentHover: '#96d3db', onAccent: '#06262b', accentTint: '#1c3438',
  lamp: '#ffb54a', focus: '#8ab8ff', onSolid: '#0d1315',
  state: {
    ready: { ink: '#7bd69a', tint: '#173325', solid: '#5cc583' },
    ringing: { ink: '#ffb46b', tint: '#3d2813', solid: '#f59a43' },
    talking: { ink: '#92bffa', tint: '#1a2f4c', solid: '#6ea8f2' },
    hold: { ink: '#c2a9f7', tint: '#2f2550', solid: '#a888ee' },
    consult: { ink: '#76d0de', tint: '#14343a', solid: '#4fbccd' },
    wrapup: { ink: '#e5cf6b', tint: '#37310f', solid: '#d2b93f' },
    paused: { ink: '#cdc1b4', tint: '#322d28', solid: '#b3a699' },
    offline: { ink: '#adb4b6', tint: '#262b2d', solid: '#8f989b' },
    alarm: { ink: '#ff9f96', tint: '#451c1a', solid: '#f5766b' },
  },
}

/** A tenant keeps one of these colours for ever (1 to 6); it is always shown with the tenant's name, under white words. */
export const tenantColours = ['#c2410c', '#0f766e', '#7c3aed', '#be185d', '#4d7c0f', '#1d4ed8'] as const

/** Type scale: size/line height in px, all line heights on the 4-px grid. 14 is the body; nothing is smaller than 12. */
export const type = {
  note: [12, 16], small: [13, 20], body: [14, 20], lead: [16, 24], title: [20, 28], figure: [28, 32], giant: [44, 48],
} as const

export const space = { 1: 4, 2: 8, 3: 12, 4: 16, 5: 24, 6: 32, 7: 48 } as const
/** cap: keys and tags; control: what is pressed; card: what holds; round: people and states. */
export const radius = { cap: 5, control: 9, card: 14, round: 999 } as const
export const duration = { quick: '120ms', calm: '220ms' } as const
export const font = '"Onest Variable", "Noto Sans", "Liberation Sans", system-ui, sans-serif'

const shadow = {
  light: { low: '0 1px 2px rgb(40 32 20 / 6%)', high: '0 10px 28px rgb(40 32 20 / 16%), 0 2px 6px rgb(40 32 20 / 8%)' },
  dark: { low: '0 1px 2px rgb(0 0 0 / 40%)', high: '0 12px 32px rgb(0 0 0 / 60%), 0 0 0 1px rgb(255 255 255 / 6%)' },
}

/** CSS variables of the parts that do not change with the theme. */
export function constants(): Record<string, string> {
  const out: Record<string, string> = { '--font': font, '--quick': duration.quick, '--calm': duration.calm }
  for (const [name, [size, height]] of Object.entries(type)) out[`--type-${name}`] = `${size / 16}rem/${height / 16}rem var(--font)`
  for (const [name, px] of Object.entries(space)) out[`--s${name}`] = `${px}px`
  for (const [name, px] of Object.entries(radius)) out[`--r-${name}`] = `${px}px`
  tenantColours.forEach((colour, i) => { out[`--tenant-${i + 1}`] = colour })
  return out
}

/** CSS variables of one theme. */
export function colours(p: Palette, name: 'light' | 'dark'): Record<string, string> {
  const out: Record<string, string> = {
    '--ground': p.ground, '--surface': p.surface, '--raised': p.raised, '--sunken': p.sunken,
    '--line': p.line, '--edge': p.edge, '--ink': p.ink, '--muted': p.muted,
    '--accent': p.accent, '--accent-hover': p.accentHover, '--on-accent': p.onAccent, '--accent-tint': p.accentTint,
    '--lamp': p.lamp, '--focus': p.focus, '--on-solid': p.onSolid,
    '--shadow-low': shadow[name].low, '--shadow-high': shadow[name].high,
  }
  for (const s of states) {
    out[`--${s}`] = p.state[s].solid
    out[`--${s}-ink`] = p.state[s].ink
    out[`--${s}-tint`] = p.state[s].tint
  }
  return out
}

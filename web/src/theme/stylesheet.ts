import { DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core'
import { resolver, theme } from './mantine.ts'

/** Colours of Mantine's own that our parts never ask for. */
const unused = /^--mantine-color-(pink|grape|violet|indigo|blue|cyan|teal|green|lime|yellow|orange)-|^--mantine-h\d|^--mantine-breakpoint/

const block = (selector: string, variables: Record<string, string>) =>
  `${selector}{${Object.entries(variables).filter(([name]) => !unused.test(name)).map(([name, value]) => `${name}:${value}`).join(';')}}`

/**
 * All variables of both themes as one stylesheet. Runs at build time (vite.config.ts). Without the
 * attribute that Mantine sets at its start, the page is in the theme of the system: no white flash.
 */
export function stylesheet(): string {
  const merged = mergeMantineTheme(DEFAULT_THEME, theme)
  const base = defaultCssVariablesResolver(merged)
  const own = resolver(merged)
  const light = { '--mantine-color-scheme': 'light', ...base.light, ...own.light }
  const dark = { '--mantine-color-scheme': 'dark', ...base.dark, ...own.dark }
  return [
    block(':root', { ...base.variables, ...own.variables }),
    block(':root,:root[data-mantine-color-scheme="light"]', light),
    block(':root[data-mantine-color-scheme="dark"]', dark),
    `@media (prefers-color-scheme:dark){${block(':root:not([data-mantine-color-scheme])', dark)}}`,
  ].join('\n')
}

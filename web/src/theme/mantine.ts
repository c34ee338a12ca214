import { type CSSVariablesResolver, type MantineColorsTuple, createTheme } from '@mantine/core'
import { colours, constants, dark, font, light, radius, type } from './tokens.ts'

const petrol: MantineColorsTuple = ['#e9f3f4', '#d5e7e9', '#b2d3d7', '#8abcc2', '#66a5ad', '#458b95', '#2f717b', light.accent, light.accentHover, '#0e2f35']
const rem = (px: number) => `${px / 16}rem`

/** Our tokens told to Mantine, so that its parts look like ours. */
export const theme = createTheme({
  primaryColor: 'petrol',
  colors: { petrol },
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  fontFamily: font,
  fontSizes: { xs: rem(type.note[0]), sm: rem(type.small[0]), md: rem(type.body[0]), lg: rem(type.lead[0]), xl: rem(type.title[0]) },
  radius: { xs: rem(radius.cap), sm: rem(radius.control), md: rem(radius.control), lg: rem(radius.card) },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Menu: { defaultProps: { shadow: 'none', transitionProps: { duration: 120 } } },
    // Locking the scroll would write a style element, which the content policy forbids.
    Modal: { defaultProps: { centered: true, lockScroll: false, transitionProps: { duration: 160 } } },
    TextInput: { defaultProps: { size: 'sm' } },
    // What explains a field stands under it, so that fields of a row stand in a row.
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
  },
})

const shared = (p: typeof light) => ({
  '--mantine-color-body': p.surface,
  '--mantine-color-text': p.ink,
  '--mantine-color-dimmed': p.muted,
  '--mantine-color-placeholder': p.muted,
  '--mantine-color-default': p.surface,
  '--mantine-color-default-hover': p.sunken,
  '--mantine-color-default-color': p.ink,
  '--mantine-color-default-border': p.edge,
  '--mantine-color-error': p.state.alarm.ink,
  '--mantine-color-anchor': p.accent,
  '--mantine-color-disabled': p.sunken,
  '--mantine-color-disabled-color': p.muted,
})

export const resolver: CSSVariablesResolver = () => ({
  variables: constants(),
  light: { ...colours(light, 'light'), ...shared(light) },
  dark: { ...colours(dark, 'dark'), ...shared(dark) },
})

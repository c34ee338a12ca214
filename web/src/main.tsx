import './theme/mantine-parts.css'
import 'virtual:tokens.css'
import './theme/fonts.css'
import './theme/base.css'
import './theme/mantine.css'
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { onSignedOut } from './api/client'
import { router } from './app/router'
import { forget, queries } from './app/session'
import { stopPhone } from './desk/phone'
import { theme } from './theme/mantine'

async function start(place: HTMLElement) {
  if (import.meta.env.FIXTURES) (await import('./fixture')).install()
  onSignedOut(() => {
    if (location.pathname.startsWith('/signin') || location.pathname.startsWith('/link/')) return
    stopPhone()
    void router.navigate({ to: '/signin', search: { back: location.pathname + location.search } }).then(forget)
  })
  createRoot(place).render(
    <MantineProvider theme={theme} withCssVariables={false} withGlobalClasses={false} defaultColorScheme="auto" colorSchemeManager={localStorageColorSchemeManager({ key: 'theme' })}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')
void start(place)

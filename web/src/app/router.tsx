import { Outlet, createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { asProblem } from '../api/problem'
import { Crashed, Missing, NoRight } from './Missing'
import { Shell } from './Shell'
import { type Section, sectionsOf, startOf, whoAmI } from './session'

/** The values of an address that are plain texts; anything else in it is left out. */
const texts = (search: Record<string, unknown>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(search).filter(([, v]) => v !== '' && v !== undefined).map(([k, v]) => [k, String(v)]))

/** Who is signed in, or the way to the sign-in and back. */
async function signedIn(href: string) {
  try {
    return await whoAmI()
  } catch (e) {
    if (asProblem(e).status === 401) throw redirect({ to: '/signin', search: { back: href } })
    throw e
  }
}

const root = createRootRoute({ component: Outlet, notFoundComponent: Missing })
const shell = createRoute({
  getParentRoute: () => root, id: 'shell', component: Shell, errorComponent: Crashed,
  beforeLoad: async ({ location }) => { await signedIn(location.href) },
})

const section = (path: Section['to'] | `${Section['to']}/${string}`, load: Parameters<typeof lazyRouteComponent>[0], name: string, errorComponent = Crashed) =>
  createRoute({
    getParentRoute: () => shell, path, validateSearch: texts, errorComponent,
    beforeLoad: async () => {
      const me = await whoAmI()
      if (!sectionsOf(me).some((s) => path.startsWith(s.to))) throw redirect({ to: '/no-right' })
    },
    component: lazyRouteComponent(load, name),
  })

const tree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', beforeLoad: async () => { throw redirect({ to: startOf(await signedIn('/')) }) }, errorComponent: Crashed }),
  createRoute({ getParentRoute: () => root, path: '/signin', validateSearch: texts, component: lazyRouteComponent(() => import('../user/SignIn'), 'SignIn') }),
  createRoute({ getParentRoute: () => root, path: '/link/$token', component: lazyRouteComponent(() => import('../user/LinkPage'), 'LinkPage') }),
  createRoute({
    getParentRoute: () => root, path: '/wall', validateSearch: texts, errorComponent: Crashed, component: lazyRouteComponent(() => import('../floor/Wallboard'), 'Wallboard'),
    beforeLoad: async ({ location }) => { if (!sectionsOf(await signedIn(location.href)).some((s) => s.to === '/floor')) throw redirect({ to: '/no-right' }) },
  }),
  createRoute({ getParentRoute: () => root, path: '/shift', beforeLoad: async ({ location }) => { await signedIn(location.href) }, component: lazyRouteComponent(() => import('../shift/ShiftStart'), 'ShiftStart'), errorComponent: Crashed }),
  shell.addChildren([
    section('/home', () => import('../portal/Home'), 'Home'),
    section('/desk', () => import('../desk/Desk'), 'Desk'),
    section('/floor', () => import('../floor/LiveFloor'), 'LiveFloor'),
    section('/calls', () => import('../call/CallList'), 'CallList'),
    section('/calls/$call', () => import('../call/CallPage'), 'CallPage'),
    section('/promises', () => import('../promise/Ledger'), 'Ledger'),
    section('/settings', () => import('../settings/Settings'), 'Settings'),
    section('/settings/$kind', () => import('../settings/Settings'), 'Settings'),
    section('/settings/$kind/$id', () => import('../settings/Settings'), 'Settings'),
    createRoute({ getParentRoute: () => shell, path: '/no-right', component: NoRight }),
  ]),
])

export const router = createRouter({ routeTree: tree, defaultPreload: 'intent', defaultNotFoundComponent: Missing })
declare module '@tanstack/react-router' { interface Register { router: typeof router } }

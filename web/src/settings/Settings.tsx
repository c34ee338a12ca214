import { Navigate, useParams } from '@tanstack/react-router'
import { type ComponentType, Suspense, lazy } from 'react'
import { useMe } from '../app/session'
import { Bones } from '../shared/Loaded'
import { type Kind, Kinds, isKind, kindsOf } from './Kinds'

/** A room of the settings: its list, and the form of one. */
export type Room = { List: ComponentType; Form?: ComponentType<{ id: string }> }

const room = (load: () => Promise<{ default: Room }>) => lazy(async () => {
  const { List, Form } = (await load()).default
  return { default: ({ id }: { id: string | undefined }) => (id && Form ? <Form key={id} id={id} /> : <List />) }
})

const rooms: Record<Kind, ReturnType<typeof room>> = {
  tenants: room(() => import('./tenant')),
  users: room(() => import('./user')),
  directory: room(() => import('./directory')),
  widgets: room(() => import('./widget')),
  mail: room(() => import('./mail')),
  teams: room(() => import('./team')),
  matrix: room(() => import('./matrix')),
  skills: room(() => import('./skill')),
  lines: room(() => import('./line')),
  hours: room(() => import('./hours')),
  numbers: room(() => import('./number')),
  trunks: room(() => import('./trunk')),
  devices: room(() => import('./device')),
  pauses: room(() => import('./pause')),
  prompts: room(() => import('./prompt')),
  menus: room(() => import('./menu')),
  lookups: room(() => import('./lookup')),
  extensions: room(() => import('./extension')),
  traces: room(() => import('./trace')),
  audit: room(() => import('./audit')),
}

/** /settings/kind/id: each kind is a chunk of its own. */
export function Settings() {
  const me = useMe()
  const { kind, id }: { kind?: string; id?: string } = useParams({ strict: false })
  const mine = kindsOf(me)
  const first = mine[0] ?? 'audit'
  if (!isKind(kind) || !mine.includes(kind)) return <Navigate to="/settings/$kind" params={{ kind: first }} replace />
  const Screen = rooms[kind]
  return <Kinds now={kind}><Suspense fallback={<Bones rows={6} />}><Screen id={id} /></Suspense></Kinds>
}

import type { ReactNode } from 'react'
import type { Lists } from '../api/settings'
import { Bones, Loaded } from '../shared/Loaded'
import { Gone } from './Editor'
import type { Kind } from './Kinds'
import { type Path, useOne } from './resource'

type Props<P extends Path> = { kind: Kind; path: P; id: string; children: (kept: Lists[P] | undefined) => ReactNode }

/** Loads what a form is about: `new` is nothing yet, an unknown id is said to be gone. */
export function OneOf<P extends Path>({ kind, path, id, children }: Props<P>) {
  const asked = useOne(path, id)
  if (id === 'new') return <>{children(undefined)}</>
  return <Loaded of={asked} bones={<Bones rows={6} />}>{(kept) => (kept ? children(kept) : <Gone kind={kind} />)}</Loaded>
}

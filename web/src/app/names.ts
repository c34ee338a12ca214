import type { Directory, Entry } from '../api/types'
import { useLang } from '../i18n'
import type { Lang } from '../i18n/lang'
import { nameIn } from './seeded'
import { useNames } from './session'

const dash = '–'

/** Looks names up by id. Ids travel, names are joined here (house.md 3). */
export class Names {
  private readonly all: ReadonlyMap<string, Entry>
  /** What may be chosen today: things out of use are still named, and offered no more. */
  readonly tenants: readonly Entry[]
  readonly lines: readonly Entry[]
  readonly agents: readonly Entry[]
  readonly pauses: readonly Entry[]
  readonly trunks: readonly Entry[]
  readonly numbers: readonly Entry[]

  constructor(d: Directory, lang: Lang) {
    const said = (list: readonly Entry[]): Entry[] => list.map((e) => ({ ...e, name: nameIn(lang, e.id, e.name) }))
    this.all = new Map(said(Object.values(d).flat()).map((e) => [e.id, e]))
    const used = (list: readonly Entry[]) => said(list.filter((e) => !e.removed))
    this.tenants = used(d.tenants)
    this.lines = used(d.lines)
    this.agents = used(d.agents)
    this.pauses = used(d.pauses)
    this.trunks = used(d.trunks)
    this.numbers = used(d.numbers)
  }

  /** The name of anything; a dash for what is not known here. */
  name(id: string | undefined): string { return (id && this.all.get(id)?.name) || dash }
  entry(id: string | undefined): Entry | undefined { return id ? this.all.get(id) : undefined }
  tenant(id: string | undefined): { name: string; colour: number } {
    const t = this.entry(id)
    return { name: t?.name ?? dash, colour: t?.colour || 1 }
  }
}

const joined = new WeakMap<Directory, Map<Lang, Names>>()

/** Names of the cached directory; one joined table for all that ask. */
export function useDirectory(): Names {
  const all = useNames()
  const lang = useLang()
  let byLang = joined.get(all)
  if (!byLang) { byLang = new Map(); joined.set(all, byLang) }
  let names = byLang.get(lang)
  if (!names) { names = new Names(all, lang); byLang.set(lang, names) }
  return names
}

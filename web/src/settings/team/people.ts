import type { User } from '../../api/settings'

const has = (u: User, ...roles: readonly string[]): boolean => u.grants.some((g) => roles.includes(g.role))

export const isAgent = (u: User): boolean => has(u, 'agent')
/** Who may lead a team: the rights of a supervisor are needed for it. */
export const leads = (u: User): boolean => has(u, 'supervisor', 'administrator')

/** Those in whose name or login the word is found; `always` are shown whatever is sought. */
export function among(people: readonly User[], sought: string, always: readonly string[]): User[] {
  const word = sought.trim().toLowerCase()
  return people.filter((u) => word === '' || always.includes(u.id) || u.name.toLowerCase().includes(word) || u.login.toLowerCase().includes(word))
}

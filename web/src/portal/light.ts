import type { Live } from '../floor/stream'

/** The traffic light of a client's lines. */
export type Light = { state: 'works' | 'alone' | 'closed' | 'none' | 'unknown'; online: number; waiting: number }

/** Green when somebody can answer an open line; amber when nobody can; grey when it is closed or not known. */
export function lightOf({ board, stale }: Pick<Live, 'board' | 'stale'>): Light {
  const lines = board ? [...board.lines.values()] : []
  const open = lines.filter((l) => l.open)
  // The same people serve several lines: who has most is how many there are at least.
  const online = Math.max(0, ...open.map((l) => l.online))
  const waiting = lines.reduce((sum, l) => sum + l.waiting, 0)
  const state = !board || stale > 0 ? 'unknown' : lines.length === 0 ? 'none' : open.length === 0 ? 'closed' : online === 0 ? 'alone' : 'works'
  return { state, online, waiting }
}

import { ask, type Asked } from './client'
import { Problem } from './problem'
import type { paths } from './schema'

/**
 * Asks an operation that the server of this moment may not have: nothing when it has not, so that the screen
 * leaves the part out. What every server has is asked by `ask`.
 */
export async function askIfThere<T>(method: 'get' | 'post' | 'put', path: string, asked: { path?: Record<string, string>; query?: Record<string, string>; body?: unknown; signal?: AbortSignal } = {}): Promise<T | undefined> {
  try {
    return (await ask(method as 'get', path as keyof paths as '/me', asked as Asked<'get', '/me'>)) as T
  } catch (e) {
    if (e instanceof Problem && (e.code === 'request.not_found' || e.status === 405)) return undefined
    throw e
  }
}

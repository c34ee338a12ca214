// What makes a tab this tab: a name that survives a reload, and the lock that tells whether
// another tab of this browser has the phone.

import type { Ownership } from './api'

const nameKey = 'gudok.tab'
const ownerLock = 'gudok.phone'
/** How long a lock may take to be let go by the page that was here before a reload. */
const settleMs = 400

/** Without Web Locks (a page without TLS, tests) names are simply kept. */
const locks = (): LockManager | undefined => navigator.locks ?? undefined

/**
 * The name of this tab. sessionStorage is copied when a tab is duplicated; then the copy
 * finds the name locked by the original and takes a new one.
 */
export async function tabName(): Promise<string> {
  const known = sessionStorage.getItem(nameKey)
  if (known !== null && (await holdName(known, reloaded()))) return known
  const fresh = freshName()
  sessionStorage.setItem(nameKey, fresh)
  await holdName(fresh, false)
  return fresh
}

/** 128 random bits; randomUUID is missing on a page without TLS. */
function freshName(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('')
}

function reloaded(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return entry?.type === 'reload'
}

/** Holds the name until the page is gone. Says false when another page has it. */
function holdName(name: string, mine: boolean): Promise<boolean> {
  const manager = locks()
  if (manager === undefined) return Promise.resolve(true)
  return new Promise((resolve) => {
    const giveUp = new AbortController()
    const timer = setTimeout(() => (mine ? resolve(true) : giveUp.abort()), settleMs)
    manager
      .request(`${nameKey}.${name}`, { signal: giveUp.signal }, () => {
        clearTimeout(timer)
        resolve(true)
        return forever
      })
      .catch(() => resolve(false))
  })
}

const forever = new Promise<never>(() => {})

/**
 * Watches who has the phone in this browser. The server decides; the lock only lets a view
 * know that the tab which had the phone is gone.
 */
export class OwnerWatch {
  private waiting: AbortController | undefined
  private letGo: (() => void) | undefined

  constructor(private readonly changed: (owner: Ownership) => void) {}

  /** Hears what the server says. */
  set(owner: 'here' | 'elsewhere'): void {
    const manager = locks()
    this.stop()
    if (manager === undefined) return
    if (owner === 'here') {
      manager.request(ownerLock, { steal: true }, () => this.hold()).catch(() => { /* another tab took it; the server tells */ })
      return
    }
    const waiting = new AbortController()
    this.waiting = waiting
    manager
      .request(ownerLock, { signal: waiting.signal }, () => {
        if (this.waiting !== waiting) return undefined
        this.changed('free')
        return this.hold()
      })
      .catch(() => {
        // Stolen: some tab took the phone. Wait for it to be gone again.
        if (this.waiting === waiting) {
          this.changed('elsewhere')
          this.set('elsewhere')
        }
      })
  }

  stop(): void {
    const waiting = this.waiting
    this.waiting = undefined
    waiting?.abort()
    this.letGo?.()
    this.letGo = undefined
  }

  private hold(): Promise<void> {
    return new Promise((resolve) => { this.letGo = resolve })
  }
}

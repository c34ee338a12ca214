import type { Line } from '../api/settings'
import { useList } from '../settings/resource'

/** What is set of the line that a contact belongs to: its words, its outcomes. */
export const useLine = (id: string): Line | undefined => useList('/lines').data?.find((l) => l.id === id)

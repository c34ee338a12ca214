import { createContext, useContext } from 'react'

/** What the server refused, by the name of the field. */
export type RefusedFields = Readonly<Record<string, string>>

const context = createContext<RefusedFields>({})
export const Refused = context.Provider

/** Why this field was refused, to stand under it. */
export const useRefused = (name: string | undefined): string | undefined => useContext(context)[name ?? '']

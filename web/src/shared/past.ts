import { createContext, useContext } from 'react'

/** The past moment that a part of the page shows, ms UTC. There nothing can be done, and clocks stand. */
export const PastMoment = createContext<number | undefined>(undefined)

/** That moment; undefined in the present. */
export const usePast = (): number | undefined => useContext(PastMoment)

import { useSyncExternalStore } from 'react'

const narrow = typeof matchMedia === 'function' ? matchMedia('(max-width: 760px)') : undefined
const subscribe = (tell: () => void) => { narrow?.addEventListener('change', tell); return () => narrow?.removeEventListener('change', tell) }

/** Whether the screen is a telephone: lists become cards there. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow?.matches ?? false)

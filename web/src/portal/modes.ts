/** Who answers a line, in the order of the switch. */
export const modes = ['centre', 'own_first', 'own_only'] as const
export type Mode = (typeof modes)[number]

/** The server's mode; nothing, and what this page does not know, is the centre. */
export const modeOf = (mode: string | undefined): Mode => modes.find((m) => m === mode) ?? 'centre'

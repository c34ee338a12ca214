// What the server's frames make of the phone's state: pure, so that it is tested as a table.

import type { PhoneState } from './api'
import type { DeskView, FromServer, Hello, ItemView, LegID, MessageFromServer, MessageView, RtcFromServer } from './messages'

export const atRest: PhoneState = {
  link: 'closed', attempt: 0, retryAt: 0, owner: 'unknown', desk: null, rev: 0,
  media: 'off', fault: null, quality: null, ring: null, sinkFault: false,
}

/** The state after a frame; the same object when nothing changed. */
export function heard(state: PhoneState, frame: FromServer): PhoneState {
  switch (frame.ch) {
    case 'sys':
      if (frame.type === 'hello') {
        // A server that was restarted counts its revisions anew.
        return { ...state, owner: (frame.data as Hello).main ? 'here' : 'elsewhere', rev: 0, ring: null }
      }
      if (frame.type === 'view') return { ...state, owner: 'elsewhere', ring: null }
      return state
    case 'floor': {
      const rev = frame.rev ?? 0
      if (frame.type !== 'desk' || rev < state.rev) return state
      return { ...state, desk: whole(frame.data as DeskView), rev }
    }
    case 'rtc':
      return rang(state, frame)
    case 'message':
      return { ...state, messages: told(state.messages ?? [], frame) }
    default:
      return state
  }
}

/** What was not read yet, the newest first. A message that is told twice is one. */
function told(list: readonly MessageView[], frame: FromServer): readonly MessageView[] {
  if (frame.type === 'inbox') return (frame.data as MessageFromServer['inbox']).messages ?? []
  const m = frame.data as MessageView
  const rest = list.filter((known) => known.id !== m.id)
  return frame.type === 'message' ? [m, ...rest] : frame.type === 'read' ? rest : list
}

function rang(state: PhoneState, frame: FromServer): PhoneState {
  switch (frame.type) {
    case 'ring':
      return { ...state, ring: frame.data as RtcFromServer['ring'] }
    case 'joined':
    case 'stopped':
      return state.ring?.leg === (frame.data as { leg: LegID }).leg ? { ...state, ring: null } : state
    default:
      return state
  }
}

/** An empty list is null in the server's JSON when nothing was ever in it. */
function whole(desk: DeskView): DeskView {
  return {
    ...desk,
    item: desk.item === null ? null : wholeItem(desk.item),
    missed: desk.missed ?? [],
    promises: desk.promises ?? [],
    lines: desk.lines ?? [],
    numbers: desk.numbers ?? {},
  }
}

const wholeItem = (item: ItemView): ItemView => ({ ...item, path: item.path ?? [], parts: item.parts ?? [] })

/**
 * The server's clock: each frame's `now` came a little late, so the sample that is furthest
 * ahead is the best one. A hello starts anew, for the computer may have slept in between.
 */
export class ServerClock {
  private offset: number | undefined

  constructor(private readonly here: () => number = () => performance.now()) {}

  hear(now: number, anew: boolean): void {
    const offset = now - this.here()
    if (anew || this.offset === undefined || offset > this.offset) this.offset = offset
  }

  now(): number {
    return this.offset === undefined ? Date.now() : this.here() + this.offset
  }
}

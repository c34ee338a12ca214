// What travels over the agent's one WebSocket, /api/agent/socket, as JSON text frames.
//
// Names and shapes are those of the server: core/view.go for the desk, base/httpd for the
// channel `sys`, voice/webrtc for `rtc`. All moments are milliseconds UTC of the server's
// clock and 0 means never; the page only counts (see serverNow in phone.ts).

// ---- names of things: opaque, with the prefix of their kind ----

export type TenantID = string // ten_…
export type AgentID = string // agt_…
export type UserID = string // usr_…
export type PauseID = string // pau_…
export type LineID = string // lin_…
export type DeviceID = string // dev_… or BROWSER
export type DispositionID = string // dsp_…
export type NumberID = string // num_…
export type CallID = string // call_…
export type LegID = string // leg_…
export type ItemID = string // item_…
export type PromiseID = string // prs_…
export type RecordingID = string // rec_…

/** The agent's browser where a device is asked for. */
export const BROWSER: DeviceID = 'browser'

// ---- the frame ----

export type ChannelName = 'sys' | 'floor' | 'rtc'

/** One frame from the server. A reply carries `re` and `ok`; all else carries `type`. */
export interface FromServer {
  ch: ChannelName
  type?: string
  data?: unknown
  rev?: number
  now?: number
  re?: number
  ok?: boolean
  code?: string
  params?: Record<string, string>
}

/** One frame to the server. With `id` the server replies. */
export interface ToServer {
  ch: ChannelName
  type: string
  id?: number
  data?: unknown
}

// ---- channel sys ----

/** The first frame of a connection. `main`: this tab owns the phone. */
export interface Hello {
  main: boolean
  now: number
}

// ---- channel floor: the desk ----

export type PresenceState = 'offline' | 'online' | 'pause'
export type SlotState = 'idle' | 'offered' | 'connecting' | 'talking' | 'held' | 'wrapup' | 'dialling'
export type ItemKind = 'call' | 'missed_return' | 'voicemail_return'
export type PartState = 'menu' | 'waiting' | 'ringing' | 'talking' | 'held' | 'wrapup' | 'dialling' | 'ended'
export type PauseKind = 'break' | 'meal' | 'training' | 'meeting' | 'back_office' | 'coaching' | 'technical' | 'system'
export type PromiseState = 'open' | 'due' | 'dialling' | 'talking' | 'cooldown' | 'frozen'

export interface PresenceView {
  state: PresenceState
  reason?: PauseID
  kind?: PauseKind
  since: number
  limit_ms?: number
  /** A pause asked for; it comes after this contact. */
  pending?: PauseID
  /** The end of the shift was asked for; it comes after this contact. */
  leaving?: boolean
}

export interface SlotView {
  state: SlotState
  since: number
}

export interface DeviceView {
  device: DeviceID
  healthy: boolean
  why?: string
  since: number
}

/** One piece of the strip: from `at` until the next part's `at`. */
export interface Part {
  state: PartState
  at: number
}

/** The contact in hand: offered, talking, wrap-up. */
export interface ItemView {
  item: ItemID
  call: CallID
  kind: ItemKind
  tenant: TenantID
  line: LineID
  number_id?: NumberID
  promise?: PromiseID
  /** Labels of the branches chosen in the menu. */
  path: string[]
  origin_at: number
  enqueued_at: number
  offered_at: number
  ring_until: number
  answered_at: number
  held_at: number
  promised_until: number
  ended_at: number
  wrap_until: number
  extended: number
  muted: boolean
  recording: boolean
  disposition?: DispositionID
  must_code: boolean
  /** The rule of the decision. */
  why: string
  parts: Part[]
}

export interface MissedView {
  item: ItemID
  line: LineID
  at: number
  verdict: string
}

/** An open promise. */
export interface Owed {
  promise: PromiseID
  tenant: TenantID
  line: LineID
  kind: string
  number_id: NumberID
  origin_at: number
  due_at: number
  attempts: number
  misses: number
  state: PromiseState
  recording?: RecordingID
}

export interface LineWait {
  line: LineID
  waiting: number
  /** enqueued_at of who waits longest. */
  longest: number
}

/** A number that a num_… of the same view stands for. */
export interface NumberView {
  number: string
  pretty: string
}

/** All that the agent's desk shows of the floor. Sent whole on connect and on each change. */
export interface DeskView {
  agent: AgentID
  presence: PresenceView
  slot: SlotView
  device: DeviceView
  item: ItemView | null
  /** Newest first, at most 20. */
  missed: MissedView[]
  /** Due first, at most 50. */
  promises: Owed[]
  lines: LineWait[]
  numbers: Record<NumberID, NumberView>
}

/** Why an offer is declined. */
export type DeclineReason = 'busy' | 'wrong_skill' | 'technical' | 'other'

/** What an agent may ask of the floor: the type of the frame and its data. */
export interface Commands {
  'start-shift': { device: DeviceID }
  'end-shift': Record<never, never>
  ready: Record<never, never>
  pause: { reason: PauseID }
  answer: { item: ItemID }
  decline: { item: ItemID; reason: DeclineReason }
  hold: { promised_ms?: number }
  resume: Record<never, never>
  mute: { muted: boolean }
  digits: { digits: string }
  end: Record<never, never>
  code: { item: ItemID; disposition: DispositionID }
  note: { item: ItemID; text: string }
  finish: Record<never, never>
  extend: Record<never, never>
  'call-promise': { promise: PromiseID }
}

export type CommandName = keyof Commands

/** Commands that need no data may be given without it. */
export type CommandArgs<K extends CommandName> =
  Record<never, never> extends Commands[K] ? [data?: Commands[K]] : [data: Commands[K]]

// ---- channel rtc: the sound ----

/** What the page says on `rtc`. */
export interface RtcToServer {
  /** A fresh PeerConnection's offer: at the start of the shift, after a reload, when asked. */
  offer: { sdp: string }
  /** The ring has reached the page; owed within 1 s of `ring`. */
  ringing: { leg: LegID }
  /** The page gives up its sound: end of shift, device test over. */
  bye: Record<never, never>
}

/** What the page hears on `rtc`. */
export interface RtcFromServer {
  /** First of all after hello: the legs that ring or talk here. */
  legs: { legs: LegID[] }
  /** `leg` is the leg that this sound was joined to again, "" when there is none. */
  answer: { sdp: string; leg: LegID }
  /** The server has no living sound from us: make a new offer. */
  reoffer: Record<never, never>
  ring: { leg: LegID; auto: boolean }
  /** The leg is answered: its sound and ours are one. */
  joined: { leg: LegID }
  /** The leg is gone, answered or not. */
  stopped: { leg: LegID }
  /** The offer could not be used. */
  refused: { code: string }
}

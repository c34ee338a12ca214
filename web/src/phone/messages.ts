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

export type ChannelName = 'sys' | 'floor' | 'rtc' | 'message'

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

/** on_demand: only when nobody else can; draining: finishes what is in hand, gets nothing new. */
export type PresenceState = 'offline' | 'online' | 'pause' | 'on_demand' | 'draining'
export type SlotState = 'idle' | 'offered' | 'connecting' | 'talking' | 'held' | 'consulting' | 'wrapup' | 'dialling' | 'listening'
export type ItemKind = 'call' | 'missed_return' | 'voicemail_return' | 'requested_return' | 'virtual_hold_return' | 'web_return' | 'enquiry_return' | 'follow_up_return' | 'consult' | 'outgoing' | 'internal'
export type PartState = 'menu' | 'waiting' | 'ringing' | 'talking' | 'held' | 'consulting' | 'conference' | 'wrapup' | 'dialling' | 'ended'
export type PauseKind = 'break' | 'meal' | 'training' | 'meeting' | 'back_office' | 'coaching' | 'technical' | 'system'
export type PromiseState = 'open' | 'due' | 'reserved' | 'dialling' | 'talking' | 'cooldown' | 'frozen' | 'waiting_enquiry'

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
  /** Who is asked while the customer waits, or who joined. */
  third?: ThirdView
  /** A hand-over that came back: to whom it went and why it did not work. */
  returned?: ReturnedView
  /** The promised time of the hold has passed. */
  late?: boolean
  /** The colleague on the other side: of an internal call, or who asks in a consultation. */
  peer?: AgentID
  /** Of a call that keeps a promise: what was promised. */
  return?: ReturnView
}

/** Why a person is called back. */
export interface ReturnView {
  /** missed, voicemail, virtual_hold, requested, web, enquiry_answer, follow_up. */
  kind: string
  /** The leave reason of the latest miss, or agreed. */
  cause: string
  opened_at: number
  due_at: number
  /** Before this one. */
  attempts: number
  misses: number
  recording?: RecordingID
  /** Who agreed to call. */
  owner?: AgentID
  /** The person is rung before the agent is asked. */
  customer_first?: boolean
}

/** Whom a call is handed to, or with whom it is talked over. Exactly one is given. */
export interface Party {
  agent?: AgentID
  line?: LineID
  number_id?: NumberID
}

export type ThirdState = 'ringing' | 'talking' | 'conference' | 'failed'

/** The third side of a call. One that failed stays until the agent does something else. */
export interface ThirdView extends Party {
  state: ThirdState
  /** Why nobody was reached: declined, no_answer, unreachable, busy, invalid, failed. */
  reason?: string
  since: number
}

/** Who was to have the caller and did not take him. */
export interface ReturnedView extends Party {
  verdict: string
}

export type EarMode = 'listen' | 'whisper' | 'barge'

/** A supervisor's ear in a call. */
export interface EarView {
  seat: AgentID
  by: UserID
  call: CallID
  mode: EarMode
  /** 0: not there yet. */
  since: number
}

/** How the last call ended that the agent made and nobody answered. */
export interface TriedView {
  call: CallID
  peer?: AgentID
  number_id?: NumberID
  /** no_answer, busy, invalid, failed, given_up, declined, unreachable, … */
  outcome: string
  /** SIP status or Q.850 cause. */
  code?: number
  at: number
}

/** To whom: one of them. A number is E.164. */
export interface Target {
  agent?: AgentID
  line?: LineID
  number?: string
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
  /** Who agreed to call; absent: whoever is free. */
  owner?: AgentID
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
  /** Since when the agent asks a supervisor for help; 0 for not. */
  help?: number
  /** The call that this seat, a supervisor's, listens to. */
  ear?: EarView | null
  tried?: TriedView | null
}

/** Why an offer is declined. */
export type DeclineReason = 'busy' | 'wrong_skill' | 'technical' | 'other'

/** What an agent may ask of the floor: the type of the frame and its data. */
export interface Commands {
  'start-shift': { device: DeviceID }
  'end-shift': Record<never, never>
  'on-demand': Record<never, never>
  /** Without a reason the shift ends then. */
  drain: { reason: string }
  ready: Record<never, never>
  pause: { reason: PauseID }
  answer: { item: ItemID }
  decline: { item: ItemID; reason: DeclineReason }
  hold: { promised_ms?: number }
  resume: Record<never, never>
  mute: { muted: boolean }
  digits: { digits: string }
  /** `machine`: it was an answering machine, so that what was promised is not kept. */
  end: { machine?: boolean }
  code: { item: ItemID; disposition: DispositionID }
  note: { item: ItemID; text: string }
  finish: Record<never, never>
  extend: Record<never, never>
  'call-promise': { promise: PromiseID }
  /** Hands the call over at once. `announce` is a prompt that the receiver's desk phone plays first. */
  transfer: { to: Target; announce?: string }
  /** Asks first: the customer waits with music. */
  consult: { to: Target; announce?: string }
  /** Customer and third go on together, the agent leaves. */
  connect: Record<never, never>
  /** All three hear each other. */
  conference: Record<never, never>
  /** Lets the third go: back to the customer. */
  back: Record<never, never>
  dial: { to: Target; line?: LineID }
  help: { on: boolean }
  /** Of a supervisor: hear a call; again with another mode changes it. */
  ear: { call: CallID; mode: EarMode }
  'ear-left': Record<never, never>
  'take-over': { call: CallID }
}

export type CommandName = keyof Commands

/** Commands that need no data may be given without it. */
export type CommandArgs<K extends CommandName> =
  Record<never, never> extends Commands[K] ? [data?: Commands[K]] : [data: Commands[K]]

// ---- channel message: a supervisor's word ----

/** What a supervisor wrote to this agent (desk/message). */
export interface MessageView {
  id: string
  sender: UserID
  agent: AgentID
  text: string
  at: number
  read_at?: number
}

/** What the page hears on `message`: all unread first, then each new one, and which was read in another tab. */
export interface MessageFromServer {
  inbox: { messages: MessageView[] }
  message: MessageView
  read: MessageView
}

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
  legs: { legs: LegID[]; ears?: LegID[] }
  /** `leg` is the leg that this sound was joined to again, "" when there is none. */
  answer: { sdp: string; leg: LegID; ear?: boolean }
  /** The server has no living sound from us: make a new offer. */
  reoffer: Record<never, never>
  /** `ear`: the leg only listens, no microphone. */
  ring: { leg: LegID; auto: boolean; ear?: boolean }
  /** A leg that only listened may speak from now on. */
  open: { leg: LegID }
  /** The leg is answered: its sound and ours are one. */
  joined: { leg: LegID }
  /** The leg is gone, answered or not. */
  stopped: { leg: LegID }
  /** The offer could not be used. */
  refused: { code: string }
}

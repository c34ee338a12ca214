// What the React app sees of the phone: one object per page, made by createPhone in
// phone.ts. The state is immutable and replaced at each change, so that it can be handed
// to useSyncExternalStore as it is:
//
//   const state = useSyncExternalStore(phone.subscribe, phone.state)

import type { CommandArgs, CommandName, DeskView, LegID, MessageView } from './messages'

/** The way to the server. */
export type LinkState =
  | 'closed' // stopped by us or by the end of the session
  | 'connecting'
  | 'open' // hello was heard
  | 'lost' // trying again; see attempt and retryAt

/** Whose the phone is among the tabs and browsers of this agent. */
export type Ownership =
  | 'unknown' // no hello yet
  | 'here'
  | 'elsewhere' // another tab or browser; this one only shows
  | 'free' // the other tab of this browser has gone: take() gets it without taking it away

/** The sound between this page and the server. */
export type MediaState =
  | 'off'
  | 'asking' // for the microphone
  | 'connecting'
  | 'connected'
  | 'failed' // see fault; the phone tries again by itself where that can help

/** Why there is no sound; the UI has a sentence for each. */
export type MediaFault =
  | 'insecure' // the page is not on HTTPS or localhost: browsers give no microphone
  | 'denied' // the person or a policy refused the microphone
  | 'no_microphone'
  | 'microphone_busy' // another program holds it
  | 'refused' // the server could not use our offer
  | 'unreachable' // the UDP way to the server does not work
  | 'unsupported' // the browser has no WebRTC

/** How the sound is, once every 2 s while connected. */
export interface Quality {
  /** Share of packets lost on the way to us in the last period, 0 to 1. */
  lossIn: number
  /** Share lost on the way to the server as the server reports it; -1: not known. */
  lossOut: number
  /** Round trip in milliseconds; -1: not known. */
  rttMs: number
  jitterMs: number
  /** Packets heard in the last period; the server sends nothing between calls. */
  packetsIn: number
  /** 0 bad, 1 poor, 2 fair, 3 good: how many bars to show. */
  bars: 0 | 1 | 2 | 3
}

export interface Ring {
  leg: LegID
  /** The call is connected without a key: the agent asked for it. */
  auto: boolean
  /** It only listens: no microphone is opened for it. */
  ear?: boolean
}

export interface PhoneState {
  link: LinkState
  /** The number of the try under way, 0 while the link is open. */
  attempt: number
  /** Moment (Date.now) of the next try, 0 when none is planned. */
  retryAt: number
  owner: Ownership
  /** The latest desk, kept while the link is lost; null before the first one. */
  desk: DeskView | null
  /** rev of desk. */
  rev: number
  media: MediaState
  fault: MediaFault | null
  quality: Quality | null
  /** Set while the browser's own leg rings. */
  ring: Ring | null
  /** What supervisors wrote and nobody has read yet, the newest first. */
  messages?: readonly MessageView[]
  /** Headphones could not be chosen: the browser has no setSinkId, or the device is gone. */
  sinkFault: boolean
}

/** Which devices to use; "" is the system's default. */
export interface Devices {
  microphone: string
  headphones: string
}

/** What phone.devices answers. Labels are "" until the microphone was allowed once. */
export interface DeviceList {
  microphones: { id: string; label: string }[]
  headphones: { id: string; label: string }[]
}

/** The answer to a command: granted, or a stable code that the UI translates. */
export type Reply = { ok: true } | { ok: false; code: string; params: Record<string, string> }

export interface PhoneOptions {
  /** Address of the socket; default: /api/agent/socket of this page's own host. */
  url?: string
}

export interface Phone {
  state(): PhoneState
  /** Calls back after each change of state; the result stops that. */
  subscribe(listener: () => void): () => void
  /** The server's clock, milliseconds UTC, for counting from the moments in a view. */
  serverNow(): number

  /**
   * Asks the floor. The answer comes after the server has remembered it. Never rejects: a
   * link lost on the way answers { ok: false, code: "phone.link_lost" } (the command may or may
   * not have been done; the next desk tells), a link that is not open "phone.not_connected",
   * a tab that is only a view "phone.not_owner", no answer in 10 s "phone.no_reply".
   */
  command<K extends CommandName>(name: K, ...args: CommandArgs<K>): Promise<Reply>

  /** Takes the phone over from another tab or browser. */
  take(): void

  /**
   * Opens the microphone and connects the sound; call it in the handler of a click. It stays
   * connected, is repaired by itself, and comes back after a reload without a click. Resolves
   * once connected or failed; state().fault says why.
   */
  startMedia(devices?: Partial<Devices>): Promise<boolean>
  /**
   * Connects the sound without opening a microphone, for a supervisor who listens; call it in
   * the handler of a click. Where the sound is up already, with or without a microphone, it is
   * left as it is. The microphone is opened when the leg is opened (whisper, barge) or another
   * one talks, and given back after it.
   */
  startListening(): Promise<boolean>
  /** Gives the microphone back. */
  stopMedia(): void
  /** Changes devices without interrupting the sound; remembered in this browser. */
  setDevices(devices: Partial<Devices>): Promise<boolean>
  chosenDevices(): Devices
  devices(): Promise<DeviceList>
  onDevicesChanged(listener: () => void): () => void

  /**
   * Silences the microphone in the browser itself at once. The floor's own mute is a command
   * ("mute"); a button should do both.
   */
  setMuted(muted: boolean): void

  /** The microphone's level, 0 to 1, about 20 times a second; the result stops it. */
  onLevel(listener: (level: number) => void): () => void
  /** Lets the person hear the own microphone for the test before a shift; the result stops it. */
  loopback(): () => void

  /** Tries the link again now instead of waiting for retryAt. */
  retryNow(): void
  /** Closes everything; used at sign-out. */
  close(): void
}

import type { Filled } from './lists'
import type { components } from './schema'

/** Short names for the shapes of the API. Moments are ms UTC, absent or 0 is never. */
type S = components['schemas']

export type Me = Filled<S['UserMe']>
export type Role = S['Grant']['role']
export type Entry = S['AppEntry']
export type Directory = Filled<S['AppDirectory']>

export type Part = { state: string; at: number }
export type PhoneNumber = S['CallNumberView']
export type CallRow = Filled<S['CallRowView']>
export type CallDetails = Filled<S['CallPageView']>
export type Fact = Omit<S['CallFactView'], 'data'> & { data: Record<string, unknown> }
export type RecordingInfo = S['RecordingView']
export type PeakPicture = Filled<S['RecordingPeaksView']>
export type Trace = Filled<S['TrunkTraceView']>
export type Rung = S['TrunkRungView']
export type MyDay = Filled<S['CallDayView']>

export type CallerMark = S['CallerMarkView']

export type PromiseRow = S['PromiseView']
export type PromiseFact = Omit<S['PromiseFactView'], 'data'> & { data: Record<string, unknown> }
export type Enquiry = S['EnquiryView']
export type SiteRequest = S['WidgetRequestView']
export type PromiseSummary = Filled<S['PromiseSummaryView']>

export type BoardMessage = Filled<S['FloorBoard']>
export type LineRow = Filled<S['FloorBoardLine']>
export type AgentRow = S['CoreAgentView']
export type LiveCall = Filled<S['FloorBoardCall']>
export type Queue = Filled<S['FloorQueue']>
export type QueuedRow = S['FloorQueuedRow']
export type Alarm = S['FloorAlarm']
export type Figures = S['FloorFigures']

import type { Filled } from './lists'
import type { components } from './schema'

/** Shapes of the settings, as the rooms of the office show them. `version` is of what was read. */
type S = components['schemas']

export type Tenant = S['TenantView']
export type Pause = S['TenantPauseView']
export type Skill = S['UserSkillView']
export type User = Filled<S['UserView']>
export type Grant = S['Grant']
export type Span = S['HoursSpan']
export type Holiday = Filled<S['HoursHoliday']>
export type Calendar = Filled<S['LineCalendarView']>
export type Line = Filled<S['LineView']>
export type NumberSetting = S['TrunkNumberView']
export type Trunk = Filled<S['TrunkView']>
export type TrunkStatus = S['TrunkStatusView']
export type Device = S['TrunkDeviceView']
export type Prompt = S['MenuPromptView']
export type Sound = S['VoiceSound']
export type MenuNode = Filled<S['FlowNode']>
export type NodeKind = 'answer' | 'play' | 'menu' | 'enqueue' | 'voicemail' | 'hang_up' | 'say' | 'digits' | 'hours' | 'known' | 'set' | 'variable' | 'position' | 'callback' | 'transfer' | 'notice' | 'language' | 'if' | 'wait' | 'lookup' | 'sub' | 'return' | 'extension' | 'name' | 'survey'
export type Program = Filled<S['MenuProgramForm']>
export type CheckMessage = S['FlowMessage']
export type Lookup = Filled<S['MenuLookupView']>
export type LookupTry = Filled<S['MenuTryView']>
export type LookupGuard = Filled<S['MenuGuard']>
export type Extension = S['MenuExtension']
export type SurveySetting = S['SurveySetting']
export type Team = Filled<S['UserTeamView']>
export type Matrix = Filled<S['UserMatrixView']>
export type Pasted = Filled<S['UserPasteView']>
export type DirectoryEntry = S['DirectoryEntryView']
export type Menu = Filled<S['MenuView']>
export type Widget = Filled<S['WidgetView']>
export type MailServer = S['OutboxView']
export type Change = Filled<S['AuditChange']>

/** The lists of settings by their path: what GET answers, and what POST and PUT of the path keep. */
export type Lists = {
  '/tenants': Tenant
  '/pauses': Pause
  '/skills': Skill
  '/users': User
  '/lines': Line
  '/calendars': Calendar
  '/widgets': Widget
  '/numbers': NumberSetting
  '/trunks': Trunk
  '/trunks/status': TrunkStatus
  '/devices': Device
  '/prompts': Prompt
  '/menus': Menu
  '/lookups': Lookup
  '/teams': Team
}

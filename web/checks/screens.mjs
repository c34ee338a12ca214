/** Every screen and state that is looked at: name, address, width, height. */
const desk = (state) => `/desk?fixture=${state}&as=lead`
export const phone = [390, 844]
export const screens = [
  ['signin', '/signin?as=nobody'], ['link', '/link/first?as=nobody'], ['link-gone', '/link/gone?as=nobody'], ['shift', '/shift?fixture=offline&as=lead'],
  ['agent-ready', desk('ready')], ['agent-ringing', desk('ringing')], ['agent-talking', desk('talking')], ['agent-hold', desk('hold')], ['agent-late', desk('late')], ['agent-wrapup', desk('wrapup')],
  ['agent-paused', desk('paused')], ['agent-lost', desk('lost')], ['agent-offline', desk('offline')], ['agent-view', desk('view')], ['agent-dialling', desk('dialling')], ['agent-empty', desk('empty')],
  ['agent-transfer', desk('transfer')], ['agent-agree', desk('agree')], ['agent-asking', desk('asking')], ['agent-consulting', desk('consulting')], ['agent-conference', desk('conference')], ['agent-returned', desk('returned')], ['agent-helped', desk('helped')], ['agent-handed', desk('handed')], ['agent-dial', desk('dial')], ['agent-told', desk('told')], ['agent-tried', desk('tried')],
  ['floor', '/floor?fixture=ready&as=lead'], ['floor-listen', '/floor?fixture=listening&as=lead'], ['floor-whisper', '/floor?fixture=whispering&as=lead'], ['wall', '/wall?fixture=ready&as=lead'], ['wall-many', '/wall?fixture=many&as=lead'], ['wall-stale', '/wall?fixture=stale&as=lead'], ['floor-stale', '/floor?fixture=stale&as=lead'],
  ['calls', '/calls?fixture=ready&as=lead'], ['calls-empty', '/calls?fixture=empty&as=lead'], ['calls-broken', '/calls?fixture=broken&as=lead'], ['calls-unknown', '/calls?fixture=ready&as=lead&tab=unknown'], ['calls-lists', '/calls?fixture=ready&as=lead&tab=callers&tenant=ten_romashka'], ['calls-lists-empty', '/calls?fixture=empty&as=lead&tab=callers&tenant=ten_romashka'], ['call', '/calls/call_0?fixture=ready&as=lead'],
  ['promises', '/promises?fixture=ready&as=lead'], ['promises-closed', '/promises?fixture=ready&as=lead&state=closed'], ['promises-agree', '/promises?fixture=ready&as=lead&agree=new'], ['promises-empty', '/promises?fixture=empty&as=lead'],
  ...['trunks', 'trunks/trk_kyivstar', 'numbers', 'numbers/did_1', 'menus', 'menus/flw_main', 'prompts', 'prompts/new', 'lines', 'lines/lin_orders', 'lines/lin_complaints', 'hours', 'hours/cal_work', 'tenants', 'tenants/ten_romashka', 'users', 'users/usr_anna', 'directory', 'teams', 'teams/team_shop', 'matrix', 'skills', 'devices', 'devices/dev_101', 'pauses', 'pauses/pau_rest', 'traces', 'audit']
    .map((p) => [`set-${p.replace('/', '-')}`, `/settings/${p}?fixture=ready&as=admin`]),
  ['home', '/home?fixture=ready&as=owner', ...phone], ['home-wide', '/home?fixture=ready&as=owner'], ['owner-calls', '/calls?fixture=ready&as=owner', ...phone], ['owner-call', '/calls/call_0?fixture=ready&as=owner', ...phone],
  ['owner-promises', '/promises?fixture=ready&as=owner', ...phone], ['owner-floor', '/floor?fixture=ready&as=owner', ...phone],
]

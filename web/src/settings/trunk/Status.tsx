import type { Trunk, TrunkStatus } from '../../api/settings'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Chip } from '../../shared/Chip'
import { serverNow } from '../../shared/Clock'
import { StateMark } from '../../shared/StateMark'
import { when } from '../../shared/time'
import type { State } from '../../theme/tokens'
import css from '../settings.module.css'
import frame from '../words'
import words from './words'

/** How often the live state is asked for, ms. */
export const freshness = 3000

function told(trunk: Trunk, status: TrunkStatus | undefined): { state: State; word: 'trunk.off' | 'trunk.unknown-state' | 'trunk.up' | 'trunk.down' } {
  if (!trunk.enabled) return { state: 'offline', word: 'trunk.off' }
  if (!status || !status.since) return { state: 'offline', word: 'trunk.unknown-state' }
  return status.up ? { state: 'ready', word: 'trunk.up' } : { state: 'alarm', word: 'trunk.down' }
}

export function StateChip({ trunk, status }: { trunk: Trunk; status: TrunkStatus | undefined }) {
  const { w } = useWords(words)
  const { state, word } = told(trunk, status)
  return <Chip state={state}>{w(word)}</Chip>
}

/** How the trunk really is, beside what we ask of it. */
export function Status({ trunk, status }: { trunk: Trunk | undefined; status: TrunkStatus | undefined }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  if (!trunk) return <Card title={f('set.now')}><div className={css.live}><p className="small muted">{w('trunk.save-first')}</p></div></Card>
  const { state, word } = told(trunk, status)
  return (
    <Card title={f('set.now')}>
      <div className={css.live}>
        <ul aria-live="polite">
          <li><StateMark state={state} /><span>{w(word)}{status && status.since > 0 && trunk.enabled && <><br /><span className="note muted">{w('trunk.since', { time: when(status.since, serverNow()) })}</span></>}</span></li>
          {status && trunk.enabled && <>
            <li><StateMark state={status.options_ms > 0 ? 'ready' : 'ringing'} />{status.options_ms > 0 ? w('trunk.ping', { ms: status.options_ms }) : w('trunk.no-ping')}</li>
            {status.heard !== undefined && status.heard > 0 && <li><StateMark state="ready" />{w('trunk.heard', { time: when(status.heard, serverNow()) })}</li>}
            {status.registering && <li><StateMark state={status.registered ? 'ready' : 'alarm'} /><span>{status.registered ? w('trunk.registered', { time: when(status.registered, serverNow()) }) : w('trunk.not-registered')}{status.register_error && <><br /><span className="note">{w('trunk.register-error', { error: status.register_error })}</span></>}</span></li>}
            <li><StateMark state="talking" />{trunk.channels ? w('trunk.busy', { n: status.channels, max: trunk.channels }) : w('trunk.busy-any', { n: status.channels })}</li>
            <li><StateMark state={status.refused > 0 ? 'ringing' : 'ready'} /><span>{w('trunk.refused', { n: status.refused })}{status.last_cause && <><br /><span className="note muted">{w('trunk.cause', { cause: status.last_cause, time: status.last_at ? when(status.last_at, serverNow()) : '–' })}</span></>}</span></li>
          </>}
        </ul>
      </div>
    </Card>
  )
}

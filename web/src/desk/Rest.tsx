import { IconCoffee } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useWords } from '../i18n'
import type { DeskView } from '../phone/messages'
import { Since, useNow } from '../shared/Clock'
import { Empty } from '../shared/Empty'
import { Press, pressClass } from '../shared/Press'
import { Ring } from '../shared/Ring'
import { minutes } from '../shared/time'
import css from './desk.module.css'
import { Lost, LostDevice } from './Notice'
import { send, usePhone } from './phone'
import { usePauseName } from './StateMenu'
import { isLost, isView } from './state'
import words from './words'

const ruled = { pau_rona: 'rest.rona', pau_lost_connection: 'rest.lost', pau_wrapup_overrun: 'rest.system', pau_forced: 'rest.system' } as const
const text = (reason: string | undefined) => (reason && reason in ruled ? ruled[reason as keyof typeof ruled] : 'rest.text')

/** One big clock against the limit, one button. */
export function OnPause({ desk }: { desk: DeskView }) {
  const { w } = useWords(words)
  const phone = usePhone()
  const pause = usePauseName()
  const now = useNow()
  const { since, limit_ms: limit = 0, reason } = desk.presence
  const over = limit > 0 ? now - since - limit : 0
  const name = pause(reason)
  const able = phone.link === 'open' && !isView(phone)
  return (
    <div className={css.pause}>
      {isLost(phone) ? <Lost idle /> : !desk.device.healthy && <LostDevice desk={desk} />}
      <Ring from={since} to={limit > 0 ? since + limit : 0} state={over > 0 ? 'ringing' : 'paused'} size={208}>
        <span><span className={css.time}><Since at={since} /></span><br />{limit > 0 && <span className={`small ${over > 0 ? css.over : 'muted'}`}>{over > 0 ? w('rest.over', { time: minutes(over) }) : w('rest.of', { max: Math.round(limit / 60_000) })}</span>}</span>
      </Ring>
      <h1>{name ? `${w('rest.title')}: ${name}` : w('rest.title')}</h1>
      <p className="muted">{w(text(reason))}</p>
      <Press look="main" size="big" disabled={!able} onClick={() => void send('ready')}>{w('presence.back')}</Press>
    </div>
  )
}

/** Before the shift there is one thing to do. */
export function OffShift() {
  const { w } = useWords(words)
  const phone = usePhone()
  return (
    <div className={css.pause}>
      {isLost(phone) && <Lost idle />}
      <h1 className="hidden">{w('off.title')}</h1>
      <Empty icon={<IconCoffee size={40} stroke={1.4} aria-hidden />} title={w('off.title')} action={<Link to="/shift" className={pressClass({ look: 'main', size: 'big' })}>{w('presence.start')}</Link>}>{w('off.text')}</Empty>
    </div>
  )
}

import { Bones } from '../shared/Loaded'
import { Conversation } from './Conversation'
import { CustomerSide } from './CustomerSide'
import { Incoming } from './Incoming'
import { Messages } from './Messages'
import { MyDay } from './MyDay'
import { MyLines } from './MyLines'
import { OffShift, OnPause } from './Rest'
import { Transfer } from './Transfer'
import { Tried } from './Tried'
import { WorkList } from './WorkList'
import css from './desk.module.css'
import { useLeftNotes } from './notes'
import { useDesk } from './phone'

/** The agent's one screen: work on the left, conversation in the middle, the person on the right. */
export function Desk() {
  const desk = useDesk()
  useLeftNotes()
  if (!desk) return <div className={css.desk}><div className={css.list} /><div className={css.centre}><Bones rows={5} /></div><div className={css.side} /></div>
  return (
    <div className={css.desk}>
      <WorkList desk={desk} />
      <div className={css.centre}>
        <Messages />
        <Tried desk={desk} />
        {desk.item ? desk.slot.state === 'offered' ? <Incoming desk={desk} item={desk.item} /> : <Conversation key={desk.item.item} desk={desk} item={desk.item} />
          : desk.presence.state === 'offline' ? <OffShift /> : desk.presence.state === 'pause' ? <OnPause desk={desk} /> : <MyDay desk={desk} />}
        <Transfer desk={desk} />
      </div>
      {desk.item ? <CustomerSide desk={desk} item={desk.item} /> : <MyLines desk={desk} />}
    </div>
  )
}

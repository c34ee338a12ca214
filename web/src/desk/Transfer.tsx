import { Suspense, lazy, useEffect } from 'react'
import type { DeskView } from '../phone/messages'
import { showTransfer, useTransferOpen } from './panel'
import { usePhone } from './phone'
import { controls } from './state'

const load = () => import('../handover/Panel')
const Panel = lazy(() => load().then((m) => ({ default: m.Panel })))

/** The panel of handing over, while it is asked for and there is a call to hand over. It comes with the first call, as does what is shown of a third, so that F7 waits for nothing. */
export function Transfer({ desk }: { desk: DeskView }) {
  const open = useTransferOpen()
  const can = controls(usePhone())
  const busy = desk.item !== null
  const possible = can.transfer && busy
  useEffect(() => { if (open && !possible) showTransfer(false) }, [open, possible])
  useEffect(() => { if (busy) void Promise.all([load(), import('../handover/Third')]) }, [busy])
  return open && possible && desk.item ? <Suspense><Panel key={desk.item.item} desk={desk} item={desk.item} able={can.able} /></Suspense> : null
}

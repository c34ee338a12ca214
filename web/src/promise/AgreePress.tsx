import { IconCalendarPlus, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useKeys } from '../app/keys'
import party from '../desk/party.module.css'
import { showTransfer, useTransferOpen } from '../desk/panel'
import { usePhone } from '../desk/phone'
import { controls } from '../desk/state'
import { useWords } from '../i18n'
import type { DeskView, ItemView } from '../phone/messages'
import { serverNow } from '../shared/Clock'
import { KeyCap } from '../shared/KeyCap'
import { Press } from '../shared/Press'
import { when } from '../shared/time'
import { agreeOpen, showAgree, useAgreeOpen } from './agree'
import css from './agree.module.css'
import { type Agreed, AgreeForm } from './AgreeForm'
import words from './agreeWords'

/** The button beside the outcome, during talk and wrap-up, and what it opens. */
export function AgreePress({ desk, item }: { desk: DeskView; item: ItemView }) {
  const { w } = useWords(words)
  const { able, talk } = controls(usePhone())
  const open = useAgreeOpen()
  const transfer = useTransferOpen()
  const [agreed, setAgreed] = useState<Agreed>()
  const may = able && item.kind !== 'internal' && (talk || desk.slot.state === 'wrapup')
  const toggle = () => { if (!may) return; showTransfer(false); showAgree(!agreeOpen()) }
  useKeys({ F3: toggle })
  // One panel at a time, and none without its call.
  useEffect(() => { if (transfer) showAgree(false) }, [transfer])
  useEffect(() => { if (!may) showAgree(false) }, [may])
  useEffect(() => () => showAgree(false), [])
  if (item.kind === 'internal') return null
  return (
    <div className={css.place}>
      {agreed && <span className="note muted" role="status">{w('agree.done', { who: agreed.who, when: when(agreed.at, serverNow()) })}</span>}
      <Press size="tiny" hotkey="F3" aria-expanded={open} disabled={!may} icon={<IconCalendarPlus size={16} aria-hidden />} onClick={toggle}>{w('agree.press')}</Press>
      {open && may && <Panel number={desk.numbers[item.number_id ?? '']?.number ?? ''} line={item.line} onDone={(a) => { setAgreed(a); showAgree(false) }} />}
    </div>
  )
}

/** Over the right half of the middle, as the panel of handing over. */
function Panel(p: { number: string; line: string; onDone: (agreed: Agreed) => void }) {
  const { w } = useWords(words)
  const here = useRef<HTMLElement>(null)
  const close = () => showAgree(false)
  useKeys({ Escape: close })
  // The person opened it to fill it in; what had the keyboard before gets it back.
  useEffect(() => {
    const before = document.activeElement
    here.current?.querySelector<HTMLElement>('input[type=datetime-local]')?.focus()
    return () => { if (before instanceof HTMLElement && before.isConnected) before.focus() }
  }, [])
  return (
    <section ref={here} className={party.panel} aria-label={w('agree.title')}>
      <header className={party.panelHead}><h2>{w('agree.title')}</h2><span className="row"><KeyCap>Esc</KeyCap><Press look="quiet" size="tiny" icon={<IconX size={18} aria-hidden />} aria-label={w('close')} onClick={close} /></span></header>
      <AgreeForm {...p} />
    </section>
  )
}

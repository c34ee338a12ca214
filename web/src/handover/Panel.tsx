import { TextInput } from '@mantine/core'
import { IconAddressBook, IconPhoneOutgoing, IconSearch, IconUsersGroup, IconX } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useKeys } from '../app/keys'
import { useWords } from '../i18n'
import type { DeskView, ItemView } from '../phone/messages'
import { Empty } from '../shared/Empty'
import { KeyCap } from '../shared/KeyCap'
import { Press } from '../shared/Press'
import { StateMark } from '../shared/StateMark'
import { putHandover } from '../desk/handover'
import { showTransfer } from '../desk/panel'
import css from '../desk/party.module.css'
import partyWords from '../desk/partyWords'
import { useChoices } from '../desk/people'
import { send } from '../desk/phone'
import { type Choice, moved } from '../desk/targets'
import words from './words'

const close = () => showTransfer(false)

/** To whom, who is calling, what about. Beside the conversation, never over the customer. */
export function Panel({ desk, item, able }: { desk: DeskView; item: ItemView; able: boolean }) {
  const { w } = useWords(words)
  const [question, setQuestion] = useState('')
  const [wanted, choose] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  const name = useRef<HTMLInputElement>(null)
  const list = useId()
  const { choices, all } = useChoices(desk, item, question)
  // What is chosen stays chosen while it is found; a search that leaves one row means that row.
  const chosen = choices.find((c) => c.id === wanted) ?? (question.trim() !== '' ? choices[0] : undefined)
  useFocusHere(field)
  useKeys({ Escape: close })
  const arrow = (by: 1 | -1) => choose(moved(choices, chosen?.id, by))
  const keys = (e: React.KeyboardEvent) => {
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') { e.preventDefault(); arrow(e.key === 'ArrowDown' ? 1 : -1) }
    if (e.key === 'Enter' && !e.ctrlKey && !e.altKey && chosen) { e.preventDefault(); choose(chosen.id); name.current?.focus() }
  }
  return (
    <section className={css.panel} aria-label={w('to.title')}>
      <header className={css.panelHead}><h2>{w('to.title')}</h2><span className="row"><KeyCap>Esc</KeyCap><Press look="quiet" size="tiny" icon={<IconX size={18} aria-hidden />} aria-label={w('close')} onClick={close} /></span></header>
      <div className={css.find}>
        <TextInput ref={field} role="combobox" aria-expanded aria-controls={list} aria-activedescendant={chosen ? `${list}-${chosen.id}` : undefined} aria-autocomplete="list" autoComplete="off" leftSection={<IconSearch size={16} aria-hidden />} placeholder={w('to.search')} aria-label={w('to.search')} value={question} onChange={(e) => setQuestion(e.currentTarget.value)} onKeyDown={keys} />
      </div>
      <Targets id={list} choices={choices} rest={all - choices.length} chosen={chosen?.id} onChoose={choose} />
      <About item={item} chosen={chosen} able={able} name={name} field={field} />
    </section>
  )
}

/** The person opened the panel to type in it; what had the keyboard before gets it back. */
function useFocusHere(field: React.RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const before = document.activeElement
    field.current?.focus()
    return () => { if (before instanceof HTMLElement && before.isConnected) before.focus() }
  }, [field])
}

const heads = { agent: 'to.agents', line: 'to.lines', entry: 'to.directory', number: 'to.outside' } as const
const kinds = ['agent', 'line', 'entry', 'number'] as const

function Targets({ id, choices, rest, chosen, onChoose }: { id: string; choices: readonly Choice[]; rest: number; chosen: string | undefined; onChoose: (id: string) => void }) {
  const { w } = useWords(words)
  useEffect(() => { if (chosen) document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: 'nearest' }) }, [id, chosen])
  if (choices.length === 0) return <div className={css.targets}><div id={id} role="listbox" aria-label={w('to.found')} /><Empty icon={<IconSearch size={32} stroke={1.4} aria-hidden />} title={w('to.nobody')}>{w('to.nobody-text')}</Empty></div>
  return (
    <div className={css.targets} tabIndex={0}>
      <div id={id} role="listbox" aria-label={w('to.found')}>
        {kinds.filter((k) => choices.some((c) => c.kind === k)).map((k) => (
          <div key={k} role="group" aria-label={w(heads[k])}>
            <div className={css.group} aria-hidden>{w(heads[k])}</div>
            {choices.filter((c) => c.kind === k).map((c) => <Row key={c.id} id={`${id}-${c.id}`} choice={c} chosen={c.id === chosen} onChoose={() => onChoose(c.id)} />)}
          </div>
        ))}
      </div>
      {rest > 0 && <p className={css.group}>{w('to.more', { count: rest })}</p>}
    </div>
  )
}

const icons = { line: IconUsersGroup, entry: IconAddressBook, number: IconPhoneOutgoing, agent: IconUsersGroup } as const

function Row({ id, choice, chosen, onChoose }: { id: string; choice: Choice; chosen: boolean; onChoose: () => void }) {
  const { w } = useWords(partyWords)
  const Icon = icons[choice.kind]
  return (
    <div id={id} role="option" aria-selected={chosen} className={css.target} onClick={onChoose}>
      {choice.state ? <StateMark state={choice.state.state} size={18} /> : <Icon size={18} stroke={1.7} aria-hidden />}
      <span className="clip"><span className="small strong clip">{choice.name}</span>{choice.note && <small className="clip">{choice.note}</small>}</span>
      {choice.state && <span className="note muted">{w(choice.state.word)}</span>}
    </div>
  )
}

type AboutProps = { item: ItemView; chosen: Choice | undefined; able: boolean; name: React.RefObject<HTMLInputElement | null>; field: React.RefObject<HTMLInputElement | null> }

/** Who calls and what about, and the two ways of handing over. Asking first asks for both (S-109). */
function About({ item, chosen, able, name: nameField, field }: AboutProps) {
  const { w, lang } = useWords(words)
  const [name, setName] = useState('')
  const [purpose, setPurpose] = useState('')
  const [hint, setHint] = useState<'to.seen' | 'to.need' | 'to.need-target' | 'to.unsaved'>('to.seen')
  const [busy, setBusy] = useState(false)
  const purposeField = useRef<HTMLInputElement>(null)
  const go = async (how: 'consult' | 'transfer') => {
    if (!able || busy) return
    if (!chosen) { setHint('to.need-target'); field.current?.focus(); return }
    const empty = name.trim() === '' ? nameField : purpose.trim() === '' ? purposeField : undefined
    if (how === 'consult' && empty) { setHint('to.need'); empty.current?.focus(); return }
    setBusy(true)
    // What could not be written down does not stop a call: the next press goes without it.
    const said = name.trim() !== '' || purpose.trim() !== ''
    const kept: { announce?: string } | undefined = !said || hint === 'to.unsaved' ? {} : await putHandover(item.call, { name: name.trim(), purpose: purpose.trim(), ...(chosen.speaks ? { speak: lang } : {}) }).catch(() => undefined)
    if (kept && (await send(how, { to: chosen.to, ...(kept.announce ? { announce: kept.announce } : {}) }))) { close(); return }
    if (!kept) setHint('to.unsaved')
    setBusy(false)
  }
  useKeys({ CtrlEnter: () => void go('consult'), AltEnter: () => void go('transfer') })
  return (
    <div className={css.foot}>
      <TextInput ref={nameField} label={w('to.name')} value={name} maxLength={100} onChange={(e) => setName(e.currentTarget.value)} />
      <TextInput ref={purposeField} label={w('to.purpose')} value={purpose} maxLength={500} onChange={(e) => setPurpose(e.currentTarget.value)} />
      <p className={css.hint} role="status" data-need={hint === 'to.seen' ? undefined : ''}>{w(hint)}</p>
      <div className="row wrap">
        <Press look="main" size="big" hotkey="Ctrl ↵" disabled={!able || busy} onClick={() => void go('consult')}>{w('to.consult')}</Press>
        <Press size="big" hotkey="Alt ↵" disabled={!able || busy} onClick={() => void go('transfer')}>{w('to.blind')}</Press>
      </div>
    </div>
  )
}

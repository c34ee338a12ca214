import { NativeSelect } from '@mantine/core'
import { IconBackspace, IconPhone, IconPhoneOutgoing } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useKeys } from '../app/keys'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import type { DeskView, Target } from '../phone/messages'
import { KeyCap } from '../shared/KeyCap'
import { Press } from '../shared/Press'
import { StateMark } from '../shared/StateMark'
import css from './dial.module.css'
import { checkNumber, looksLikeNumber } from './dialable'
import { useDialLine } from './dialLine'
import words from './dialWords'
import { askDial, useDialWanted } from './panel'
import { stateOf, useHomeNumber, usePeople } from './people'
import { send, usePhone } from './phone'
import { isView } from './state'
import { moved } from './targets'

/** The dial field at the foot of the work list: "/" goes there, a history fills it. */
export function Dial({ desk }: { desk: DeskView }) {
  const { w } = useWords(words)
  const wanted = useDialWanted()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const show = () => { setOpen(true); field.current?.focus() }
  const shut = () => { setOpen(false); setText(''); askDial(undefined); field.current?.blur() }
  useKeys({ Slash: show })
  useEffect(() => {
    if (!wanted) return
    setText(wanted.number)
    setOpen(true)
    field.current?.focus()
  }, [wanted])
  // The pad closes when the person goes elsewhere; what was typed stays.
  const left = (e: React.FocusEvent) => { if (!place.current?.contains(e.relatedTarget)) setOpen(false) }
  return (
    <div ref={place} className={css.dial} onBlur={left}>
      {open && <Pad desk={desk} text={text} wanted={wanted} onText={setText} onShut={shut} field={field} />}
      <IconPhone size={18} stroke={1.7} aria-hidden />
      <input ref={field} type="text" inputMode="tel" autoComplete="off" spellCheck={false} maxLength={40} aria-label={w('dial.label')} aria-expanded={open} role="combobox" aria-controls="dial-pad" placeholder={w('dial.label')} aria-keyshortcuts="/" value={text} onFocus={() => setOpen(true)} onChange={(e) => { setText(e.currentTarget.value); setOpen(true) }} />
      {text === '' && <KeyCap>/</KeyCap>}
    </div>
  )
}

type PadProps = { desk: DeskView; text: string; wanted: { line?: string } | undefined; onText: (text: string) => void; onShut: () => void; field: React.RefObject<HTMLInputElement | null> }
const digits = [...'123456789*0#']
const shownPeople = 4

/** Who is meant by what was typed, on behalf of which line, digits for the mouse, and the one button. */
function Pad({ desk, text, wanted, onText, onShut, field }: PadProps) {
  const { w } = useWords(words)
  const { line, lines, choose } = useDialLine(desk, wanted?.line)
  const home = useHomeNumber(lines.find((l) => l.id === line)?.tenant ?? '')
  const numeric = text.trim() === '' || looksLikeNumber(text) || /^[+\d]/.test(text.trim())
  const checked = checkNumber(text, home)
  const people = useColleagues(desk, numeric ? undefined : text)
  const [chosen, choosePerson] = useState<string>()
  const person = people.find((p) => p.id === chosen) ?? people[0]
  const to: Target | undefined = numeric ? ('e164' in checked && line ? { number: checked.e164 } : undefined) : person && { agent: person.id }
  const stop = useWhyNot(desk)
  const call = async () => { if (to && !stop && (await send('dial', { to, ...(to.number && line ? { line } : {}) }))) onShut() }
  const keys = (e: KeyboardEvent) => {
    if (e.key === 'Escape') { e.preventDefault(); onShut() }
    if (e.key === 'Enter' && e.target === field.current) { e.preventDefault(); void call() }
    if (people.length > 0 && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) { e.preventDefault(); choosePerson(moved(people, person?.id, e.key === 'ArrowDown' ? 1 : -1)) }
  }
  useCaptured(keys)
  const word = stop ?? (numeric ? ('why' in checked ? (`dial.${checked.why}` as const) : line ? 'dial.good' : 'dial.no-line') : person ? 'dial.colleague' : 'dial.letters')
  const press = (d: string) => { onText(text + d); field.current?.focus() }
  return (
    <section id="dial-pad" className={css.pad} aria-label={w('dial.title')}>
      <p className={css.said} role="status">{numeric && 'e164' in checked && <strong>{checked.pretty}</strong>}<span className={to && !stop ? undefined : 'muted'}>{w(word)}</span></p>
      {numeric ? (
        <>
          <Lines lines={lines} line={line} onChoose={choose} />
          <div className={css.digits} role="group" aria-label={w('dial.pad')}>
            {digits.map((d) => <button type="button" key={d} tabIndex={-1} onMouseDown={(e) => e.preventDefault()} onClick={() => press(d)}>{d}</button>)}
            <button type="button" tabIndex={-1} onMouseDown={(e) => e.preventDefault()} onClick={() => press('+')}>+</button>
            <button type="button" tabIndex={-1} className={css.erase} aria-label={w('dial.erase')} onMouseDown={(e) => e.preventDefault()} onClick={() => onText(text.slice(0, -1))}><IconBackspace size={20} stroke={1.7} aria-hidden /></button>
          </div>
        </>
      ) : (
        <ul className={css.people} aria-label={w('dial.colleagues')}>
          {people.map((p) => <li key={p.id}><button type="button" aria-pressed={p.id === person?.id} onMouseDown={(e) => e.preventDefault()} onClick={() => choosePerson(p.id)}>{p.state && <StateMark state={p.state.state} />}<span className="grow clip">{p.name}</span>{p.state && <span className="note muted">{w(p.state.word)}</span>}</button></li>)}
        </ul>
      )}
      <Press look="good" size="big" hotkey="↵" disabled={!to || Boolean(stop)} icon={<IconPhoneOutgoing size={18} aria-hidden />} onMouseDown={(e) => e.preventDefault()} onClick={() => void call()}>{w('dial.call')}</Press>
    </section>
  )
}

function Lines({ lines, line, onChoose }: { lines: readonly { id: string; name: string }[]; line: string | undefined; onChoose: (id: string) => void }) {
  const { w } = useWords(words)
  if (lines.length === 0) return null
  if (lines.length === 1) return <p className="note muted">{w('dial.from-one', { line: lines[0]?.name ?? '' })}</p>
  return <NativeSelect size="xs" label={w('dial.from')} value={line} data={lines.map((l) => ({ value: l.id, label: l.name }))} onChange={(e) => onChoose(e.currentTarget.value)} />
}

/** Why nobody can be called now; nothing when one can. */
export function useWhyNot(desk: DeskView | null): 'dial.busy' | 'dial.offline' | undefined {
  const phone = usePhone()
  if (!desk || desk.presence.state === 'offline' || phone.link !== 'open' || isView(phone)) return 'dial.offline'
  return desk.slot.state === 'idle' ? undefined : 'dial.busy'
}

/** Colleagues whose name has a word that begins so; none while a number is typed. */
function useColleagues(desk: DeskView, text: string | undefined) {
  const names = useDirectory()
  const there = usePeople().data
  if (text === undefined) return []
  const q = text.trim().toLowerCase()
  return names.agents.filter((a) => a.id !== desk.agent && a.name.toLowerCase().split(/\s+/).some((part) => part.startsWith(q)) || a.id !== desk.agent && a.name.toLowerCase().startsWith(q)).slice(0, shownPeople).map((a) => {
    const is = there?.agents.find((p) => p.agent === a.id)
    return { id: a.id, name: a.name, kind: 'agent' as const, note: '', to: { agent: a.id }, state: is ? stateOf(is) : undefined }
  })
}

/** Keys of the open pad come before those of the call. */
function useCaptured(keys: (e: KeyboardEvent) => void) {
  const live = useRef(keys)
  useEffect(() => { live.current = keys })
  useEffect(() => {
    const listen = (e: KeyboardEvent) => live.current(e)
    window.addEventListener('keydown', listen, true)
    return () => window.removeEventListener('keydown', listen, true)
  }, [])
}

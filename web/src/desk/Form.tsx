import { Suspense, lazy } from 'react'
import { useKeys } from '../app/keys'
import { useWords } from '../i18n'
import type { DeskView, ItemView } from '../phone/messages'
import { KeyCap } from '../shared/KeyCap'
import css from './desk.module.css'
import { keypadOpen } from './keypad'
import { useLine } from './line'
import { Note } from './Note'
import { send, usePhone } from './phone'
import { controls } from './state'
import words from './words'

const AgreePress = lazy(() => import('../promise/AgreePress').then((m) => ({ default: m.AgreePress })))

/** Digits reach the first nine; more are chosen by mouse or Tab. */
const byDigit = 9

/** Outcome and note. It never moves between talking, hold and wrap-up: hands remember. */
export function Form({ desk, item }: { desk: DeskView; item: ItemView }) {
  const { w } = useWords(words)
  const able = controls(usePhone()).able
  const codes = useLine(item.line)?.dispositions ?? []
  // Digits choose the promised time only while that is asked.
  const held = desk.slot.state === 'held'
  const started = desk.slot.state !== 'dialling' && desk.slot.state !== 'connecting'
  const choose = (disposition: string) => { if (able && started && item.disposition !== disposition) void send('code', { item: item.item, disposition }) }
  useKeys(Object.fromEntries(codes.slice(0, byDigit).map((c, i) => [`Digit${i + 1}`, () => { if (!held && !keypadOpen()) choose(c.id) }])))
  const missing = item.must_code && !item.disposition && desk.slot.state === 'wrapup'
  return (
    <footer className={css.finish}>
      <div className={`row ${css.codesHead}`}><span className={css.label} id="codes">{w('code.label')}</span>{missing && <span className={css.need}>{w('wrap.need')}</span>}<Suspense><AgreePress desk={desk} item={item} /></Suspense></div>
      <div className={css.codes} role="group" aria-labelledby="codes">
        {codes.length === 0 && <span className="small muted">{w('code.none')}</span>}
        {codes.map((c, i) => (
          <button key={c.id} type="button" className={css.code} aria-pressed={item.disposition === c.id} disabled={!able || !started} aria-keyshortcuts={!held && i < byDigit ? String(i + 1) : undefined} onClick={() => choose(c.id)}>
            {i < byDigit && <span className={held ? css.asleep : undefined}><KeyCap>{String(i + 1)}</KeyCap></span>}{c.name}
          </button>
        ))}
      </div>
      <Note item={item} />
    </footer>
  )
}

import { Modal } from '@mantine/core'
import { type CommonWord, useWords } from '../i18n'
import { KeyCap } from '../shared/KeyCap'
import css from './app.module.css'
import { has, sectionsOf, useMe } from './session'

type Group = readonly [CommonWord, readonly (readonly [string, CommonWord])[]]

/** The keys that work for this person, by place on the board. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { w } = useWords()
  const me = useMe()
  const call: Group = ['keys.call', [['F2', 'keys.answer'], ['F4', 'keys.end'], ['F6', 'keys.hold'], ['F7', 'keys.transfer'], ['Shift F7', 'keys.conference'], ['F8', 'keys.mute'], ['F9', 'keys.keypad'], ['F1', 'keys.help']]]
  const agent: Group[1] = has(me, 'agent') ? [['1 … 9', 'keys.codes'], ['Ctrl ↵', 'keys.finish'], ['F3', 'keys.agree'], ['P', 'keys.promise'], ['/', 'keys.dial']] : []
  const groups: readonly Group[] = [
    ...(has(me, 'agent') ? [call] : []),
    ['keys.work', [...agent, ['Esc', 'keys.back'], ['Ctrl K', 'find.open'], [`Alt 1 … ${sectionsOf(me).length}`, 'keys.sections'], ['?', 'keys.title']]],
    ['keys.listen', [['K', 'keys.play']]],
    ...(has(me, 'supervisor') ? [['nav.floor', [['L', 'keys.ear'], ['W', 'keys.whisper'], ['B', 'keys.barge'], ['T', 'keys.take'], ['↑ ↓', 'keys.choose']]] as const] : []),
  ]
  return (
    <Modal opened onClose={onClose} title={<strong>{w('keys.title')}</strong>} size="lg" radius="lg" closeButtonProps={{ 'aria-label': w('close') }}>
      <div className={css.keyGroups}>
        {groups.map(([title, keys]) => (
          <section key={title}>
            <h3>{w(title)}</h3>
            <ul>{keys.map(([key, word]) => <li key={key}>{w(word)}<KeyCap>{key}</KeyCap></li>)}</ul>
          </section>
        ))}
        <p className="muted small">{w('keys.layout')}</p>
      </div>
    </Modal>
  )
}

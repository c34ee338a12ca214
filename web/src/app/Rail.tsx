import { spotlight } from '@mantine/spotlight'
import { IconAdjustmentsHorizontal, IconChecklist, IconDots, IconHeadset, IconHome, IconLayoutDashboard, IconPhoneCall, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useWords } from '../i18n'
import { Face } from '../shared/Face'
import { KeyCap } from '../shared/KeyCap'
import { Mark } from '../shared/Wordmark'
import { Person } from './Person'
import { type Section, sectionsOf, useMe } from './session'
import css from './app.module.css'

const icons: Record<Section['to'], typeof IconHome> = {
  '/home': IconHome, '/desk': IconHeadset, '/floor': IconLayoutDashboard, '/calls': IconPhoneCall, '/promises': IconChecklist, '/settings': IconAdjustmentsHorizontal,
}

/** Sections with words, find, and the person. */
export function Rail({ onKeys }: { onKeys: () => void }) {
  const { w } = useWords()
  const me = useMe()
  return (
    <nav className={css.rail} aria-label={w('nav.label')}>
      <span className={css.mark}><Mark size={36} /></span>
      {sectionsOf(me).map(({ to, word }, i) => {
        const Icon = icons[to]
        return (
          <Link key={to} to={to} className={css.place} aria-keyshortcuts={`Alt+${i + 1}`} title={`Alt ${i + 1}`}>
            <Icon size={22} stroke={1.7} aria-hidden />{w(word)}
          </Link>
        )
      })}
      <button type="button" className={`${css.place} ${css.last}`} onClick={() => spotlight.open()} aria-keyshortcuts="Control+K">
        <IconSearch size={22} stroke={1.7} aria-hidden />{w('find.open')}<KeyCap>Ctrl K</KeyCap>
      </button>
      <Person onKeys={onKeys} target={<button type="button" className={css.person}><Face name={me.name} size={38} /><span className="hidden">{w('me.label')}</span></button>} />
    </nav>
  )
}

/** The same sections under the thumb, for a client's owner on a telephone. */
export function BottomNav({ onKeys }: { onKeys: () => void }) {
  const { w } = useWords()
  const me = useMe()
  const shown = sectionsOf(me).filter((s) => s.to !== '/floor').slice(0, 3)
  return (
    <nav className={css.bottom} aria-label={w('nav.label')}>
      {shown.map(({ to, word }) => {
        const Icon = icons[to]
        return <Link key={to} to={to}><Icon size={22} stroke={1.7} aria-hidden />{w(word)}</Link>
      })}
      <Person onKeys={onKeys} floor target={<button type="button"><IconDots size={22} stroke={1.7} aria-hidden />{w('nav.more')}</button>} />
    </nav>
  )
}

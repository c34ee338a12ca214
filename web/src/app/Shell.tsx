import { spotlight } from '@mantine/spotlight'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useState } from 'react'
import { CallBar } from '../desk/CallBar'
import { startPhone } from '../desk/phone'
import { useWords } from '../i18n'
import { unlockAtFirstTouch } from '../shared/sound'
import { BottomNav, Rail } from './Rail'
import css from './app.module.css'
import { type Key, useKeys } from './keys'
import { has, isOwnerOnly, sectionsOf, useMe } from './session'

const KeyHelp = lazy(() => import('./KeyHelp').then((m) => ({ default: m.KeyHelp })))
const Ear = lazy(() => import('../floor/Ear').then((m) => ({ default: m.Ear })))
const Write = lazy(() => import('../floor/Write').then((m) => ({ default: m.Write })))
const Palette = lazy(() => import('./Palette').then((m) => ({ default: m.Palette })))

/** What is always on the screen: sections on the left, the call above. */
export function Shell() {
  const { w } = useWords()
  const me = useMe()
  const navigate = useNavigate()
  const [keysShown, showKeys] = useState(false)
  const sections = sectionsOf(me)
  // A supervisor has a seat of his own, where he hears calls and may take one over.
  const agent = Boolean(me.agent) && has(me, 'agent', 'supervisor')
  const rings = has(me, 'agent', 'supervisor')
  useEffect(() => { if (agent) void startPhone() }, [agent])
  useEffect(() => { if (rings) unlockAtFirstTouch() }, [rings])
  useKeys({
    CtrlK: () => spotlight.open(),
    Question: () => showKeys(true),
    ...Object.fromEntries(sections.map((s, i): [Key, () => void] => [`Alt${i + 1}`, () => void navigate({ to: s.to })])),
  })
  return (
    <div className={`${css.shell} ${isOwnerOnly(me) ? css.narrow : ''}`}>
      <a href="#main" className={css.skip}>{w('nav.skip')}</a>
      <Rail onKeys={() => showKeys(true)} />
      {agent && <CallBar />}
      <main id="main" className={css.main} tabIndex={-1}><Outlet /></main>
      {isOwnerOnly(me) && <BottomNav onKeys={() => showKeys(true)} />}
      <Suspense>{has(me, 'supervisor') && <><Ear /><Write /></>}<Palette />{keysShown && <KeyHelp onClose={() => showKeys(false)} />}</Suspense>
    </div>
  )
}

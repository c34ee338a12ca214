import { Menu, useMantineColorScheme } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactElement, useState } from 'react'
import { ask } from '../api/client'
import { stopPhone, useDesk } from '../desk/phone'
import { chooseLang, useWords } from '../i18n'
import { type Lang, langNames, langs } from '../i18n/lang'
import { KeyCap } from '../shared/KeyCap'
import { loudness, setLoudness, sounds, unlockSound } from '../shared/sound'
import { forget, has, useMe } from './session'

/** Who you are and how the screen looks: theme, language, loudness, keys, the way out. */
export function Person({ target, onKeys, floor = false }: { target: ReactElement; onKeys: () => void; floor?: boolean }) {
  const { w, lang } = useWords()
  const me = useMe()
  const desk = useDesk()
  const navigate = useNavigate()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const roles = [...new Set(me.grants.map((g) => g.role))].map((r) => w(`role.${r}`)).join(', ')
  const onShift = desk !== null && desk.presence.state !== 'offline'
  const language = (l: Lang) => {
    chooseLang(l)
    void ask('put', '/me/preferences', { body: { lang: l } }).catch(() => {})
  }
  const out = async () => {
    await ask('delete', '/session').catch(() => {})
    stopPhone()
    // The screens go first: they cannot be drawn for nobody.
    await navigate({ to: '/signin' })
    forget()
  }
  return (
    <Menu position="right-end" width={240}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.name} · {roles}</Menu.Label>
        {floor && <Menu.Item component={Link} to="/floor">{w('nav.floor')}</Menu.Item>}
        <Menu.Label>{w('me.theme')}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(s) => setColorScheme(s as typeof colorScheme)}>
          {(['light', 'dark', 'auto'] as const).map((s) => <Menu.RadioItem key={s} value={s}>{w(`me.${s}`)}</Menu.RadioItem>)}
        </Menu.RadioGroup>
        <Menu.Label>{w('me.lang')}</Menu.Label>
        <Menu.RadioGroup value={lang} onChange={(l) => language(l as Lang)}>
          {langs.map((l) => <Menu.RadioItem key={l} lang={l} value={l}>{langNames[l]}</Menu.RadioItem>)}
        </Menu.RadioGroup>
        {has(me, 'agent') && <Loudness />}
        <Menu.Divider />
        <Menu.Item rightSection={<KeyCap>?</KeyCap>} onClick={onKeys}>{w('me.keys')}</Menu.Item>
        <Menu.Item disabled={onShift} title={onShift ? w('me.out-busy') : undefined} onClick={() => void out()}>{onShift ? w('me.out-busy') : w('me.out')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const levels = ['0.2', '0.5', '1'] as const

function Loudness() {
  const { w } = useWords()
  const [value, setValue] = useState(() => levels.find((l) => Number(l) >= loudness()) ?? '1')
  const choose = (l: string) => {
    const level = levels.find((known) => known === l) ?? '0.5'
    setValue(level)
    setLoudness(Number(level))
    unlockSound()
    sounds.ring()
  }
  return (
    <>
      <Menu.Label>{w('me.loudness')}</Menu.Label>
      <Menu.RadioGroup value={value} onChange={choose}>
        {levels.map((l) => <Menu.RadioItem key={l} value={l} closeMenuOnClick={false}>{w(`me.loud-${l}`)}</Menu.RadioItem>)}
      </Menu.RadioGroup>
    </>
  )
}

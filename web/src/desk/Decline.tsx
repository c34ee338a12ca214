import { Menu } from '@mantine/core'
import type { ReactElement } from 'react'
import { useWords } from '../i18n'
import { send, useDesk } from './phone'
import words from './words'

const reasons = ['busy', 'wrong_skill', 'technical', 'other'] as const

/** Declining has no key and always a reason: it must be meant. */
export function Decline({ target }: { target: ReactElement }) {
  const { w } = useWords(words)
  const item = useDesk()?.item
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{w('decline.why')}</Menu.Label>
        {reasons.map((reason) => <Menu.Item key={reason} onClick={() => { if (item) void send('decline', { item: item.item, reason }) }}>{w(`decline.${reason}`)}</Menu.Item>)}
      </Menu.Dropdown>
    </Menu>
  )
}

import { Menu } from '@mantine/core'
import { IconArrowDownLeft, IconDoorExit, IconEar, IconMessage, IconMessage2, IconStairs, IconUsersPlus } from '@tabler/icons-react'
import { type ReactElement, useState } from 'react'
import { ask } from '../api/client'
import { asProblem, type Problem } from '../api/problem'
import { told } from '../api/told'
import type { AgentRow } from '../api/types'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { StateMark } from '../shared/StateMark'
import words from './earWords'
import { useListening } from './listen'
import { changeSkills } from './skills'
import { writeTo } from './write'

const busy = (a: AgentRow): boolean => a.slot.state !== 'idle'

/** What a supervisor can do for an agent or with one: hear, write, set on the line, on pause, off shift. */
export function SeatMenu({ agent, target }: { agent: AgentRow; target: ReactElement }) {
  const { w, lang } = useWords(words)
  const names = useDirectory()
  const { can, hear, ear, takeOver } = useListening()
  const [refusal, setRefusal] = useState<Problem>()
  const [open, setOpen] = useState(false)
  const { call } = agent
  const force = (presence: 'online' | 'on_demand' | 'draining' | 'pause' | 'offline') => {
    setRefusal(undefined)
    void ask('post', '/floor/agents/{agent}/presence', { path: { agent: agent.agent }, body: { presence } }).then(() => setOpen(false), (e: unknown) => setRefusal(asProblem(e)))
  }
  const after = busy(agent) ? <span className="note muted">{w('seat.after')}</span> : undefined
  const talks = can && call !== undefined && call !== '' && (agent.slot.state === 'talking' || agent.slot.state === 'held' || agent.slot.state === 'consulting')
  return (
    <Menu position="bottom-end" width={316} opened={open} onChange={setOpen} onClose={() => setRefusal(undefined)}>
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{names.name(agent.agent)}</Menu.Label>
        {talks && <>
          <Menu.Item leftSection={<IconEar size={17} stroke={1.8} aria-hidden />} onClick={() => hear(call, 'listen')}>{w('ear.listen')}</Menu.Item>
          <Menu.Item leftSection={<IconMessage size={17} stroke={1.8} aria-hidden />} onClick={() => hear(call, 'whisper')}>{w('ear.whisper')}</Menu.Item>
          <Menu.Item leftSection={<IconUsersPlus size={17} stroke={1.8} aria-hidden />} onClick={() => hear(call, 'barge')}>{w('ear.barge')}</Menu.Item>
          {ear?.call === call && ear.since > 0 && <Menu.Item leftSection={<IconArrowDownLeft size={17} stroke={1.8} aria-hidden />} onClick={takeOver}>{w('ear.take')}</Menu.Item>}
          <Menu.Divider />
        </>}
        <Menu.Item leftSection={<IconMessage2 size={17} stroke={1.8} aria-hidden />} onClick={() => writeTo(agent.agent)}>{w('seat.message')}</Menu.Item>
        <Menu.Divider />
        {agent.presence.state !== 'online' && <Menu.Item closeMenuOnClick={false} leftSection={<StateMark state="ready" />} rightSection={after} onClick={() => force('online')}>{w('seat.ready')}</Menu.Item>}
        {agent.presence.state !== 'on_demand' && agent.presence.state !== 'offline' && <Menu.Item closeMenuOnClick={false} leftSection={<StateMark state="reserve" />} onClick={() => force('on_demand')}>{w('seat.reserve')}</Menu.Item>}
        {(agent.presence.state === 'online' || agent.presence.state === 'on_demand') && <Menu.Item closeMenuOnClick={false} leftSection={<StateMark state={busy(agent) ? 'draining' : 'paused'} />} rightSection={after} onClick={() => force(busy(agent) ? 'draining' : 'pause')}>{w('seat.pause')}</Menu.Item>}
        <Menu.Item leftSection={<IconStairs size={17} stroke={1.8} aria-hidden />} onClick={() => changeSkills(agent.agent)}>{w('seat.skills')}</Menu.Item>
        {agent.presence.state !== 'offline' && <Menu.Item closeMenuOnClick={false} leftSection={<IconDoorExit size={17} stroke={1.8} aria-hidden />} rightSection={after} onClick={() => force('offline')}>{w('seat.out')}</Menu.Item>}
        <Menu.Label>{refusal ? <span role="alert" style={{ color: 'var(--alarm-ink)' }}>{told(lang, refusal.code, refusal.params)}</span> : w('seat.forced')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  )
}

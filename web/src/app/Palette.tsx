import '@mantine/spotlight/styles.css'
import { Spotlight, type SpotlightActionGroupData, isActionsGroup } from '@mantine/spotlight'
import { IconArrowRight, IconBolt, IconPhoneOutgoing, IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { isView, byUrgency, callable } from '../desk/state'
import { send, usePhone } from '../desk/phone'
import { useWords } from '../i18n'
import { useDirectory } from './names'
import { sectionsOf, useMe } from './session'

/** Ctrl+K: one field to everything: sections, what can be done now, promises to call, calls of a number. */
export function Palette() {
  const { w } = useWords()
  const me = useMe()
  const names = useDirectory()
  const phone = usePhone()
  const navigate = useNavigate()
  const [query, setQuery] = useState('')
  const desk = phone.desk
  const bolt = <IconBolt size={18} aria-hidden />
  const groups: SpotlightActionGroupData[] = []
  if (desk && desk.presence.state !== 'offline' && !isView(phone)) {
    groups.push({ group: w('find.do'), actions: [
      ...(desk.presence.state !== 'online' || desk.presence.pending ? [{ id: 'ready', label: w('state.ready'), leftSection: bolt, onClick: () => void send('ready') }] : []),
      ...names.pauses.filter((p) => p.kind !== 'system').map((p) => ({ id: p.id, label: `${w('state.paused')}: ${p.name}`, leftSection: bolt, onClick: () => void send('pause', { reason: p.id }) })),
    ] })
    if (desk.slot.state === 'idle') {
      groups.push({ group: w('find.call'), actions: byUrgency(desk.promises).filter(callable).map((p) => {
        const number = desk.numbers[p.number_id]
        return { id: p.promise, label: number?.pretty ?? w('unknown'), description: names.name(p.line), keywords: [number?.number ?? ''], leftSection: <IconPhoneOutgoing size={18} aria-hidden />, onClick: () => void send('call-promise', { promise: p.promise }) }
      }) })
    }
  }
  groups.push({ group: w('find.go'), actions: sectionsOf(me).map((s, i) => ({ id: s.to, label: w(s.word), description: `Alt ${i + 1}`, leftSection: <IconArrowRight size={18} aria-hidden />, onClick: () => void navigate({ to: s.to }) })) })
  const digits = query.replace(/\D/g, '')
  if (digits.length >= 3) {
    groups.push({ group: w('nav.calls'), actions: [{ id: 'calls-of', label: w('find.calls-of', { number: digits }), keywords: [query], leftSection: <IconSearch size={18} aria-hidden />, onClick: () => void navigate({ to: '/calls', search: { number: digits } }) }] })
  }
  return (
    <Spotlight actions={groups} query={query} onQueryChange={setQuery} filter={matching} shortcut={null} nothingFound={w('find.nothing')} limit={9} radius="lg" lockScroll={false} overlayProps={{ blur: 0 }}
      searchProps={{ placeholder: w('find.placeholder'), 'aria-label': w('find.placeholder'), leftSection: <IconSearch size={20} aria-hidden /> }} />
  )
}

type Filter = NonNullable<Parameters<typeof Spotlight>[0]['filter']>

/** Words match by their letters, numbers by their digits whatever stands between them. */
const matching: Filter = (query, actions) => {
  const text = query.trim().toLowerCase()
  const digits = text.replace(/\D/g, '')
  return actions.flatMap((group) => {
    if (!isActionsGroup(group)) return []
    const found = group.actions.filter((a) => {
      const words = `${a.label ?? ''} ${a.description ?? ''}`.toLowerCase()
      const keys = Array.isArray(a.keywords) ? a.keywords.join(' ') : (a.keywords ?? '')
      return words.includes(text) || (digits.length > 1 && keys.replace(/\D/g, '').includes(digits))
    })
    return found.length ? [{ ...group, actions: found }] : []
  })
}

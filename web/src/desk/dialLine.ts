import { useState } from 'react'
import { useDirectory } from '../app/names'
import type { DeskView } from '../phone/messages'

const key = 'gudok.dial-line'

/** The lines on whose behalf the agent may call, and the one of the last time. */
export function useDialLine(desk: DeskView, wanted: string | undefined): { lines: { id: string; name: string; tenant: string }[]; line: string | undefined; choose: (id: string) => void } {
  const names = useDirectory()
  const [chosen, setChosen] = useState<string>()
  const lines = desk.lines.map((l) => ({ id: l.line, name: names.name(l.line), tenant: names.entry(l.line)?.tenant ?? '' }))
  const is = (id: string | undefined | null) => lines.find((l) => l.id === id)?.id
  return {
    lines,
    line: is(chosen) ?? is(wanted) ?? is(localStorage.getItem(key)) ?? lines[0]?.id,
    choose: (id) => { localStorage.setItem(key, id); setChosen(id) },
  }
}

import { IconAntennaBarsOff } from '@tabler/icons-react'
import { memo, useEffect, useRef } from 'react'
import type { LineRow } from '../api/types'
import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import { percent } from '../i18n/say'
import { Card } from '../shared/Card'
import { useNow } from '../shared/Clock'
import { Empty } from '../shared/Empty'
import { Table } from '../shared/Table'
import { Swatch } from '../shared/Tenant'
import { minutes } from '../shared/time'
import type { Board } from './board'
import css from './floor.module.css'
import { type Tone, toneOf } from './tones'
import words from './words'

/** Lines: who waits and how long, how many were answered in time, who was lost, who is free. */
export function LineTable({ board, open, onOpen }: { board: Board; open?: string; onOpen?: (line: string) => void }) {
  const { w } = useWords(words)
  const names = useDirectory()
  const rows = [...board.lines.values()].sort((a, b) => names.tenant(a.tenant).name.localeCompare(names.tenant(b.tenant).name) || names.name(a.line).localeCompare(names.name(b.line)))
  const table = useRef<HTMLDivElement>(null)
  const order = rows.map((l) => l.line).join()
  // The line whose queue was opened stays in sight though its table is shorter now.
  useEffect(() => { if (open) table.current?.querySelector('[data-open]')?.scrollIntoView({ block: 'nearest' }) }, [open, order])
  return (
    <Card title={w('floor.lines')} className={css.card}>
      {rows.length === 0 ? <Empty icon={<IconAntennaBarsOff size={36} stroke={1.4} aria-hidden />} title={w('floor.no-lines')}>{w('floor.no-lines-text')}</Empty> : (
        <div ref={table} className={`${css.scroll} ${css.lines}`} tabIndex={0} role="region" aria-label={w('floor.lines')}>
          <Table caption={w('floor.lines')} columns={[{ head: w('floor.line') }, { head: w('floor.w'), num: true }, { head: w('floor.l'), num: true }, { head: w('floor.sl') }, { head: w('floor.a'), num: true }, { head: w('floor.m'), num: true }, { head: w('floor.f'), num: true }]}>
            {rows.map((l) => <Row key={l.line} line={l} wait={toneOf(board.alarms, 'waiting', l.line)} level={toneOf(board.alarms, 'level', l.line)} free={toneOf(board.alarms, 'free', l.line)} open={open === l.line} onOpen={onOpen} />)}
          </Table>
        </div>
      )}
    </Card>
  )
}

const barTone = { hot: 'alarm', warm: 'ringing', calm: 'ready' } as const
type RowProps = { line: LineRow; wait: Tone; level: Tone; free: Tone; open: boolean; onOpen: ((line: string) => void) | undefined }

const Row = memo(function Row({ line, wait, level, free, open, onOpen }: RowProps) {
  const { w, lang } = useWords(words)
  const names = useDirectory()
  const tenant = names.tenant(line.tenant)
  const share = line.today.level
  return (
    <tr data-open={open || undefined} className={open ? css.opened : undefined}>
      <td className={css.nameCell}><span className="row"><Swatch colour={tenant.colour} />{onOpen ? <button type="button" className={`${css.lineName} strong clip`} aria-expanded={open} title={w('floor.who-waits')} onClick={() => onOpen(line.line)}>{names.name(line.line)}</button> : <span className="strong clip">{names.name(line.line)}</span>}<span className={`note muted clip ${css.more}`}>{tenant.name}</span></span></td>
      <td className={`num ${line.waiting ? 'strong' : 'muted'}`}>{line.waiting}</td>
      <td className="num">{line.waiting > 0 && line.longest > 0 ? <Longest since={line.longest} tone={wait} /> : <span className="muted">–</span>}</td>
      <td>{share !== null ? <><span className={css.bar} aria-hidden><i style={{ width: `${share * 100}%`, background: `var(--${barTone[level ?? 'calm']})` }} /></span><span className={level && css[level]}>{percent(lang, share)}</span></> : <span className="muted">–</span>}</td>
      <td className="num">{line.today.abandoned || <span className="muted">0</span>}</td>
      <td className="num">{line.promises ? <span className={line.overdue ? css.hot : undefined}>{line.promises}</span> : <span className="muted">0</span>}</td>
      {line.open ? <td className={`num ${free ? css[free] : ''}`}>{line.ready} / {line.online}</td> : <td className="num note muted">{w('floor.closed')}</td>}
    </tr>
  )
})

function Longest({ since, tone }: { since: number; tone: Tone }) {
  const now = useNow()
  return <time className={tone && css[tone]}>{minutes(now - since)}</time>
}

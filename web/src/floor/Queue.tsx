import { NativeSelect, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconStar, IconUsersGroup, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { asProblem } from '../api/problem'
import { told } from '../api/told'
import type { QueuedRow } from '../api/types'
import { useDirectory } from '../app/names'
import { has, useMe } from '../app/session'
import { useWords } from '../i18n'
import type { Lang, Params, Words } from '../i18n/lang'
import { Card } from '../shared/Card'
import { useNow } from '../shared/Clock'
import { Empty } from '../shared/Empty'
import { KeyCap } from '../shared/KeyCap'
import { Bones, Loaded } from '../shared/Loaded'
import { Press } from '../shared/Press'
import { StateMark } from '../shared/StateMark'
import { minutes } from '../shared/time'
import type { Board } from './board'
import floorCss from './floor.module.css'
import css from './queue.module.css'
import { type Deed, useHand, useQueue } from './queueCall'
import { placeFor, reasonOf } from './queueOrder'
import words from './queueWords'

type Props = { board: Board; line: string; onClose: () => void }

/** Who waits in a line and why in this order, with the supervisor's hand in it. */
export default function Queue({ board, line, onClose }: Props) {
  const { w } = useWords(words)
  const names = useDirectory()
  const asked = useQueue(line)
  const [chosen, choose] = useState<string>()
  const hand = useHand(line)
  const rows = asked.data?.rows ?? []
  const at = rows.find((r) => r.item === chosen)
  const panel = useRef<HTMLDivElement>(null)
  // It was opened by a press: the arrows go to it at once.
  useEffect(() => panel.current?.focus({ preventScroll: true }), [])
  const keys = (e: KeyboardEvent) => {
    if (e.key === 'Escape') { e.preventDefault(); onClose() }
    if (e.key === 'ArrowDown' && e.target === panel.current) { e.preventDefault(); panel.current?.querySelector<HTMLElement>('[data-item]')?.focus() }
  }
  return (
    <div ref={panel} className={css.panel} tabIndex={-1} onKeyDown={keys}>
      <Card className={floorCss.card} title={w('queue.title', { line: names.name(line) })} side={<>
        <span className={css.keys} aria-hidden><KeyCap>Alt ↑</KeyCap><KeyCap>Alt ↓</KeyCap>{w('queue.order')}</span>
        <span className="small muted">{asked.data?.total ?? ''}</span>
        <Press size="tiny" look="quiet" icon={<IconX size={18} aria-hidden />} hotkey="Esc" aria-label={w('queue.close')} title={w('queue.close')} onClick={onClose} />
      </>}>
        <Loaded of={asked} bones={<Bones rows={5} />}>
          {(queue) => (queue.total === 0 ? <Empty icon={<IconUsersGroup size={36} stroke={1.4} aria-hidden />} title={w('queue.empty')}>{w('queue.empty-text')}</Empty>
            : <List rows={queue.rows} more={queue.total - queue.rows.length} chosen={at?.item} busy={hand.isPending} onChoose={choose} onDeed={hand.mutate} />)}
        </Loaded>
        <Hand key={at?.item ?? ''} board={board} line={line} row={at} busy={hand.isPending} onDeed={hand.mutate} />
        <Said hand={hand} />
      </Card>
    </div>
  )
}

type ListProps = { rows: readonly QueuedRow[]; more: number; chosen: string | undefined; busy: boolean; onChoose: (item: string) => void; onDeed: (d: Deed) => void }

/** One stop of the Tab key; arrows choose, Alt and arrows move, a row can be dragged. */
function List({ rows, more, chosen, busy, onChoose, onDeed }: ListProps) {
  const { w } = useWords(words)
  const whoOf = useWho()
  const list = useRef<HTMLOListElement>(null)
  const [dragged, drag] = useState<number>()
  const [over, setOver] = useState<number>()
  const at = Math.max(0, rows.findIndex((r) => r.item === chosen))
  const put = (from: number, to: number) => {
    const [row, place] = [rows[from], placeFor(rows, from, to)]
    if (row && place !== undefined && !busy) onDeed({ what: 'place', item: row.item, who: whoOf(row), place })
  }
  const keys = (e: KeyboardEvent) => {
    const by = e.key === 'ArrowUp' ? -1 : e.key === 'ArrowDown' ? 1 : 0
    if (by === 0) return
    e.preventDefault()
    e.stopPropagation()
    if (e.altKey) { put(at, at + by); return }
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + (chosen ? by : 0)))]
    if (!next) return
    onChoose(next.item)
    list.current?.querySelector<HTMLElement>(`[data-item="${next.item}"]`)?.focus()
  }
  const drop = () => { if (dragged !== undefined && over !== undefined) put(dragged, over); drag(undefined); setOver(undefined) }
  return (
    <div className={css.scroll}>
      <div className={css.head} aria-hidden><span className="num">{w('queue.place')}</span><span>{w('queue.who')}</span><span className="num">{w('queue.wait')}</span><span className="num">{w('queue.rank')}</span><span>{w('queue.why')}</span><span /></div>
      <ol ref={list} className={css.list} onKeyDown={keys} aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown">
        {rows.map((r, i) => (
          <li key={r.item} className={css.row} data-on={r.item === chosen || undefined} data-over={over === i && dragged !== i ? (dragged ?? 0) < i ? 'below' : 'above' : undefined}
            draggable={r.place > 0 && !busy} onDragStart={(e) => { e.dataTransfer.effectAllowed = 'move'; e.dataTransfer.setData('text/plain', r.item); drag(i); onChoose(r.item) }} onDragOver={(e) => { if (dragged !== undefined && r.place > 0) { e.preventDefault(); setOver(i) } }} onDragEnd={() => { drag(undefined); setOver(undefined) }} onDrop={(e) => { e.preventDefault(); drop() }}>
            <button type="button" className={css.body} data-item={r.item} aria-pressed={r.item === chosen} tabIndex={i === at ? 0 : -1} onClick={() => onChoose(r.item)} onFocus={() => onChoose(r.item)}><Body row={r} /></button>
            <span className={css.moves}>
              <Press size="tiny" look="quiet" tabIndex={-1} icon={<IconArrowUp size={16} aria-hidden />} aria-label={w('hand.up', { who: whoOf(r) })} disabled={busy || placeFor(rows, i, i - 1) === undefined} onClick={() => { onChoose(r.item); put(i, i - 1) }} />
              <Press size="tiny" look="quiet" tabIndex={-1} icon={<IconArrowDown size={16} aria-hidden />} aria-label={w('hand.down', { who: whoOf(r) })} disabled={busy || placeFor(rows, i, i + 1) === undefined} onClick={() => { onChoose(r.item); put(i, i + 1) }} />
              <IconGripVertical size={16} className={css.grip} aria-hidden />
            </span>
          </li>
        ))}
      </ol>
      {more > 0 && <p className={`${floorCss.quiet} note muted`}>{w('queue.more', { n: more })}</p>}
    </div>
  )
}

function useWho() {
  const { w } = useWords(words)
  return (r: QueuedRow) => r.pretty ?? w('queue.withheld')
}

function Body({ row: r }: { row: QueuedRow }) {
  const { w } = useWords(words)
  const names = useDirectory()
  const now = useNow()
  const who = useWho()(r)
  const reason = reasonOf(r)
  const older = r.enqueued_at - r.origin_at > 2000
  return (
    <>
      <span className="num strong">{r.place || <span className="note muted">{w('queue.next')}</span>}</span>
      <span className={css.who}><StateMark state={r.offered ? 'ringing' : 'waiting'} /><span className={r.pretty ? 'strong clip' : 'muted clip'}>{who}</span>{r.list === 'vip' && <span className={css.vip}><IconStar size={13} stroke={2} aria-hidden />{w('queue.vip')}</span>}{r.return && <span className="note muted">{w('queue.callback')}</span>}</span>
      <span className={`num ${css.wait}`}><time>{minutes(now - r.enqueued_at)}</time>{older && <small className="muted">{w('queue.since', { time: minutes(now - r.origin_at) })}</small>}</span>
      <span className="num">{r.priority ?? 0}</span>
      <span className="note muted clip">{w(`why.${reason}`, { agent: names.name(r.offered ?? r.only), own: r.priority ?? 0, line: r.line_priority ?? 0 })}</span>
    </>
  )
}

type HandProps = { board: Board; line: string; row: QueuedRow | undefined; busy: boolean; onDeed: (d: Deed) => void }

/** What can be done with the chosen one. It stands still, so that the rows above do not jump. */
function Hand({ board, line, row, busy, onDeed }: HandProps) {
  const { w } = useWords(words)
  const me = useMe()
  const names = useDirectory()
  const whoOf = useWho()
  const label = useId()
  const [rank, setRank] = useState('')
  const inside = has(me, 'supervisor') && me.grants.some((g) => g.role === 'supervisor' && g.tenant === 'ten_house')
  const off = !row || busy || row.place === 0
  const deed = (d: Deed) => onDeed(d)
  const lines = names.lines.filter((l) => l.tenant === board.lines.get(line)?.tenant && l.id !== line)
  const agents = [...board.agents.values()].filter((a) => a.presence.state !== 'offline' && !a.aside).map((a) => ({ id: a.agent, free: a.presence.state !== 'pause' && a.slot.state === 'idle', paused: a.presence.state === 'pause', name: names.name(a.agent) }))
    .sort((a, b) => Number(b.free) - Number(a.free) || Number(a.paused) - Number(b.paused) || a.name.localeCompare(b.name))
  const who = row ? whoOf(row) : ''
  return (
    <div className={css.hand} role="group" aria-labelledby={label}>
      <span id={label} className="small strong clip">{!row ? w('hand.none') : row.place === 0 ? w('hand.ringing') : w('hand.chosen', { who })}</span>
      <div className={css.tools}>
        {inside && <Press disabled={off || !me.agent} onClick={() => { if (row) deed({ what: 'take', item: row.item, who, agent: undefined }) }}>{w('hand.mine')}</Press>}
        {inside && <NativeSelect aria-label={w('hand.give')} disabled={off} value="" data={[{ value: '', label: w('hand.give') }, ...agents.map((a) => ({ value: a.id, label: w(a.free ? 'hand.free' : a.paused ? 'hand.paused' : 'hand.busy', { name: a.name }) }))]} onChange={(e) => { if (row && e.currentTarget.value) deed({ what: 'take', item: row.item, who, agent: e.currentTarget.value }) }} />}
        {lines.length > 0 && <NativeSelect aria-label={w('hand.move')} disabled={off} value="" data={[{ value: '', label: w('hand.move') }, ...lines.map((l) => ({ value: l.id, label: l.name }))]} onChange={(e) => { if (row && e.currentTarget.value) deed({ what: 'move', item: row.item, who, line: e.currentTarget.value }) }} />}
        <form className={css.rank} onSubmit={(e) => { e.preventDefault(); const n = Number(rank); if (row && rank !== '' && n >= 0 && n <= 100) deed({ what: 'rank', item: row.item, who, priority: Math.round(n) }) }}>
          <TextInput type="number" min={0} max={100} aria-label={w('hand.rank')} placeholder={row ? `${w('hand.rank')}: ${row.priority ?? 0}` : w('hand.rank')} value={rank} disabled={off} onChange={(e) => setRank(e.currentTarget.value)} />
          <Press type="submit" disabled={off || rank === ''}>{w('hand.set')}</Press>
        </form>
      </div>
    </div>
  )
}

/** What happened, in its place: there is no way back, so it says so. */
function Said({ hand }: { hand: ReturnType<typeof useHand> }) {
  const { w, lang } = useWords(words)
  const names = useDirectory()
  const me = useMe()
  const d = hand.variables
  if (hand.error && d) return <p className={css.said} role="alert" data-bad><StateMark state="alarm" size={15} />{refusal(w, lang, d.who, asProblem(hand.error))}</p>
  if (!hand.isSuccess || !d) return <p className={css.said}><span className="note muted">{w('hand.all-in-journal')}</span></p>
  const did = d.what === 'place' ? w('did.placed', { who: d.who, place: d.place }) : d.what === 'move' ? w('did.moved', { who: d.who, line: names.name(d.line) }) : d.what === 'rank' ? w('did.ranked', { who: d.who, rank: d.priority }) : w('did.given', { who: d.who, agent: names.name(d.agent ?? me.agent) })
  return <p className={css.said} role="status"><StateMark state="ready" size={15} />{did}</p>
}

type Say = (key: 'did.left', params?: Params) => string

function refusal(w: Say, lang: Lang, who: string, p: { code: string; params: Record<string, string> }): string {
  return p.code === 'floor.not_waiting' ? w('did.left', { who }) : told(lang, p.code, p.params, words as Words)
}

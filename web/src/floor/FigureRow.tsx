import { useWords } from '../i18n'
import { percent, writeNumber } from '../i18n/say'
import { Card } from '../shared/Card'
import { useNow } from '../shared/Clock'
import { minutes } from '../shared/time'
import type { Board } from './board'
import css from './floor.module.css'
import { toneOf } from './tones'
import words from './words'

/** Six figures in one card: who waits, how well we answer, who is lost, who works. */
export function FigureRow({ board }: { board: Board }) {
  const { w, lang } = useWords(words)
  const now = useNow()
  const { figures } = board
  const lines = [...board.lines.values()]
  const longest = figures.longest > 0 ? now - figures.longest : 0
  const targets = new Set(lines.map((l) => l.target_ms))
  const enqueued = lines.reduce((sum, l) => sum + l.today.enqueued, 0)
  const agents = [...board.agents.values()]
  const wrapping = agents.filter((a) => a.slot.state === 'wrapup').length
  const away = agents.filter((a) => a.presence.state === 'pause').length
  const level = targets.size === 1 ? w('floor.level', { s: ([...targets][0] ?? 0) / 1000 }) : w('floor.level-mixed')
  const shown: { key: string; value: string; word: string; note: string; tone?: 'hot' | 'warm' }[] = [
    { key: 'waiting', value: writeNumber(lang, figures.waiting), word: w('floor.waiting', { count: figures.waiting }), note: longest > 0 ? w('floor.longest', { time: minutes(longest) }) : w('floor.nobody'), tone: toneOf(board.alarms, 'waiting') },
    { key: 'level', value: figures.level !== null ? percent(lang, figures.level) : '–', word: level, note: w('floor.formula', { id: figures.formula }), tone: toneOf(board.alarms, 'level') },
    { key: 'lost', value: writeNumber(lang, figures.abandoned), word: w('floor.abandoned'), note: enqueued > 0 ? w('floor.of-calls', { share: percent(lang, figures.abandoned / enqueued, 1) }) : w('floor.today') },
    { key: 'busy', value: writeNumber(lang, figures.talking), word: w('floor.busy'), note: w('floor.after', { count: wrapping }) },
    { key: 'free', value: writeNumber(lang, figures.ready), word: w('floor.free'), note: w('floor.away', { n: away }) },
    { key: 'promises', value: writeNumber(lang, figures.promises_open), word: w('floor.promises', { count: figures.promises_open }), note: figures.overdue > 0 ? w('floor.late', { n: figures.overdue }) : w('floor.none-late'), tone: figures.overdue > 0 ? 'hot' : undefined },
  ]
  return (
    <Card className={css.figures} label={w('floor.title')}>
      {shown.map((f) => <div key={f.key} className={`${css.figure} figure`}><strong className={f.tone && css[f.tone]}>{f.value}</strong><span className="clip">{f.word}</span><small className="clip">{f.note}</small></div>)}
    </Card>
  )
}

import { IconHeadset } from '@tabler/icons-react'
import { Suspense, lazy } from 'react'
import type { Line } from '../../api/settings'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { Chip } from '../../shared/Chip'
import { Empty } from '../../shared/Empty'
import { Bones } from '../../shared/Loaded'
import { Tenant } from '../../shared/Tenant'
import { ListPage, NameLink } from '../ListPage'
import { OneOf } from '../OneOf'
import { useList } from '../resource'
import frame from '../words'
import { path } from './form'
import { Rule } from './Rule'
import words from './words'

const LineEdit = lazy(() => import('./LineEdit').then((m) => ({ default: m.LineEdit })))

/** Lines by client, a branch after its main line. */
export function tree(lines: readonly Line[]): { line: Line; depth: number }[] {
  const out: { line: Line; depth: number }[] = []
  const walk = (parent: string, depth: number) => {
    for (const l of lines) {
      if ((l.parent ?? '') !== parent || out.some((o) => o.line.id === l.id)) continue
      out.push({ line: l, depth })
      walk(l.id, depth + 1)
    }
  }
  walk('', 0)
  // A branch whose main line may not be seen stands by itself.
  for (const l of lines) if (!out.some((o) => o.line.id === l.id)) out.push({ line: l, depth: 0 })
  return out
}

function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const names = useDirectory()
  const asked = useList(path)
  const calendars = useList('/calendars')
  const rows = { ...asked, data: asked.data && tree([...asked.data].sort((a, b) => a.tenant.localeCompare(b.tenant))) }
  return (
    <ListPage kind="lines" below={<Rule />} text={w('line.text')} add={w('line.add')} of={rows} columns={[{ head: f('set.name') }, { head: f('set.tenant') }, { head: w('line.skill') }, { head: w('line.hours') }, { head: w('line.mode') }, { head: w('line.target'), num: true }, { head: w('line.codes'), num: true }]}
      empty={<Empty icon={<IconHeadset size={36} stroke={1.4} aria-hidden />} title={w('line.empty')}>{w('line.empty-text')}</Empty>}>
      {({ line: l, depth }) => (
        <tr key={l.id}>
          <td style={{ paddingLeft: 16 + depth * 20 }}><NameLink kind="lines" id={l.id}>{l.name}</NameLink></td>
          <td><Tenant {...names.tenant(l.tenant)} /></td>
          <td>{names.name(l.skill)}{(l.min_level ?? 1) > 1 && ` ${l.min_level}+`}</td>
          <td>{l.calendar ? (calendars.data?.find((c) => c.id === l.calendar)?.name ?? '–') : <span className="muted">{w(l.parent ? 'line.as-above' : 'line.always')}</span>}</td>
          <td>{l.mode ? <Chip state="ringing">{w(`line.mode-${l.mode}`)}</Chip> : <span className="muted">{w('line.mode-centre')}</span>}</td>
          <td className="num">{l.target_s || 20} {f('set.seconds')}</td>
          <td className="num">{l.dispositions?.length ?? 0}</td>
        </tr>
      )}
    </ListPage>
  )
}

function Form({ id }: { id: string }) {
  return <OneOf kind="lines" path={path} id={id}>{(kept) => <Suspense fallback={<Bones rows={6} />}><LineEdit kept={kept} /></Suspense>}</OneOf>
}

export default { List, Form }

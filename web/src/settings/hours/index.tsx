import { IconCalendarClock } from '@tabler/icons-react'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { Empty } from '../../shared/Empty'
import { Tenant } from '../../shared/Tenant'
import { house } from '../Fields'
import { ListPage, NameLink } from '../ListPage'
import { OneOf } from '../OneOf'
import { useList } from '../resource'
import frame from '../words'
import { HoursEdit, path } from './HoursEdit'
import { writeSpans } from './spans'
import words from './words'

function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const names = useDirectory()
  const asked = useList(path)
  const lines = useList('/lines')
  return (
    <ListPage kind="hours" text={w('hours.text')} add={w('hours.add')} of={asked} columns={[{ head: f('set.name') }, { head: f('set.tenant') }, { head: w('hours.day-1') }, { head: w('hours.day-6') }, { head: w('hours.zone') }, { head: w('hours.lines'), num: true }]}
      empty={<Empty icon={<IconCalendarClock size={36} stroke={1.4} aria-hidden />} title={w('hours.empty')}>{w('hours.empty-text')}</Empty>}>
      {(c) => (
        <tr key={c.id}>
          <td><NameLink kind="hours" id={c.id}>{c.name}</NameLink></td>
          <td>{c.tenant === house ? f('set.house') : <Tenant {...names.tenant(c.tenant)} />}</td>
          <td>{writeSpans(c.week[0]) || <span className="muted">{w('hours.closed')}</span>}</td>
          <td>{writeSpans(c.week[5]) || <span className="muted">{w('hours.closed')}</span>}</td>
          <td>{c.zone}</td>
          <td className="num">{lines.data?.filter((l) => l.calendar === c.id).length ?? '–'}</td>
        </tr>
      )}
    </ListPage>
  )
}

function Form({ id }: { id: string }) {
  return <OneOf kind="hours" path={path} id={id}>{(kept) => <HoursEdit kept={kept} />}</OneOf>
}

export default { List, Form }

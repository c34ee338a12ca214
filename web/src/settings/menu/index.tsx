import { IconListTree } from '@tabler/icons-react'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { Chip } from '../../shared/Chip'
import { serverNow } from '../../shared/Clock'
import { Empty } from '../../shared/Empty'
import { Tenant } from '../../shared/Tenant'
import { when } from '../../shared/time'
import { ListPage, NameLink } from '../ListPage'
import { OneOf } from '../OneOf'
import { useList } from '../resource'
import frame from '../words'
import { MenuEdit, path } from './MenuEdit'
import words from './words'

function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const names = useDirectory()
  const asked = useList(path)
  return (
    <ListPage kind="menus" text={w('menu.text')} add={w('menu.add')} of={asked} columns={[{ head: f('set.name') }, { head: f('set.tenant') }, { head: w('menu.state') }, { head: w('menu.checks') }]}
      empty={<Empty icon={<IconListTree size={36} stroke={1.4} aria-hidden />} title={w('menu.empty')}>{w('menu.empty-text')}</Empty>}>
      {(m) => (
        <tr key={m.id} style={{ height: 46 }}>
          <td><NameLink kind="menus" id={m.id}>{m.name}</NameLink></td>
          <td><Tenant {...names.tenant(m.tenant)} /></td>
          <td>{m.published ? <>{w('menu.version', { n: m.published })}{m.published_at ? <span className="note muted">, {w('menu.since', { time: when(m.published_at, serverNow()) })}</span> : null}</> : <span className="muted">{w('menu.unpublished')}</span>}</td>
          <td>{m.messages.length === 0 ? <Chip state="ready">{w('menu.clean')}</Chip> : <Chip state={m.publishable ? 'ringing' : 'alarm'}>{w('menu.found', { count: m.messages.length })}</Chip>}</td>
        </tr>
      )}
    </ListPage>
  )
}

function Form({ id }: { id: string }) {
  return <OneOf kind="menus" path={path} id={id}>{(kept) => <MenuEdit kept={kept} />}</OneOf>
}

export default { List, Form }

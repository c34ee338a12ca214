import { IconUsers } from '@tabler/icons-react'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { Chip } from '../../shared/Chip'
import { Empty } from '../../shared/Empty'
import { Face } from '../../shared/Face'
import { ListPage, NameLink } from '../ListPage'
import { OneOf } from '../OneOf'
import { useList } from '../resource'
import frame from '../words'
import { UserEdit, path } from './UserEdit'
import words from './words'

function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const names = useDirectory()
  const asked = useList(path)
  return (
    <ListPage kind="users" text={w('user.text')} add={w('user.add')} of={asked} columns={[{ head: w('user.name') }, { head: w('user.login') }, { head: w('user.roles') }, { head: w('user.skills') }, { head: f('set.state') }]}
      empty={<Empty icon={<IconUsers size={36} stroke={1.4} aria-hidden />} title={w('user.empty')}>{w('user.empty-text')}</Empty>}>
      {(u) => (
        <tr key={u.id} style={{ height: 46 }}>
          <td><span className="row"><Face name={u.name} size={28} /><NameLink kind="users" id={u.id}>{u.name}</NameLink></span></td>
          <td>{u.login}</td>
          <td>{[...new Set(u.grants.map((g) => g.role))].map((r) => w(`role.${r}`)).join(', ') || <span className="muted">–</span>}</td>
          <td className="clip" style={{ maxWidth: 260 }}>{u.skills.map((s) => `${names.name(s.skill)} ${s.level}`).join(', ') || <span className="muted">–</span>}</td>
          <td><Chip state={u.waiting ? 'ringing' : 'ready'}>{w(u.waiting ? 'user.waiting' : 'user.can-enter')}</Chip></td>
        </tr>
      )}
    </ListPage>
  )
}

function Form({ id }: { id: string }) {
  return <OneOf kind="users" path={path} id={id}>{(kept) => <UserEdit kept={kept} />}</OneOf>
}

export default { List, Form }

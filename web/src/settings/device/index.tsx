import { IconDeviceLandlinePhone } from '@tabler/icons-react'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { Chip } from '../../shared/Chip'
import { Empty } from '../../shared/Empty'
import { ListPage, NameLink } from '../ListPage'
import { OneOf } from '../OneOf'
import { useList } from '../resource'
import frame from '../words'
import { DeviceEdit, deviceState, path } from './DeviceEdit'
import words from './words'

const freshness = 5000

function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const names = useDirectory()
  const asked = useList(path, freshness)
  return (
    <ListPage kind="devices" text={w('device.text')} add={w('device.add')} of={asked} columns={[{ head: f('set.name') }, { head: w('device.agent') }, { head: w('device.how') }, { head: f('set.state') }]}
      empty={<Empty icon={<IconDeviceLandlinePhone size={36} stroke={1.4} aria-hidden />} title={w('device.empty')}>{w('device.empty-text')}</Empty>}>
      {(d) => {
        const { state, word } = deviceState(d)
        return (
          <tr key={d.id}>
            <td><NameLink kind="devices" id={d.id}>{d.name}</NameLink></td>
            <td>{d.agent ? names.name(d.agent) : <span className="muted">{w('device.nobody')}</span>}</td>
            <td>{d.login ?? d.contact}</td>
            <td><Chip state={state}>{w(word)}</Chip></td>
          </tr>
        )
      }}
    </ListPage>
  )
}

function Form({ id }: { id: string }) {
  return <OneOf kind="devices" path={path} id={id}>{(kept) => <DeviceEdit kept={kept} />}</OneOf>
}

export default { List, Form }

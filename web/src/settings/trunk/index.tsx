import { IconPlugConnected } from '@tabler/icons-react'
import { useWords } from '../../i18n'
import { serverNow } from '../../shared/Clock'
import { Empty } from '../../shared/Empty'
import { when } from '../../shared/time'
import { ListPage, NameLink } from '../ListPage'
import { OneOf } from '../OneOf'
import { useList } from '../resource'
import css from '../settings.module.css'
import frame from '../words'
import { StateChip, freshness } from './Status'
import { TrunkEdit, path } from './TrunkEdit'
import words from './words'

function List() {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const asked = useList(path)
  const status = useList('/trunks/status', freshness)
  return (
    <ListPage kind="trunks" text={w('trunk.text')} add={w('trunk.add')} of={asked} columns={[{ head: f('set.name') }, { head: w('trunk.address') }, { head: f('set.state') }, { head: w('trunk.channels'), num: true }, { head: w('trunk.last'), num: true }]}
      empty={<Empty icon={<IconPlugConnected size={36} stroke={1.4} aria-hidden />} title={w('trunk.empty')}>{w('trunk.empty-text')}</Empty>}>
      {(t) => {
        const s = status.data?.find((x) => x.trunk === t.id)
        return (
          <tr key={t.id} className={css.tall}>
            <td><NameLink kind="trunks" id={t.id}>{t.name}</NameLink></td><td>{t.address}</td>
            <td><StateChip trunk={t} status={s} /></td>
            <td className="num">{s ? `${s.channels}${t.channels ? ` / ${t.channels}` : ''}` : '–'}</td>
            <td className="num muted">{s?.last_cause ? w('trunk.cause', { cause: s.last_cause, time: s.last_at ? when(s.last_at, serverNow()) : '–' }) : w('trunk.none')}</td>
          </tr>
        )
      }}
    </ListPage>
  )
}

function Form({ id }: { id: string }) {
  return <OneOf kind="trunks" path={path} id={id}>{(kept) => <TrunkEdit kept={kept} />}</OneOf>
}

export default { List, Form }

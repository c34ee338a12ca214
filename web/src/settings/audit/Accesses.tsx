import { IconEar } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Answer, ask } from '../../api/client'
import { useDirectory } from '../../app/names'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { serverNow } from '../../shared/Clock'
import { Empty } from '../../shared/Empty'
import { Bones, Loaded } from '../../shared/Loaded'
import { Press } from '../../shared/Press'
import { Table } from '../../shared/Table'
import { when } from '../../shared/time'
import { period } from '../DateField'
import { useList } from '../resource'
import css from '../settings.module.css'
import { deedOf } from './deeds'
import words from './words'

type Props = { kind: 'ear' | 'access'; actor: string; days: { from: string; to: string } }
type Access = Answer<'get', '/audit/access'>['accesses'][number]

/** Who listened to whose call, or heard recordings and signed in. */
export function Accesses({ kind, actor, days }: Props) {
  const { w } = useWords(words)
  const asked = useInfiniteQuery({
    queryKey: ['accesses', kind, actor, days],
    queryFn: ({ pageParam, signal }) => ask('get', '/audit/access', { query: { kind, actor, ...period(days), cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next || undefined,
  })
  return (
    <>
      <Card>
        <Loaded of={asked} bones={<Bones rows={6} />}>
          {(data) => {
            const list = data.pages.flatMap((p) => p.accesses)
            if (list.length === 0) return <Empty icon={<IconEar size={36} stroke={1.4} aria-hidden />} title={w('audit.no-access')}>{w('audit.no-access-text')}</Empty>
            return <Table caption={w(`audit.${kind}`)} columns={[{ head: w('audit.when'), width: 110 }, { head: w('audit.who') }, { head: w('audit.did') }, { head: w('audit.whose') }, { head: <span className="hidden">{w('audit.open')}</span> }]}>{list.map((a) => <Row key={`${a.type}${a.seq}`} access={a} />)}</Table>
          }}
        </Loaded>
      </Card>
      {asked.hasNextPage && <div className="row"><Press className="push" aria-busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>{w('audit.more')}</Press></div>}
    </>
  )
}

function Row({ access: a }: { access: Access }) {
  const { w } = useWords(words)
  const names = useDirectory()
  const users = useList('/users')
  const who = users.data?.find((u) => u.id === a.actor)?.name ?? (a.actor === 'system' || a.actor === '' ? w('audit.system') : a.actor)
  const deed = deedOf(a.type, a.data)
  return (
    <tr>
      <td className="muted">{when(a.at, serverNow())}</td>
      <td>{who}</td>
      <td>{deed ? w(deed) : a.type}</td>
      <td>{[a.agent && names.name(a.agent), a.line && names.name(a.line)].filter(Boolean).join(', ') || <span className="muted">–</span>}</td>
      <td>{a.call && <Link to="/calls/$call" params={{ call: a.call }} className={css.link}>{w('audit.open')}</Link>}</td>
    </tr>
  )
}

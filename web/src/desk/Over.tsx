import { useDirectory } from '../app/names'
import { useWords } from '../i18n'
import type { ItemView } from '../phone/messages'
import { useHandover } from './handover'
import { wasGiven } from './party'
import css from './party.module.css'
import words from './partyWords'

/** Who calls and what about, as the colleague who hands over wrote it. */
export function Over({ item }: { item: ItemView }) {
  const { w } = useWords(words)
  const names = useDirectory()
  const given = item.kind !== 'internal' && wasGiven(item)
  const { data } = useHandover(item.call, given)
  if (!given) return null
  const said = data && (data.name !== '' || data.purpose !== '')
  return (
    <div className={css.over}>
      <strong>{item.peer ? w('over.asks', { name: names.name(item.peer) }) : w('over.title')}</strong>
      {said && <dl><dt>{w('over.who')}</dt><dd>{data.name || '–'}</dd><dt>{w('over.what')}</dt><dd>{data.purpose || '–'}</dd></dl>}
      {data !== undefined && !said && <p className="small">{w('over.none')}</p>}
    </div>
  )
}

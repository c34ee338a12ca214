import { IconChecks } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useDirectory } from '../app/names'
import { has, useMe } from '../app/session'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { serverNow } from '../shared/Clock'
import { Empty } from '../shared/Empty'
import { Loaded } from '../shared/Loaded'
import { pressClass } from '../shared/Press'
import { Table } from '../shared/Table'
import { when } from '../shared/time'
import { useUnknown } from './api'
import css from './call.module.css'
import words from './words'

/** Calls to numbers that nobody here has: a carrier sends them, somebody forgot to add them. */
export function UnknownCalls() {
  const { w } = useWords(words)
  const names = useDirectory()
  const admin = has(useMe(), 'administrator')
  const asked = useUnknown()
  const now = serverNow()
  return (
    <>
      <p className="muted">{w('unknown.text')}</p>
      <Card>
        <Loaded of={asked}>
          {(calls) => calls.length === 0 ? <Empty icon={<IconChecks size={36} stroke={1.4} aria-hidden />} title={w('unknown.empty')}>{w('unknown.empty-text')}</Empty> : (
            <Table caption={w('calls.unknown')} columns={[{ head: w('calls.time'), width: 110 }, { head: w('unknown.called') }, { head: w('unknown.caller') }, { head: w('unknown.trunk') }, { head: <span className="hidden">{w('unknown.add')}</span>, width: 170 }]}>
              {calls.map((c) => (
                <tr key={c.call} className={css.tall}>
                  <td className={`muted ${css.when}`}>{when(c.at, now)}</td><td className="strong">{c.called?.pretty || w('unknown')}</td><td>{c.caller?.pretty || w('unknown')}</td><td>{names.name(c.trunk)}</td>
                  <td className="num">{admin && c.called && <Link to="/settings/$kind/$id" params={{ kind: 'numbers', id: 'new' }} search={{ e164: c.called.number }} className={pressClass({ size: 'tiny' })}>{w('unknown.add')}</Link>}</td>
                </tr>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
    </>
  )
}

import { Menu } from '@mantine/core'
import { IconPhoneOutgoing } from '@tabler/icons-react'
import { asProblem } from '../api/problem'
import { told } from '../api/told'
import type { PromiseRow } from '../api/types'
import { has, useMe } from '../app/session'
import { send, usePhone } from '../desk/phone'
import { callable, isView } from '../desk/state'
import { useWords } from '../i18n'
import { Press } from '../shared/Press'
import { cancelReasons, useCancel } from './api'
import css from './promise.module.css'
import words from './words'

/** What this person may do with a promise: an agent on shift calls, a supervisor cancels with a reason. */
export function Actions({ promise }: { promise: PromiseRow }) {
  const { w, lang } = useWords(words)
  const me = useMe()
  const phone = usePhone()
  const cancel = useCancel()
  const who = promise.number?.pretty || w('unknown')
  const onShift = phone.desk !== null && phone.desk.presence.state !== 'offline' && !isView(phone)
  const free = onShift && phone.desk?.slot.state === 'idle' && phone.link === 'open'
  const mayCancel = has(me, 'supervisor')
  return (
    <>
      <div className={css.actions}>
        {onShift && <Press size="tiny" disabled={!free || !callable(promise)} icon={<IconPhoneOutgoing size={16} aria-hidden />} aria-label={w('promises.call-who', { who })} onClick={() => void send('call-promise', { promise: promise.id })}>{w('promises.call')}</Press>}
        {mayCancel && (
          <Menu position="bottom-end" width={220}>
            <Menu.Target><Press size="tiny" look="quiet" aria-label={w('promises.cancel-who', { who })} aria-busy={cancel.isPending}>{w('promises.cancel')}</Press></Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{w('promises.cancel-why')}</Menu.Label>
              {cancelReasons.map((reason) => <Menu.Item key={reason} onClick={() => cancel.mutate({ promise: promise.id, reason })}>{w(`close.${reason}`)}</Menu.Item>)}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {cancel.error && <p className={css.refused} role="alert">{told(lang, asProblem(cancel.error).code, asProblem(cancel.error).params, words)}</p>}
    </>
  )
}

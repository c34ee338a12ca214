import { IconX } from '@tabler/icons-react'
import { told } from '../api/told'
import { useWords } from '../i18n'
import { Press } from '../shared/Press'
import { StateMark } from '../shared/StateMark'
import css from './bar.module.css'
import { useRefusal } from './phone'

/** A command that was not granted: under the bar, over nothing that is pressed, until it is put away. */
export function RefusalNote({ onClose }: { onClose: () => void }) {
  const { w, lang } = useWords()
  const refusal = useRefusal()
  return (
    <div className={css.refusal} role="status">
      {refusal && <div><StateMark state="ringing" size={18} /><span className="small">{told(lang, refusal.code, refusal.params)}</span><Press look="quiet" size="tiny" icon={<IconX size={16} aria-hidden />} aria-label={w('close')} onClick={onClose} /></div>}
    </div>
  )
}

import { IconMessageQuestion } from '@tabler/icons-react'
import { useWords } from '../i18n'
import { Empty } from '../shared/Empty'
import { Bones, Loaded } from '../shared/Loaded'
import { useQuestions } from './api'
import css from './enquiry.module.css'
import { One } from './One'
import words from './words'

/** All questions that I may see: those put to me, and for staff those of its clients; open ones first. */
export function Questions({ tenant }: { tenant?: string }) {
  const { w } = useWords(words)
  const asked = useQuestions(tenant)
  return (
    <Loaded of={asked} bones={<Bones rows={4} />} tables={words}>
      {(list) => ((list ?? []).length === 0
        ? <Empty icon={<IconMessageQuestion size={36} stroke={1.4} aria-hidden />} title={w('enq.none')}>{w('enq.none-text')}</Empty>
        : <ul className={css.list}>{(list ?? []).map((e) => <One key={e.id} of={e} linked />)}</ul>)}
    </Loaded>
  )
}

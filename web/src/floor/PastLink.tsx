import { IconHistory } from '@tabler/icons-react'
import { Link, useSearch } from '@tanstack/react-router'
import { useWords } from '../i18n'
import { serverNow } from '../shared/Clock'
import { pressClass } from '../shared/Press'
import words from './backWords'
import { writeMoment } from './past'

/** A minute ago: who looks back has just seen something go by. */
const ago = 60_000

/** The way into the past, in the head of the live floor. */
export function PastLink() {
  const { w } = useWords(words)
  const { tenant }: { tenant?: string } = useSearch({ strict: false })
  return <Link to="/floor" search={() => ({ ...(tenant ? { tenant } : {}), at: writeMoment(serverNow() - ago) })} className={pressClass({})}><IconHistory size={18} stroke={1.7} aria-hidden />{w('past.back')}</Link>
}

import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../i18n'
import { Card } from '../shared/Card'
import { Bones, Loaded } from '../shared/Loaded'
import { pressClass } from '../shared/Press'
import { type Column, Table } from '../shared/Table'
import { type Kind, useMayChange } from './Kinds'
import css from './settings.module.css'
import words from './words'

type Props<T> = {
  kind: Kind
  /** One sentence under the title: what this is for. */
  text: string
  add?: string
  of: { data: T[] | undefined; error: unknown; refetch: () => unknown }
  columns: readonly Column[]
  empty: ReactNode
  children: (item: T) => ReactNode
  below?: ReactNode
}

/** The list of one kind of settings. */
export function ListPage<T>({ kind, text, add, of, columns, empty, children, below }: Props<T>) {
  const { w } = useWords(words)
  const mayChange = useMayChange()
  return (
    <>
      <div className={css.head}>
        <h1>{w(`set.${kind}`)}</h1><span className="muted">{text}</span>
        {add && mayChange && <Link to="/settings/$kind/$id" params={{ kind, id: 'new' }} className={`push ${pressClass({ look: 'main' })}`}><IconPlus size={18} aria-hidden />{add}</Link>}
      </div>
      <Card>
        <Loaded of={of} bones={<Bones rows={5} />}>
          {(list) => (list.length === 0 ? empty : <div className={css.wide}><Table caption={w(`set.${kind}`)} columns={columns}>{list.map(children)}</Table></div>)}
        </Loaded>
      </Card>
      {below}
    </>
  )
}

/** A row's name, which leads to its form. */
export function NameLink({ kind, id, children }: { kind: Kind; id: string; children: ReactNode }) {
  return <Link to="/settings/$kind/$id" params={{ kind, id }} className={css.link}>{children}</Link>
}

import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client'
import type { Holiday } from '../../api/settings'
import { useWords } from '../../i18n'
import { type Lang, locales } from '../../i18n/lang'
import { Card } from '../../shared/Card'
import { Bones, Loaded } from '../../shared/Loaded'
import { serverNow } from '../../shared/Clock'
import { dateKey, dayStart } from '../../shared/time'
import css from '../settings.module.css'
import feastWords from './feastWords'
import words from './words'

const shown = 14
const key = (name: string): string => `feast.${name.toLowerCase().replace(/s'/g, 's').replace(/[^a-z]+/g, '_')}`
const isFeast = (k: string): k is keyof typeof feastWords => k in feastWords

/** The next public holidays of a country, so that a person sees on which days callers will find the line closed. */
export function Feasts({ country, own }: { country: string; own: readonly Holiday[] }) {
  const { w } = useWords(words)
  const asked = useQuery({ queryKey: ['holidays'], queryFn: ({ signal }) => ask('get', '/holidays', { signal }), staleTime: Infinity })
  const today = dateKey(serverNow())
  return (
    <Card title={w('hours.next')}>
      <Loaded of={asked} bones={<Bones rows={5} />}>
        {(all) => <ul className={css.live}>{(all?.find((c) => c.country === country)?.holidays ?? []).filter((h) => h.date >= today).slice(0, shown).map((h) => <Feast key={h.date} feast={h} excepted={own.some((o) => o.date === h.date)} />)}</ul>}
      </Loaded>
    </Card>
  )
}

const dayOf = (lang: Lang, date: string): string => new Intl.DateTimeFormat(locales[lang], { day: 'numeric', month: 'long', weekday: 'short' }).format(dayStart(date))

function Feast({ feast, excepted }: { feast: Holiday; excepted: boolean }) {
  const { w, lang } = useWords(words)
  const { w: f } = useWords(feastWords)
  const from = /^moved from (\d+) (\w+)$/.exec(feast.name)
  const k = key(feast.name)
  const name = from ? w('hours.moved', { day: new Intl.DateTimeFormat(locales[lang], { day: 'numeric', month: 'long' }).format(new Date(`${from[1]} ${from[2]} 2026`)) }) : isFeast(k) ? f(k) : feast.name
  return <li style={{ display: 'block' }}><strong className="strong">{dayOf(lang, feast.date)}</strong> <span className="muted">{name}{excepted && `, ${w('hours.excepted')}`}</span></li>
}

import type { ReactNode } from 'react'
import { chooseLang, useWords } from '../i18n'
import { langs } from '../i18n/lang'
import { Segments } from '../shared/Segments'
import { Wordmark } from '../shared/Wordmark'
import css from './user.module.css'
import words from './words'

/** The two halves of the front door: the drawn gudok, and what is asked. */
export function Front({ children }: { children: ReactNode }) {
  const { w, lang } = useWords(words)
  return (
    <main className={css.page}>
      <div className={css.side}>
        <Wordmark height={40} />
        <Beep />
        <div className="stack wide"><h1>{w('in.hello')}</h1><p>{w('in.slogan')}</p></div>
      </div>
      <div className={css.form}>
        {children}
        <div><Segments label={w('me.lang')} value={lang} options={langs.map((l) => [l, l.toUpperCase()] as const)} onChange={chooseLang} /></div>
      </div>
    </main>
  )
}

/** The gudok drawn: a second of tone, four of silence. */
function Beep() {
  const heights = Array.from({ length: 48 }, (_, i) => (i < 14 ? 18 + 82 * Math.sin((i / 13) * Math.PI) * (0.62 + 0.38 * Math.cos(i * 2.2)) : 5))
  return <svg className={css.beep} viewBox="0 0 576 120" preserveAspectRatio="xMinYMid meet" aria-hidden>{heights.map((h, i) => <rect key={i} x={i * 12} y={60 - h / 2} width="5" height={h} rx="2.500" />)}</svg>
}

import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { address, ask } from '../../api/client'
import { asProblem } from '../../api/problem'
import { useWords } from '../../i18n'
import { type Lang, langNames, langs } from '../../i18n/lang'
import { Failed } from '../../shared/Loaded'
import { Press } from '../../shared/Press'
import { Problem } from '../../shared/Problem'
import { ChoiceField } from '../Fields'
import promptWords from '../prompt/words'
import { useList } from '../resource'
import css from '../settings.module.css'
import type { Part } from './NodeForm'
import words from './words'

/** A text that a machine speaks, and how it sounds. Where nothing can speak it says so. */
export function Spoken({ part: { node, set, tenant } }: { part: Part }) {
  const { w } = useWords(words)
  const speech = useQuery({ queryKey: ['speech'], queryFn: ({ signal }) => ask('get', '/speech', { signal }), staleTime: 60_000 })
  const usual = useList('/tenants').data?.find((t) => t.id === tenant)?.lang
  const text = node.text ?? ''
  const lang = langs.find((l) => l === (node.lang || usual)) ?? 'ru'
  const label = w(node.kind === 'say' ? 'menu.text-say' : node.kind === 'play' || node.kind === 'menu' || node.kind === 'digits' || node.kind === 'voicemail' ? 'menu.text-after' : 'menu.text-own')
  return (
    <>
      <label className={css.group}><span className={css.label}>{label}</span><textarea className={css.area} maxLength={2000} value={text} onChange={(e) => set({ text: e.currentTarget.value })} /></label>
      {text !== '' && <ChoiceField label={w('menu.lang')} value={node.lang ?? ''} none={w('menu.lang-usual')} options={langs.map((l) => ({ id: l, name: langNames[l] }))} onChange={(l) => set({ lang: l })} />}
      {speech.data?.available === false ? <Problem state="ringing" title={w('menu.mute')}>{speech.data.why}</Problem> : <Hear text={text} lang={lang} tenant={tenant} />}
    </>
  )
}

/** Has the text spoken and plays it; another text is spoken anew. */
function Hear({ text, lang, tenant }: { text: string; lang: Lang; tenant: string }) {
  const { w } = useWords(words)
  const audio = useRef<HTMLAudioElement>(undefined)
  const [on, setOn] = useState(false)
  useEffect(() => () => audio.current?.pause(), [])
  const say = useMutation({
    mutationFn: () => ask('post', '/speech', { body: { tenant, lang, text } }),
    onSuccess: ({ prompt }) => {
      const a = new Audio(address('/speech/{prompt}/audio', { path: { prompt } }))
      audio.current = a
      a.onended = a.onerror = () => setOn(false)
      setOn(true)
      void a.play().catch(() => setOn(false))
    },
  })
  const stop = () => { audio.current?.pause(); setOn(false) }
  if (text.trim() === '' || tenant === '') return null
  return (
    <>
      <div><Press size="tiny" icon={on ? <IconPlayerStop size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />} aria-pressed={on} aria-busy={say.isPending} onClick={() => (on ? stop() : say.mutate())}>{w(on ? 'menu.hearing' : 'menu.hear')}</Press></div>
      {say.error && <Failed error={asProblem(say.error)} tables={promptWords} />}
    </>
  )
}

import { TextInput } from '@mantine/core'
import { IconFileMusic, IconUpload } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { upload } from '../../api/client'
import { type Problem as Refused, asProblem } from '../../api/problem'
import { useWords } from '../../i18n'
import { langNames, langs } from '../../i18n/lang'
import { percent } from '../../i18n/say'
import { Failed } from '../../shared/Loaded'
import { Press, pressClass } from '../../shared/Press'
import { ChoiceField, Fields, TenantField, house } from '../Fields'
import { listKey } from '../resource'
import css from '../settings.module.css'
import frame from '../words'
import own from './prompt.module.css'
import { Record } from './Record'
import words from './words'

/** A file chosen or dropped, its name and words, and how far it has come. */
export function Upload() {
  const { w, lang: screen } = useWords(words)
  const { w: f } = useWords(frame)
  const navigate = useNavigate()
  const client = useQueryClient()
  const field = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File>()
  const [value, setValue] = useState({ tenant: house, name: '', lang: '', said: '' })
  const [part, setPart] = useState<number>()
  const [recording, setRecording] = useState(false)
  const [refused, setRefused] = useState<Refused>()
  const set = (p: Partial<typeof value>) => setValue((v) => ({ ...v, ...p }))
  const take = (next: File | undefined) => {
    if (!next) return
    setFile(next)
    if (value.name === '') set({ name: next.name.replace(/\.(wav|mp3|flac|opus|ogg)$/i, '') })
  }
  const send = async (e: FormEvent) => {
    e.preventDefault()
    if (!file) return
    const form = new FormData()
    for (const [key, text] of Object.entries(value)) form.set(key, text)
    form.set('file', file)
    setRefused(undefined)
    setPart(0)
    try {
      await upload('/prompts', form, setPart)
      await client.invalidateQueries({ queryKey: listKey('/prompts') })
      void navigate({ to: '/settings/$kind', params: { kind: 'prompts' } })
    } catch (err) {
      setRefused(asProblem(err))
      setPart(undefined)
    }
  }
  return (
    <form className={css.editor} onSubmit={(e) => void send(e)}>
      <div className={css.head}>
        <h1>{w('prompt.new')}</h1><span className="push" />
        <Press onClick={() => void navigate({ to: '/settings/$kind', params: { kind: 'prompts' } })}>{w('cancel')}</Press>
        <button type="submit" className={pressClass({ look: 'main' })} disabled={!file || recording || value.name.trim() === '' || part !== undefined}><IconUpload size={17} aria-hidden />{w('prompt.send')}</button>
      </div>
      {refused && <Failed error={refused} tables={words} />}
      <div className={css.plain}>
        <div className={own.drop} onDragOver={(e) => e.preventDefault()} onDrop={(e) => { e.preventDefault(); take(e.dataTransfer.files[0]) }}>
          <IconFileMusic size={32} stroke={1.4} aria-hidden />
          <p className="strong">{file ? file.name : w('prompt.file')}</p>
          {part === undefined ? <p className="small muted"><Press size="tiny" onClick={() => field.current?.click()}>{w('prompt.choose')}</Press> {w('prompt.drop')}</p>
            : <><progress max={1} value={part} aria-label={w('prompt.sending', { share: percent(screen, part) })} /><p className="small muted" role="status">{w('prompt.sending', { share: percent(screen, part) })}</p></>}
          <p className="note muted">{w('prompt.file-text')}</p>
          <Record file={file} disabled={part !== undefined} onBusy={setRecording} onTake={take} />
          <input ref={field} type="file" accept=".wav,.mp3,.flac,.opus,.ogg,audio/wav,audio/x-wav,audio/mpeg,audio/flac,audio/ogg" className="hidden" tabIndex={-1} aria-label={w('prompt.file')} onChange={(e) => take(e.currentTarget.files?.[0])} />
        </div>
        <Fields>
          <TextInput label={f('set.name')} value={value.name} maxLength={80} onChange={(e) => set({ name: e.currentTarget.value })} />
          <TenantField value={value.tenant} fixed={false} withHouse onChange={(tenant) => set({ tenant })} />
          <ChoiceField label={w('prompt.lang')} value={value.lang} none={w('prompt.no-lang')} options={langs.map((l) => ({ id: l, name: langNames[l] }))} onChange={(lang) => set({ lang })} />
          <label className={`${css.group} ${css.full}`}><span className={css.label}>{w('prompt.said')}</span><textarea className={css.area} maxLength={2000} value={value.said} onChange={(e) => set({ said: e.currentTarget.value })} /><span className="note muted">{w('prompt.said-text')}</span></label>
        </Fields>
      </div>
    </form>
  )
}

import { TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ask } from '../../api/client'
import { asProblem } from '../../api/problem'
import type { Menu, Program } from '../../api/settings'
import { useWords } from '../../i18n'
import { Chip } from '../../shared/Chip'
import { Failed } from '../../shared/Loaded'
import { Press } from '../../shared/Press'
import { Editor } from '../Editor'
import { Fields, TenantField } from '../Fields'
import { useMayChange } from '../Kinds'
import { listKey } from '../resource'
import { type Form, useForm } from '../useForm'
import frame from '../words'
import { Checker } from './Checker'
import { NodeForm } from './NodeForm'
import { Path } from './Path'
import words from './words'

export const path = '/menus'
type MenuForm = { tenant: string; name: string; draft: Program; version?: number }
const formOf = (m: Menu): MenuForm => ({ tenant: m.tenant, name: m.name, draft: { start: m.draft.start, nodes: m.draft.nodes ?? [] }, version: m.version })
const begun: Program = { start: 'answer', nodes: [{ name: 'answer', kind: 'answer', next: 'enqueue' }, { name: 'enqueue', kind: 'enqueue' }] }

/** After a pause in editing the checker is asked, ms. */
const thinking = 400

/** What the checker says of a draft that is not saved yet. */
function useCheck(tenant: string, draft: Program) {
  const [asked, setAsked] = useState(draft)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(draft), thinking)
    return () => clearTimeout(timer)
  }, [draft])
  return useQuery({
    queryKey: ['menu-check', tenant, JSON.stringify(asked)],
    queryFn: ({ signal }) => ask('post', '/menus/check', { body: { tenant, draft: asked }, signal }),
    enabled: tenant !== '',
    placeholderData: (old) => old,
  })
}

/** A menu as an indented list that a keyboard can walk; the checker speaks beside it. */
export function MenuEdit({ kept }: { kept: Menu | undefined }) {
  const { w } = useWords(words)
  const { w: f } = useWords(frame)
  const navigate = useNavigate()
  const form = useForm<MenuForm>(`menu:${kept?.id ?? 'new'}`, kept ? formOf(kept) : { tenant: '', name: '', draft: begun })
  const { value, set } = form
  const check = useCheck(value.tenant, value.draft)
  const [chosen, choose] = useState(value.draft.start)
  const messages = check.data?.messages ?? []
  const edit = (draft: Program) => set({ draft })
  return (
    <Editor<MenuForm, typeof path> kind="menus" path={path} id={kept?.id} title={kept ? w('menu.title', { name: kept.name }) : w('menu.new')} chip={kept && <Chip state={kept.published ? 'ready' : 'wrapup'}>{kept.published ? w('menu.version', { n: kept.published }) : w('menu.unpublished')}</Chip>}
      form={form} formOf={formOf} labels={{ tenant: f('set.tenant'), name: f('set.name'), draft: w('menu.path') }} tables={words} valid={value.name.trim() !== '' && value.tenant !== ''}
      onSaved={(m) => { if (!kept) void navigate({ to: '/settings/$kind/$id', params: { kind: 'menus', id: m.id } }) }}
      actions={kept && <Publish menu={kept} form={form} clean={check.data?.publishable ?? false} />}
      side={<>
        <Checker messages={messages} known={check.data !== undefined} failed={check.error} program={value.draft} tenant={value.tenant} onChoose={choose} onRepair={edit} />
        <NodeForm program={value.draft} name={chosen} tenant={value.tenant} onChange={edit} onChoose={choose} />
      </>}>
      <Fields>
        <TextInput label={f('set.name')} value={value.name} maxLength={80} onChange={(e) => set({ name: e.currentTarget.value })} />
        <TenantField value={value.tenant} fixed={kept !== undefined} onChange={(tenant) => set({ tenant })} />
      </Fields>
      <Path program={value.draft} messages={messages} chosen={chosen} onChoose={choose} />
    </Editor>
  )
}

/** Publishing is off while an error stands, and says so. */
function Publish({ menu, form, clean }: { menu: Menu; form: Form<MenuForm>; clean: boolean }) {
  const { w } = useWords(words)
  const mayChange = useMayChange()
  const client = useQueryClient()
  const publish = useMutation({
    mutationFn: () => ask('post', '/menus/{menu}/publish', { path: { menu: menu.id }, body: { version: menu.version ?? 0 } }),
    onSuccess: () => client.invalidateQueries({ queryKey: listKey(path) }),
  })
  const why = form.dirty ? w('menu.save-first') : clean ? undefined : w('menu.cannot')
  if (!mayChange) return null
  return (
    <>
      {publish.isSuccess && !form.dirty && <Chip state="ready">{w('menu.published')}</Chip>}
      {publish.error && <Failed error={asProblem(publish.error)} tables={words} />}
      <Press look="good" disabled={why !== undefined} title={why} aria-busy={publish.isPending} onClick={() => publish.mutate()}>{w('menu.publish')}</Press>
    </>
  )
}

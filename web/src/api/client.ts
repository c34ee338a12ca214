import { type Filled, filled } from './lists'
import { problemOf, unreachable } from './problem'
import type { paths } from './schema'

type Method = 'get' | 'post' | 'put' | 'delete'
type Having<M extends Method> = { [P in keyof paths]: paths[P] extends { [K in M]: { responses: unknown } } ? P : never }[keyof paths]
type Operation<M extends Method, P extends keyof paths> = paths[P] extends { [K in M]: infer O } ? O : never
type Parameters<O, In extends 'path' | 'query'> = O extends { parameters: { [K in In]: infer V } } ? V : O extends { parameters: { [K in In]?: infer V } } ? V | undefined : undefined
type Sent<O> = O extends { requestBody: { content: { 'application/json': infer B } } } ? B : undefined
/** What an operation answers when it succeeds; nothing when it has no body. */
export type Answer<M extends Method, P extends keyof paths> =
  Operation<M, P> extends { responses: { 200: { content: { 'application/json': infer A } } } } ? Filled<NonNullable<A>> : undefined

type Field<Name extends string, V> = [V] extends [never] | [undefined] ? { [K in Name]?: undefined } : undefined extends V ? { [K in Name]?: V } : { [K in Name]: V }
export type Asked<M extends Method, P extends keyof paths> =
  Field<'path', Parameters<Operation<M, P>, 'path'>> & Field<'query', Parameters<Operation<M, P>, 'query'>> & Field<'body', Sent<Operation<M, P>>> & { signal?: AbortSignal }
type Rest<M extends Method, P extends keyof paths> = Record<never, never> extends Asked<M, P> ? [asked?: Asked<M, P>] : [asked: Asked<M, P>]

/** How questions reach the server; recorded days put their own in its place. */
export type Transport = (address: string, init: RequestInit) => Promise<Response>
let transport: Transport = (address, init) => fetch(address, init)
export function replaceTransport(other: Transport) { transport = other }

let signedOut = () => {}
/** Called once the server no longer knows the session. */
export function onSignedOut(act: () => void) { signedOut = act }

type Values = Record<string, string | number | boolean | undefined>

/** Address of a resource under /api: its names filled in, its query without empty values. */
export function address(path: keyof paths, { path: names = {}, query = {} }: { path?: Values; query?: Values } = {}): string {
  const place = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(names[name] ?? '')))
  const pairs = Object.entries(query).filter(([, v]) => v !== undefined && v !== '' && v !== false)
  const search = new URLSearchParams(pairs.map(([k, v]) => [k, String(v)])).toString()
  return `/api${place}${search ? `?${search}` : ''}`
}

/** Asks the server one operation of its description. Rejects with a Problem. */
export async function ask<M extends Method, P extends Having<M>>(method: M, path: P, ...[asked]: Rest<M, P>): Promise<Answer<M, P>> {
  const { body, signal, ...where } = (asked ?? {}) as { path?: Values; query?: Values; body?: unknown; signal?: AbortSignal }
  const init: RequestInit = { method: method.toUpperCase(), signal, headers: { Accept: 'application/json', ...(body !== undefined ? { 'Content-Type': 'application/json' } : {}) } }
  if (body !== undefined) init.body = JSON.stringify(body)
  let answer: Response
  try {
    answer = await transport(address(path, where), init)
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') throw e
    throw unreachable()
  }
  const data = parsed(await answer.text())
  if (answer.ok) return (data === null ? [] : filled(data)) as Answer<M, P>
  if (answer.status === 401 && path !== '/session') signedOut()
  throw problemOf(answer.status, data)
}

function parsed(text: string): unknown {
  if (text === '') return undefined
  try { return JSON.parse(text) } catch { return undefined }
}

/** Sends a file with progress, which fetch cannot tell. `progress` is 0..1. */
export function upload<P extends Having<'post'>>(path: P, form: FormData, progress: (part: number) => void): Promise<Answer<'post', P>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address(path))
    request.setRequestHeader('Accept', 'application/json')
    request.upload.onprogress = (e) => { if (e.lengthComputable) progress(e.loaded / e.total) }
    request.onerror = () => reject(unreachable())
    request.onload = () => {
      const data = parsed(request.responseText)
      if (request.status < 300) resolve(filled(data) as Answer<'post', P>)
      else reject(problemOf(request.status, data))
    }
    request.send(form)
  })
}

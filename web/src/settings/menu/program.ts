import type { CheckMessage, MenuNode, NodeKind, Program } from '../../api/settings'

/** On what a call goes a way: a word of the table, way.* */
export type Way = 'open' | 'closed' | 'known' | 'unknown' | 'else' | 'failed' | 'declined' | 'no-answer' | 'so' | 'not' | 'longer' | 'shorter' | 'answered' | 'unanswered' | 'busy'

/** Steps after which the call simply goes on. */
const goesOn: readonly string[] = ['answer', 'play', 'say', 'position', 'notice', 'language', 'set', 'sub', 'survey']

/** A row of the drawn path: a step, under the key that leads to it. */
export type PathRow = {
  key: string
  depth: number
  /** The key of the menu that leads here, "–" for nothing pressed. */
  badge?: string
  label?: string
  /** Of a question: on which answer the call goes this way. */
  way?: Way
  node?: MenuNode
  /** The step is drawn above already; the way goes on there. */
  again: boolean
  /** Nothing leads to it from the beginning. */
  loose: boolean
}

const find = (p: Program, name: string | undefined): MenuNode | undefined => p.nodes.find((n) => n.name === name)

/** The program as an indented list, walked from its start the way a call would go; loose steps come last. */
export function pathOf(p: Program): PathRow[] {
  const rows: PathRow[] = []
  const seen = new Set<string>()
  const walk = (name: string | undefined, depth: number, badge?: string, label?: string, loose = false, way?: Way) => {
    const node = find(p, name)
    const again = node !== undefined && seen.has(node.name)
    rows.push({ key: `${rows.length}:${name ?? ''}`, depth, badge, label, way, node, again, loose })
    if (!node || again) return
    seen.add(node.name)
    if (node.kind === 'menu') {
      for (const c of node.choices ?? []) walk(c.next, depth + 1, c.key, c.label, loose)
      if (node.on_fail) walk(node.on_fail, depth + 1, '–', undefined, loose)
      return
    }
    const branch = (to: string | undefined, sign: string, on: Way) => walk(to, depth + 1, sign, undefined, loose, on)
    switch (node.kind) {
      case 'hours': branch(node.next, '+', 'open'); branch(node.else, '–', 'closed'); break
      case 'known': branch(node.next, '+', 'known'); branch(node.else, '–', 'unknown'); break
      case 'variable':
        for (const c of node.choices ?? []) walk(c.next, depth + 1, '=', c.label || c.key, loose)
        branch(node.else, '–', 'else')
        break
      case 'digits':
        walk(node.next, depth + 1, '#', undefined, loose)
        if (node.on_fail) branch(node.on_fail, '–', 'failed')
        break
      case 'if': branch(node.next, '+', 'so'); branch(node.else, '–', 'not'); break
      case 'wait': branch(node.next, '+', 'longer'); branch(node.else, '–', 'shorter'); break
      case 'lookup': branch(node.next, '+', 'answered'); branch(node.else, '–', 'unanswered'); break
      case 'extension':
      case 'name':
        branch(node.else, '–', 'busy')
        if (node.on_fail) branch(node.on_fail, '–', 'failed')
        break
      case 'callback': branch(node.next, '–', 'declined'); break
      case 'transfer': branch(node.next, '–', 'no-answer'); break
      default: if (goesOn.includes(node.kind)) walk(node.next, badge === undefined ? depth : depth + 1, undefined, undefined, loose)
    }
  }
  if (p.nodes.length > 0 || p.start) walk(p.start, 0)
  for (const n of p.nodes) if (!seen.has(n.name)) walk(n.name, 0, undefined, undefined, true)
  return rows
}

/** A name for a new step that no other has: play, play_2, play_3. */
export function freeName(p: Program, kind: NodeKind): string {
  for (let i = 1; ; i++) {
    const name = i === 1 ? kind : `${kind}_${i}`
    if (!find(p, name)) return name
  }
}

/** The program with a new step, and its name. */
export function withNode(p: Program, kind: NodeKind): [Program, string] {
  const name = freeName(p, kind)
  const node: MenuNode = { name, kind, ...(kind === 'menu' ? { choices: [{ key: '1', label: '', next: '' }] } : kind === 'variable' ? { choices: [{ key: '', label: '', next: '' }] } : {}) }
  return [{ ...p, nodes: [...p.nodes, node] }, name]
}

/** The program with a step changed; a new name follows into all that leads to it. */
export function changed(p: Program, name: string, part: Partial<MenuNode>): Program {
  const to = part.name
  const renamed = (n: string | undefined) => (to !== undefined && n === name ? to : n)
  return {
    start: renamed(p.start) ?? p.start,
    nodes: p.nodes.map((n) => ({
      ...(n.name === name ? { ...n, ...part } : n),
      ...(to !== undefined && to !== name ? follow(n.name === name ? { ...n, ...part } : n, renamed) : {}),
    })),
  }
}

function follow(n: MenuNode, renamed: (name: string | undefined) => string | undefined): Partial<MenuNode> {
  const out: Partial<MenuNode> = {}
  if (n.next !== undefined) out.next = renamed(n.next)
  if (n.on_fail !== undefined) out.on_fail = renamed(n.on_fail)
  if (n.else !== undefined) out.else = renamed(n.else)
  if (n.choices) out.choices = n.choices.map((c) => ({ ...c, next: renamed(c.next) ?? c.next }))
  return out
}

/** The program without a step; what led to it leads to what followed it. */
export function without(p: Program, name: string): Program {
  const gone = find(p, name)
  const next = gone && goesOn.includes(gone.kind) ? (gone.next ?? '') : ''
  const past = (n: string | undefined) => (n === name ? next : n)
  return {
    start: past(p.start) ?? '',
    nodes: p.nodes.filter((n) => n.name !== name).map((n) => ({ ...n, ...follow(n, past) })),
  }
}

/** What a repair may choose from, beside the lines. */
export type Stock = { lookups: readonly { id: string; name: string }[]; menus: readonly { id: string; name: string }[] }

/** A text beside a number becomes one: debt > 100 is number(debt) > 100. */
export const asNumber = (expr: string): string =>
  expr.replace(/(?<![\w("])([a-z_]\w*)(\s*(?:[<>]=?|[=!]=|[-+*/%])\s*)(\d+(?:\.\d+)?)/i, 'number($1)$2$3')

export type Repair = { word: 'fix.to' | 'fix.line' | 'fix.remove' | 'fix.start' | 'fix.label' | 'fix.notice' | 'fix.over' | 'fix.choose' | 'fix.number' | 'fix.return'; what: string; program: Program }

/** What one press could mend; undefined when a person has to decide. `title` names a step for people. */
export function repairOf(p: Program, m: CheckMessage, lines: readonly { id: string; name: string }[], title: (n: MenuNode) => string, stock: Stock = { lookups: [], menus: [] }): Repair | undefined {
  const node = find(p, m.node)
  const end = p.nodes.find((n) => n.kind === 'enqueue' && n.name !== m.node) ?? p.nodes.find((n) => n.kind === 'voicemail' && n.name !== m.node)
  const line = lines[0]
  switch (m.reason) {
    case 'no_start': {
      const first = p.nodes.find((n) => n.kind === 'answer') ?? p.nodes[0]
      return first && { word: 'fix.start', what: title(first), program: { ...p, start: first.name } }
    }
    case 'no_next':
    case 'unknown_next': {
      if (!node || !end) return undefined
      const bad = (n: string | undefined) => !find(p, n)
      if (node.kind !== 'menu' && node.kind !== 'variable') return { word: 'fix.to', what: title(end), program: changed(p, node.name, { ...(bad(node.next) ? { next: end.name } : {}), ...(node.else && bad(node.else) ? { else: end.name } : {}), ...(node.on_fail && bad(node.on_fail) ? { on_fail: end.name } : {}) }) }
      return { word: 'fix.to', what: title(end), program: changed(p, node.name, { choices: node.choices?.map((c) => (bad(c.next) ? { ...c, next: end.name } : c)), on_fail: node.on_fail && bad(node.on_fail) ? end.name : node.on_fail }) }
    }
    case 'no_else': return node && end && { word: 'fix.to', what: title(end), program: changed(p, node.name, { else: end.name }) }
    case 'no_record_notice': {
      // Where the phone is picked up all callers pass.
      const first = p.nodes.find((n) => n.kind === 'answer')
      if (!first) return undefined
      const [more, made] = withNode(p, 'notice')
      return { word: 'fix.notice', what: title(first), program: changed(changed(more, made, { next: first.next ?? '' }), first.name, { next: made }) }
    }
    case 'no_on_fail': return node && end && { word: 'fix.to', what: title(end), program: changed(p, node.name, { on_fail: end.name }) }
    case 'no_line':
    case 'missing_line': return node && line && { word: 'fix.line', what: line.name, program: changed(p, node.name, { line: line.id }) }
    case 'no_over': return node && { word: 'fix.over', what: '', program: changed(p, node.name, { over_ms: 120_000 }) }
    case 'no_lookup':
    case 'missing_lookup': {
      const look = stock.lookups[0]
      return node && look && { word: 'fix.choose', what: look.name, program: changed(p, node.name, { lookup: look.id }) }
    }
    case 'no_menu':
    case 'missing_menu': {
      const menu = stock.menus[0]
      return node && menu && { word: 'fix.choose', what: menu.name, program: changed(p, node.name, { menu: menu.id }) }
    }
    case 'recursion': return node && { word: 'fix.return', what: '', program: changed(p, node.name, { kind: 'return', menu: undefined, next: undefined }) }
    case 'expr_types': {
      const better = asNumber(node?.expr ?? '')
      return node && better !== (node.expr ?? '') ? { word: 'fix.number', what: better, program: changed(p, node.name, { expr: better }) } : undefined
    }
    case 'unreachable': return node && { word: 'fix.remove', what: '', program: without(p, node.name) }
    case 'no_label': {
      const choice = node?.choices?.find((c) => c.key === m.detail)
      const to = find(p, choice?.next)
      if (!node || !to) return undefined
      return { word: 'fix.label', what: title(to), program: changed(p, node.name, { choices: node.choices?.map((c) => (c.key === m.detail ? { ...c, label: title(to) } : c)) }) }
    }
    default: return undefined
  }
}

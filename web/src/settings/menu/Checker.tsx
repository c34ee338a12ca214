import { asProblem } from '../../api/problem'
import type { CheckMessage, Program } from '../../api/settings'
import { useWords } from '../../i18n'
import { Card } from '../../shared/Card'
import { Chip } from '../../shared/Chip'
import { Failed } from '../../shared/Loaded'
import { Press } from '../../shared/Press'
import { Problem } from '../../shared/Problem'
import { useMayChange } from '../Kinds'
import { useTenantLookups } from '../lookup/useLookups'
import { useList } from '../resource'
import css from '../settings.module.css'
import { repairOf } from './program'
import { useTitles } from './titles'
import words from './words'

type WhyWord = keyof typeof words & `why.${string}`
const whyWord = (reason: string): WhyWord => (`why.${reason}` in words ? (`why.${reason}` as WhyWord) : 'why.other')

type Props = { messages: readonly CheckMessage[]; known: boolean; failed: unknown; program: Program; tenant: string; onChoose: (name: string) => void; onRepair: (p: Program) => void }

/** What the checker says: the step, what the caller would experience, and a one-press repair where there is one. */
export function Checker({ messages, known, failed, program, tenant, onChoose, onRepair }: Props) {
  const { w } = useWords(words)
  const { title } = useTitles()
  const mayChange = useMayChange()
  const lines = (useList('/lines').data ?? []).filter((l) => l.tenant === tenant)
  const stock = { lookups: useTenantLookups(tenant), menus: (useList('/menus').data ?? []).filter((m) => m.tenant === tenant && m.published > 0 && !program.nodes.some((n) => n.menu === m.id)) }
  const errors = messages.filter((m) => m.severity === 'error').length
  const sorted = [...messages].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
  const typed = (detail: string) => detail.replace(/\bstring\b/g, w('type.text')).replace(/\b(?:int|float64)\b/g, w('type.number')).replace(/\bbool\b/g, w('type.yes'))
  const nameOf = (m: CheckMessage) => { const n = program.nodes.find((x) => x.name === m.node); return n ? title(n) : w('menu.whole') }
  return (
    <Card title={w('menu.checks')} side={known && <Chip state={errors > 0 ? 'alarm' : messages.length > 0 ? 'ringing' : 'ready'}>{messages.length > 0 ? w('menu.found', { count: messages.length }) : w('menu.clean')}</Chip>}>
      {(messages.length > 0 || Boolean(failed)) && (
        <div className={css.live}>
          {failed ? <Failed error={asProblem(failed)} tables={words} /> : null}
          {sorted.map((m, i) => {
            const repair = mayChange ? repairOf(program, m, lines, title, stock) : undefined
            return (
              <Problem key={`${m.node}${m.reason}${i}`} state={m.severity === 'error' ? 'alarm' : 'ringing'} title={nameOf(m)}>
                {w(whyWord(m.reason), { reason: m.reason, detail: m.reason === 'expr_types' ? typed(m.detail ?? '') : (m.detail ?? '') })}
                <span className="row wrap" style={{ marginTop: 6 }}>
                  {m.node && <Press size="tiny" onClick={() => onChoose(m.node)}>{w('menu.step')}</Press>}
                  {repair && <Press size="tiny" onClick={() => onRepair(repair.program)}>{w(repair.word, { what: repair.what })}</Press>}
                </span>
              </Problem>
            )
          })}
        </div>
      )}
    </Card>
  )
}

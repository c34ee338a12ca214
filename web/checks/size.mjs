/** What a first visit to the desk carries over the wire against the budgets, kB gzipped: node checks/size.mjs */
import zlib from 'node:zlib'
import { build } from 'vite'
import { launch, open } from './browser.mjs'

const root = new URL('..', import.meta.url).pathname
const { output } = await build({ root, logLevel: 'error', build: { write: false } })
const chunks = new Map(output.filter((o) => o.type === 'chunk').map((c) => [c.fileName, c]))
const weigh = (text) => zlib.gzipSync(text, { level: 9 }).length

/** Files with everything they import at once. */
function closure(names, seen = new Set()) {
  for (const name of names) if (!seen.has(name)) { seen.add(name); closure(chunks.get(name).imports, seen) }
  return seen
}
const entry = [...chunks.values()].find((c) => c.isEntry)
const desk = [...chunks.values()].filter((c) => c.isDynamicEntry && /src\/(desk|phone|shift)\//.test(c.facadeModuleId ?? ''))
const first = closure([entry.fileName, ...desk.map((c) => c.fileName)])
const rest = [...chunks.values()].filter((c) => !first.has(c.fileName)).map((c) => weigh(c.code))
const styles = new Set([...first].flatMap((n) => [...chunks.get(n).viteMetadata.importedCss]))
const css = output.filter((o) => styles.has(o.fileName))

// Fonts come by the letters on the screen, so a browser says which.
const browser = await launch()
const { page } = await open(browser, { address: '/desk?fixture=talking&as=lead', lang: 'uk', theme: 'light' })
const fonts = await page.evaluate(async () => document.fonts.ready.then(() => performance.getEntriesByType('resource').filter((e) => e.name.endsWith('.woff2')).map((e) => e.encodedBodySize)))
await browser.close()

const sum = (list) => list.reduce((n, x) => n + x, 0)
const facts = [
  ['JavaScript of the first visit to the desk', sum([...first].map((n) => weigh(chunks.get(n).code))), 230],
  ['its styles', sum(css.map((a) => weigh(a.source))), 25],
  [`its fonts (${fonts.length} files)`, sum(fonts), 70],
  ['the largest other chunk', Math.max(0, ...rest), 20],
]
for (const [what, bytes, budget] of facts) console.log(`${what}: ${(bytes / 1000).toFixed(1)} of ${budget} kB${bytes > budget * 1000 ? ' OVER' : ''}`)
process.exitCode = facts.some(([, bytes, budget]) => bytes > budget * 1000) ? 1 : 0

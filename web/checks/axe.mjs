/** axe-core over every screen in both themes: node checks/axe.mjs [langs] [only,names]. Exits 1 when anything is found. */
import fs from 'node:fs'
import { launch, open } from './browser.mjs'
import { screens } from './screens.mjs'

const axe = fs.readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
const [langs = 'ru', only = ''] = process.argv.slice(2)
const wanted = only.split(',').filter(Boolean)
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const browser = await launch()
let all = 0
let looked = 0
for (const lang of langs.split(',')) for (const theme of ['light', 'dark']) {
  for (const [name, address, width, height] of screens) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const { page } = await open(browser, { address, lang, theme, width, height, still: true })
    await page.evaluate(axe)
    const found = await page.evaluate(async (runOnly) => (await window.axe.run(document, { runOnly })).violations.map((v) => `${v.id} x${v.nodes.length}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 140) + (n.any[0]?.message ? ` [${n.any[0].message.slice(0, 130)}]` : '')).join(' || ')}`), tags)
    all += found.length
    looked++
    if (found.length) console.log(lang, theme, name, found)
    await page.close()
  }
}
console.log(`${looked} screens, violations: ${all}`)
await browser.close()
process.exitCode = all ? 1 : 0

/** Pictures of the screens: node checks/pictures.mjs [langs] [themes] [widths] [only,names] [folder]; lists are comma-separated. */
import fs from 'node:fs'
import { launch, open } from './browser.mjs'
import { screens } from './screens.mjs'

const [langs = 'ru,en', themes = 'light,dark', widths = '1440', only = '', folder = new URL('../../docs/pictures', import.meta.url).pathname] = process.argv.slice(2)
fs.mkdirSync(folder, { recursive: true })
const wanted = only.split(',').filter(Boolean)
const browser = await launch()
let bad = 0
for (const lang of langs.split(',')) for (const theme of themes.split(',')) for (const width of widths.split(',').map(Number)) {
  for (const [name, address, w, h] of screens) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    if (w && width !== Number(widths.split(',')[0])) continue
    const { page, said } = await open(browser, { address, lang, theme, width: w ?? width, height: h })
    await page.screenshot({ path: `${folder}/${name}-${lang}-${theme}${w || width === 1440 ? '' : `-${width}`}.png` })
    // Words that do not fit their place, and screens wider than the window.
    const cut = await page.evaluate(() => [...document.querySelectorAll('body *')].filter((e) => e.children.length === 0 && e.textContent?.trim() && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1 && !e.closest('.hidden') && getComputedStyle(e).clipPath === 'none' && !['SELECT', 'INPUT', 'TEXTAREA', 'OPTION'].includes(e.tagName) && getComputedStyle(e).overflow !== 'visible').map((e) => e.textContent?.trim().slice(0, 40)))
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth || [...document.querySelectorAll('main')].some((m) => m.scrollWidth > m.clientWidth + 1))
    if (said().length || cut.length || wide) { bad++; console.log(lang, theme, width, name, said().slice(0, 3), cut.length ? `cut: ${cut.join(' | ')}` : '', wide ? 'WIDER THAN THE WINDOW' : '') }
    await page.close()
  }
}
await browser.close()
console.log(bad ? `${bad} pictures with remarks` : 'no remarks')

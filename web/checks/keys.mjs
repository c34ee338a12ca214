/** Plays a shift without a mouse and says how long each key took to reach the screen: node checks/keys.mjs */
import { launch, open } from './browser.mjs'

const budget = 100
// The quickest of three plays is the cost of our own work; the rest is what else the machine does.
const plays = 3
const took = new Map()
const wrong = []
const browser = await launch()

for (let play = 0; play < plays; play++) {
  const { page, said } = await open(browser, { address: '/desk?fixture=ringing&as=lead', lang: 'ru', theme: 'light' })
  await page.evaluate(() => {
    addEventListener('keydown', () => {
      const at = performance.now()
      requestAnimationFrame(() => { const c = new MessageChannel(); c.port1.onmessage = () => { window.took = performance.now() - at }; c.port2.postMessage(0) })
    }, true)
  })
  let nth = 0
  /** A key, and what must be seen after it. */
  const press = async (key, seen) => {
    await page.evaluate(() => { window.took = undefined })
    await page.keyboard.press(key)
    await page.waitForFunction(() => window.took !== undefined)
    const name = `${++nth}. ${key}`
    took.set(name, Math.min(took.get(name) ?? Infinity, await page.evaluate(() => window.took)))
    await page.waitForFunction(seen, undefined, { timeout: 3000 }).catch(() => wrong.push(name))
  }
  const bar = (state) => `document.querySelector('section[data-state]')?.dataset.state === '${state}'`

  await press('F2', bar('talking'))
  await press('F6', bar('hold'))
  await press('F6', bar('talking'))
  await press('F8', "document.querySelector('[aria-keyshortcuts=F8]')?.getAttribute('aria-pressed') === 'true'")
  await press('F8', "document.querySelector('[aria-keyshortcuts=F8]')?.getAttribute('aria-pressed') === 'false'")
  await press('F9', "document.querySelector('[aria-keyshortcuts=F9]')?.getAttribute('aria-expanded') === 'true'")
  await press('F9', "document.querySelector('[aria-keyshortcuts=F9]')?.getAttribute('aria-expanded') === 'false'")
  await press('F1', "document.querySelector('[aria-keyshortcuts=F1]')?.getAttribute('aria-pressed') === 'true'")
  await press('F7', "document.activeElement?.getAttribute('role') === 'combobox'")
  await page.keyboard.type('иго')
  await press('Enter', "document.querySelector('[role=option][aria-selected=true]') !== null && document.activeElement?.maxLength === 100")
  await page.keyboard.type('Ирина')
  await press('Tab', "document.activeElement?.maxLength === 500")
  await page.keyboard.type('посылка')
  await press('Control+Enter', bar('consult'))
  await press('Shift+F7', "document.querySelector('section[data-state]')?.textContent.includes('Втроём')")
  await press('F6', bar('talking'))
  await press('F4', bar('wrapup'))
  await press('F3', "document.activeElement?.type === 'datetime-local'")
  await press('Control+Enter', "document.querySelector('[aria-keyshortcuts=F3]')?.getAttribute('aria-expanded') === 'false' && document.querySelector('section[data-state]')?.dataset.state === 'wrapup'")
  await press('Digit2', "document.querySelector('[aria-keyshortcuts=\"2\"]')?.getAttribute('aria-pressed') === 'true'")
  await press('Control+Enter', bar('ready'))
  await press('Control+KeyK', "document.querySelector('[role=dialog]') !== null")
  await press('Escape', "document.querySelector('[role=dialog]') === null")
  await press('Shift+Slash', "document.querySelector('[role=dialog]') !== null")
  await press('Escape', "document.querySelector('[role=dialog]') === null")
  await press('Slash', "document.activeElement?.getAttribute('aria-keyshortcuts') === '/'")
  await press('Escape', "document.activeElement === document.body")
  await press('Alt+Digit2', "location.pathname !== '/desk' && document.querySelector('tbody tr') !== null")
  await press('KeyL', "document.querySelector('[aria-keyshortcuts=L]')?.getAttribute('aria-pressed') === 'true'")
  await press('KeyW', "document.querySelector('[aria-keyshortcuts=W]')?.getAttribute('aria-pressed') === 'true'")
  await press('KeyB', "document.querySelector('[aria-keyshortcuts=B]')?.getAttribute('aria-pressed') === 'true'")
  await press('Escape', "document.querySelector('[aria-keyshortcuts=L]') === null")
  await press('Alt+Digit1', "location.pathname === '/desk'")
  await press('KeyP', bar('talking'))
  wrong.push(...said())
  await page.close()
}

for (const [name, ms] of took) console.log(`${name.padEnd(20)}${ms.toFixed(0).padStart(4)} ms${ms > budget ? ' SLOW' : ''}`)
if (wrong.length) console.log('not seen, or said:', wrong)
await browser.close()
process.exitCode = wrong.length || [...took.values()].some((ms) => ms > budget) ? 1 : 0

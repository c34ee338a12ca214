import { chromium } from 'playwright-core'

const outDir = 'dist-fixture'

/** Where the UI is looked at: a running centre (GUDOK=http://…), or the recorded day, built and served here. */
async function serve() {
  if (process.env.GUDOK) return { origin: process.env.GUDOK, close: async () => {} }
  process.env.FIXTURES = '1'
  const vite = await import('vite')
  const root = new URL('..', import.meta.url).pathname
  if (!process.env.BUILT) await vite.build({ root, mode: 'fixture', logLevel: 'error', build: { outDir, emptyOutDir: true } })
  const server = await vite.preview({ root, logLevel: 'error', build: { outDir }, preview: { port: 4180, host: '127.0.0.1' } })
  return { origin: server.resolvedUrls.local[0].replace(/\/$/, ''), close: () => server.close() }
}

export async function launch() {
  const { origin, close } = await serve()
  const chrome = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'] })
  return { origin, chrome, close: async () => { await chrome.close(); await close() } }
}

/** A page in a language, a theme and a size that says what went wrong on it. */
export async function open({ origin, chrome }, { address, lang, theme, width = 1440, height = width < 1400 ? 800 : 900, still = false }) {
  const page = await chrome.newPage({ viewport: { width, height }, colorScheme: theme, reducedMotion: still ? 'reduce' : 'no-preference', locale: { ru: 'ru-RU', uk: 'uk-UA', en: 'en-GB' }[lang], hasTouch: width < 500 })
  const said = []
  page.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warning') said.push(m.text()) })
  page.on('pageerror', (e) => said.push(String(e)))
  await page.goto(`${origin}${address}${address.includes('?') ? '&' : '?'}lang=${lang}`)
  // A screen is there when it stands and nothing is on its way to it.
  await page.waitForSelector('h1', { state: 'attached', timeout: 8000 }).catch(() => {})
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(500)
  // Refusals that a screen shows are not faults, and a machine without a sound card has no sound.
  return { page, said: () => said.filter((t) => !/Failed to load resource|audio device/.test(t)) }
}

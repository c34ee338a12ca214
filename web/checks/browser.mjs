import { chromium } from 'playwright-core'

export const origin = process.env.GUDOK ?? 'http://127.0.0.1:4173'
export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'] })

/** A page in a language, a theme and a size that says what went wrong on it. */
export async function open(browser, { address, lang, theme, width = 1440, height = width < 1400 ? 800 : 900, still = false }) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme, reducedMotion: still ? 'reduce' : 'no-preference', locale: { ru: 'ru-RU', uk: 'uk-UA', en: 'en-GB' }[lang], hasTouch: width < 500 })
  const said = []
  page.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warning') said.push(m.text()) })
  page.on('pageerror', (e) => said.push(String(e)))
  await page.goto(`${origin}${address}${address.includes('?') ? '&' : '?'}lang=${lang}`)
  await page.waitForTimeout(1100)
  return { page, said: () => said.filter((t) => !t.includes('Failed to load resource')) }
}

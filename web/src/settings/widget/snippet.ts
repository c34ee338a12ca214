/** What is put on a client's site: one line with the script, or a form that needs none. */
export const scriptLine = (base: string, key: string): string => `<script src="${base}/widget/${key}.js" async></script>`

export const plainForm = (base: string, key: string, lang: string, w: Record<string, string>): string => [
  `<form method="post" action="${base}/widget/${key}/requests">`,
  `  <label>${w['name'] ?? ''} <input name="name" autocomplete="name"></label>`,
  `  <label>${w['number'] ?? ''} <input name="number" type="tel" autocomplete="tel" required></label>`,
  `  <input name="website" tabindex="-1" autocomplete="off" style="position:absolute;left:-9999px" aria-hidden="true">`,
  `  <input name="lang" type="hidden" value="${lang}">`,
  `  <button>${w['button'] ?? ''}</button>`,
  '</form>',
].join('\n')

/** Minutes of a day as a field of time holds them; '' is never. */
export const clockOf = (minutes: number, empty: boolean): string => (empty ? '' : `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`)
export const minutesOf = (clock: string): number => { const [h = 0, m = 0] = clock.split(':').map(Number); return h * 60 + m }

// Draws the form "we will call you" in a shadow of its own: the page's styles do not reach in
// and its own do not reach out. No cookies, no inline styles, nothing loaded from elsewhere.
// The settings screen draws its preview with this same function.

const look = `
:host { all: initial; --tone: #1c555e; --ink: #fff; display: block; font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: #1c2427 }
* { box-sizing: border-box }
.card { display: grid; gap: 12px; width: 100%; max-width: 340px; padding: 20px; background: #fff; border-radius: 14px; box-shadow: 0 1px 2px rgb(0 0 0 / .08), 0 12px 32px rgb(0 0 0 / .16) }
h2 { margin: 0; font-size: 19px; line-height: 1.25; font-weight: 650; color: #1c2427 }
p { margin: 0; color: #4a5559 }
.note { font-size: 13px }
.fields { display: grid; gap: 12px }
label { display: grid; gap: 4px; font-size: 14px; font-weight: 550; color: #1c2427 }
input { width: 100%; min-height: 44px; padding: 8px 12px; font: inherit; font-size: 16px; font-weight: 400; color: inherit; background: #fff; border: 1px solid #7c888c; border-radius: 9px }
input[aria-invalid=true] { border-color: #b3261e; border-width: 2px }
button { min-height: 44px; padding: 8px 18px; font: inherit; font-weight: 600; color: var(--ink); background: var(--tone); border: 0; border-radius: 9px; cursor: pointer }
button:hover { filter: brightness(1.08) }
button[aria-busy=true] { opacity: .7; cursor: progress }
:focus-visible { outline: 3px solid #2f6fed; outline-offset: 2px }
.head { display: flex; gap: 8px; align-items: start; justify-content: space-between }
.close { min-width: 44px; min-height: 44px; margin: -10px -12px 0 0; padding: 0; font-size: 22px; font-weight: 400; line-height: 1; color: #4a5559; background: none }
.said { padding: 10px 12px; border-radius: 9px; color: #1c2427; background: #e7f3ea }
.said[data-bad] { background: #fbe9e7 }
.said:empty { display: none }
.trap { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.float { position: fixed; right: max(16px, env(safe-area-inset-right)); bottom: max(16px, env(safe-area-inset-bottom)); z-index: 2147483000; display: grid; gap: 12px; justify-items: end; width: min(340px, calc(100vw - 32px)) }
.open { border-radius: 26px; min-height: 52px; padding: 8px 22px; box-shadow: 0 6px 20px rgb(0 0 0 / .24) }
[hidden] { display: none !important }
`

/** Dark letters on light colours, white ones on dark (WCAG 2.2, 1.4.3). */
function inkOn(colour) {
  const light = [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16) / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
  const y = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
  return 1.05 / (y + 0.05) >= 4.5 ? '#ffffff' : '#111111'
}

function make(tag, attributes, ...children) {
  const e = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) if (value !== false) e.setAttribute(name, value === true ? '' : value)
  e.append(...children)
  return e
}

function dress(shadow) {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(look)
    shadow.adoptedStyleSheets = [sheet]
  } catch {
    shadow.append(make('style', {}, look))
  }
}

/**
 * Draws the form into host. config: words of one language, colour, from (the number that will
 * call). send gets {name, number, website} and answers {ok, text}. float: a button in the
 * corner that opens it.
 */
export function draw(host, { words: w, colour, from }, send, float = false) {
  const shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  shadow.replaceChildren()
  dress(shadow)
  host.style.setProperty('--tone', colour)
  host.style.setProperty('--ink', inkOn(colour))
  const name = make('input', { name: 'name', autocomplete: 'name', maxlength: '80' })
  const number = make('input', { name: 'number', type: 'tel', inputmode: 'tel', autocomplete: 'tel', maxlength: '40', required: true, 'aria-describedby': 'said' })
  const website = make('input', { name: 'website', tabindex: '-1', autocomplete: 'off' })
  const said = make('div', { id: 'said', class: 'said', role: 'status', 'aria-live': 'polite' })
  const press = make('button', { type: 'submit' }, w.button)
  const title = make('h2', { id: 'title', tabindex: '-1' }, w.title)
  const fields = make('div', { class: 'fields' }, make('label', {}, w.name, name), make('label', {}, w.number, number), make('label', { class: 'trap', 'aria-hidden': 'true' }, w.trap, website))
  const note = make('p', { class: 'note' }, `${from ? `${w['calls-from'].replace('{from}', from)} ` : ''}${w.consent}`)
  const form = make('form', { class: 'card', novalidate: true, 'aria-labelledby': 'title' }, make('div', { class: 'head' }, title), make('p', {}, w.lead), fields, said, press, note)
  const say = (text, bad) => {
    said.textContent = text
    said.toggleAttribute('data-bad', bad)
    number.setAttribute('aria-invalid', String(bad))
  }
  form.addEventListener('submit', async (e) => {
    e.preventDefault()
    if (press.getAttribute('aria-busy') === 'true') return
    if (number.value.replace(/\D/g, '').length < 5) { say(w['widget.number'], true); number.focus(); return }
    press.setAttribute('aria-busy', 'true')
    press.textContent = w.wait
    const answer = await send({ name: name.value, number: number.value, website: website.value })
    press.setAttribute('aria-busy', 'false')
    press.textContent = w.button
    say(answer.text, !answer.ok)
    if (!answer.ok) { number.focus(); return }
    fields.hidden = press.hidden = note.hidden = true
    title.focus()
  })
  if (!float) { shadow.append(form); return }
  const open = make('button', { type: 'button', class: 'open', 'aria-expanded': 'false' }, w.open)
  const show = (on) => {
    form.hidden = !on
    open.hidden = on
    open.setAttribute('aria-expanded', String(on))
    if (on) number.focus()
    else open.focus()
  }
  const close = make('button', { type: 'button', class: 'close', 'aria-label': w.close }, '×')
  close.addEventListener('click', () => show(false))
  open.addEventListener('click', () => show(true))
  form.addEventListener('keydown', (e) => { if (e.key === 'Escape') show(false) })
  form.firstElementChild.append(close)
  form.hidden = true
  shadow.append(make('div', { class: 'float' }, form, open))
}

/** Begins on a client's page: in the element [data-gudok-call], else as a button in the corner. */
function begin(config) {
  const script = document.currentScript
  const base = new URL(script.src)
  const asked = (script.dataset.lang || document.documentElement.lang || navigator.language || '').slice(0, 2).toLowerCase()
  const lang = config.words[asked] ? asked : config.lang
  const words = config.words[lang]
  const send = async (body) => {
    try {
      const r = await fetch(new URL(`/widget/${config.key}/requests`, base), { method: 'POST', credentials: 'omit', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ...body, lang }) })
      const answer = await r.json()
      return r.ok ? { ok: true, text: answer.text } : { ok: false, text: words[answer.code] ?? words.other }
    } catch {
      return { ok: false, text: words.other }
    }
  }
  const go = () => {
    const place = document.querySelector('[data-gudok-call]')
    const host = place ?? document.body.appendChild(document.createElement('div'))
    draw(host, { words, colour: config.colour, from: config.from }, send, !place)
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', go)
  else go()
}

/**
 * Browsers for the end-to-end tests (app/e2e): commands come as JSON lines on standard input, answers go to
 * standard output. The story is told by the test; this only has hands and ears.
 *
 *   {"id":1,"page":"agent","do":"open"}                         a browser of one's own: session, microphone
 *   {"id":2,"page":"agent","do":"goto","text":"http://…"}
 *   {"id":3,"page":"agent","do":"press","text":"F2"}            also click, fill and choose (with "more"), see, gone, eval, reload, picture
 *   -> {"id":3,"value":null}  or  {"id":3,"error":"…"}
 *
 * Every page has window.ears: what it plays, by frequency.
 */
import readline from 'node:readline'
import { chromium } from 'playwright-core'

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--disable-background-networking',
    '--disable-component-update', '--disable-dev-shm-usage', '--autoplay-policy=no-user-gesture-required', '--disable-features=WebRtcHideLocalIpsWithMdns'],
})

/** Runs in each page before its own scripts: listens to the sound of the telephone and of whatever is played. */
function listen() {
  const heard = { phone: [], played: [] }
  let context
  const analyser = (source, channels) => {
    const split = context.createChannelSplitter(channels)
    source.connect(split)
    return Array.from({ length: channels }, (_, i) => {
      const a = context.createAnalyser()
      a.fftSize = 8192
      a.smoothingTimeConstant = 0
      split.connect(a, i)
      return a
    })
  }
  const peak = (a) => {
    const bins = new Float32Array(a.frequencyBinCount)
    a.getFloatFrequencyData(bins)
    let at = 0
    for (let i = 1; i < bins.length; i++) if (bins[i] > bins[at]) at = i
    const samples = new Float32Array(a.fftSize)
    a.getFloatTimeDomainData(samples)
    return { hz: (at * context.sampleRate) / a.fftSize, level: Math.sqrt(samples.reduce((s, v) => s + v * v, 0) / samples.length) }
  }
  const wake = () => {
    context ??= new AudioContext()
    void context.resume()
  }
  // How many microphones are open.
  window.microphones = 0
  const media = navigator.mediaDevices
  if (media) {
    const getUserMedia = media.getUserMedia.bind(media)
    media.getUserMedia = async (wanted) => {
      const stream = await getUserMedia(wanted)
      for (const track of stream.getAudioTracks()) {
        window.microphones++
        const stop = track.stop.bind(track)
        track.stop = () => { if (track.readyState === 'live') window.microphones--; stop() }
      }
      return stream
    }
  }
  window.ears = { phone: () => heard.phone.map(peak), played: () => heard.played.map(peak) }

  const Connection = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Connection {
    constructor(...args) {
      super(...args)
      this.addEventListener('track', ({ track }) => {
        wake()
        heard.phone = analyser(context.createMediaStreamSource(new MediaStream([track])), 1)
      })
    }
  }
  const play = HTMLMediaElement.prototype.play
  const known = new WeakSet()
  HTMLMediaElement.prototype.play = function (...args) {
    if (this.src !== '' && !known.has(this)) {
      known.add(this)
      wake()
      const source = context.createMediaElementSource(this)
      source.connect(context.destination)
      heard.played = analyser(source, 2)
    }
    return play.apply(this, args)
  }
}

const pages = new Map()
const patience = 15_000

async function open(name) {
  const context = await browser.newContext({ permissions: ['microphone', 'notifications'], locale: 'en-GB', viewport: { width: 1440, height: 900 } })
  await context.addInitScript(listen)
  const page = await context.newPage()
  page.setDefaultTimeout(patience)
  const said = []
  // A refused request is named by its address below; the browser's own line does not say which it was.
  page.on('console', (m) => { if (m.type() === 'error' && !m.text().startsWith('Failed to load resource')) said.push(m.text()) })
  page.on('response', (r) => { if (r.status() >= 400) said.push(`${r.status()} ${r.request().method()} ${r.url()}`) })
  page.on('pageerror', (e) => said.push(String(e)))
  pages.set(name, { page, said })
}

async function act({ page: name, do: what, text = '', more = '' }) {
  if (what === 'open') return open(name)
  const { page, said } = pages.get(name)
  switch (what) {
    case 'goto': return void await page.goto(text)
    case 'reload': return void await page.reload()
    case 'press': return page.keyboard.press(text)
    case 'click': return page.click(text)
    case 'fill': return page.fill(text, more)
    case 'choose': return void await page.selectOption(text, { label: more })
    case 'see': return void await page.waitForSelector(text, { state: 'visible' })
    case 'gone': return void await page.waitForSelector(text, { state: 'detached' })
    case 'eval': return page.evaluate(text)
    case 'said': return said
    case 'picture': return void await page.screenshot({ path: text })
    default: throw new Error(`what is ${what}?`)
  }
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const command = JSON.parse(line)
  act(command).then((value) => ({ value: value ?? null }), (e) => ({ error: String(e.message ?? e) }))
    .then((answer) => process.stdout.write(`${JSON.stringify({ id: command.id, ...answer })}\n`))
}
await browser.close()

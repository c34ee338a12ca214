/** One event of a stream (text/event-stream). */
export type StreamEvent = { name: string; data: string }

/**
 * Reads events out of pieces of text, however they are cut. EventSource would do the same but hides the
 * comments that the server sends as its heartbeat, and with them the only sign of a line that died silently.
 */
export function reader(hear: (e: StreamEvent) => void): (piece: string) => void {
  let rest = ''
  let name = ''
  let data: string[] = []
  const line = (text: string) => {
    if (text === '') {
      if (data.length > 0) hear({ name: name || 'message', data: data.join('\n') })
      name = ''
      data = []
      return
    }
    const colon = text.indexOf(':')
    if (colon === 0) return
    const field = colon < 0 ? text : text.slice(0, colon)
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') name = value
    if (field === 'data') data.push(value)
  }
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const l of lines) line(l)
  }
}

// The worker that owns the socket; see link.ts for why it is one.

import { Link } from './link'
import type { FromPort, ToPort } from './port'

/** What this file needs of the worker's global scope; the page's types know only windows. */
interface Scope {
  postMessage(message: FromPort): void
  onmessage: ((e: MessageEvent<ToPort>) => void) | null
}

const scope = self as unknown as Scope
let link: Link | undefined

scope.onmessage = ({ data }) => {
  switch (data.do) {
    case 'open':
      link = new Link(data.url, {
        link: (state, attempt, retryAt, why) => scope.postMessage({ tell: 'link', state, attempt, retryAt, why }),
        frame: (frame) => scope.postMessage({ tell: 'frame', frame }),
      })
      link.start()
      break
    case 'send':
      link?.send(data.text)
      break
    case 'retry':
      link?.retry()
      break
    case 'close':
      link?.close()
      break
  }
}
scope.postMessage({ tell: 'ready' })

/** What is drawn on a client's site: the very file that the server hands out. */
declare module '*/office/widget/draw.js' {
  export function draw(host: HTMLElement, config: { words: Record<string, string>; colour: string; from: string }, send: (body: { name: string; number: string; website: string }) => Promise<{ ok: boolean; text: string }>, float?: boolean): void
}

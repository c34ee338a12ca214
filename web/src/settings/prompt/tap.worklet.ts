// Runs beside the page's own work, so that a slow screen leaves no holes in a recording.

declare class AudioWorkletProcessor { readonly port: MessagePort }
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

/** Samples that are handed over at once: 43 ms at 48 kHz, often enough for a level. */
const batch = 2048

registerProcessor('tap', class extends AudioWorkletProcessor {
  private held = new Float32Array(batch)
  private at = 0

  process([input]: Float32Array[][]): boolean {
    for (const s of input?.[0] ?? []) {
      this.held[this.at++] = s
      if (this.at < batch) continue
      this.port.postMessage(this.held, [this.held.buffer])
      this.held = new Float32Array(batch)
      this.at = 0
    }
    return true
  }
})

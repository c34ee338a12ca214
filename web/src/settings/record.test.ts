import { describe, expect, it } from 'vitest'
import { faultOf, longestMs, peakOf, waveOf } from './prompt/record'

const text = (v: DataView, at: number, n: number) => String.fromCharCode(...Array.from({ length: n }, (_, i) => v.getUint8(at + i)))

describe('a voice recorded in the browser', () => {
  it('becomes a WAV file of one channel with 16 bits', () => {
    const v = new DataView(waveOf([new Float32Array([0, 0.5]), new Float32Array([-1])], 48_000))
    expect([text(v, 0, 4), text(v, 8, 8), text(v, 36, 4)]).toEqual(['RIFF', 'WAVEfmt ', 'data'])
    expect([v.getUint16(20, true), v.getUint16(22, true), v.getUint32(24, true), v.getUint32(28, true), v.getUint16(32, true), v.getUint16(34, true), v.getUint32(40, true), v.getUint32(4, true)]).toEqual([1, 1, 48_000, 96_000, 2, 16, 6, 42])
    expect([44, 46, 48].map((at) => v.getInt16(at, true))).toEqual([0, 16_384, -32_767])
  })
  it('is clipped where it was too loud and cut after two minutes', () => {
    const loud = new DataView(waveOf([new Float32Array([3, -3])], 8000))
    expect([loud.getInt16(44, true), loud.getInt16(46, true)]).toEqual([32_767, -32_767])
    expect(waveOf([new Float32Array(1000), new Float32Array(1000)], 10).byteLength).toBe(44 + 2 * ((10 * longestMs) / 1000))
  })
  it('has the level of its loudest sample', () => {
    expect(peakOf(new Float32Array([0.25, -0.5, 0.125]))).toBe(0.5)
    expect(peakOf(new Float32Array([-4]))).toBe(1)
    expect(peakOf(new Float32Array())).toBe(0)
  })
  it('is honestly missing without a microphone', () => {
    expect(['NotAllowedError', 'NotFoundError', 'NotReadableError', 'OverconstrainedError', 'TypeError'].map(faultOf)).toEqual(['denied', 'absent', 'busy', 'absent', 'failed'])
  })
})

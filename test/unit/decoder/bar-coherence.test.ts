import { describe, expect, it } from 'vitest'
import { areBarsThrough } from '../../../src-shared/decoder/bar-coherence.ts'
import { toLuminance } from '../../../src-shared/decoder/frame.ts'
import type { CodeSight } from '../../../src-shared/decoder/sight.ts'
import { codeImage, policyPayloads } from './pictures.ts'

function within(width: number, height: number, margin: number, tiltDegrees: number | null): CodeSight {
  const [right, bottom] = [width - margin, height - margin]
  const position: CodeSight['position'] = [
    { x: margin, y: margin },
    { x: right, y: margin },
    { x: right, y: bottom },
    { x: margin, y: bottom },
  ]
  return { position, kind: 'linear', modulePixels: null, tiltDegrees, sharpness: null }
}

describe('bars that lie through from top to bottom', () => {
  it('are those of a linear code', async () => {
    const frame = toLuminance(await codeImage('0056410834000014', { format: 'Code128' }))
    expect(areBarsThrough(frame, within(frame.width, frame.height, 30, 0))).toBe(true)
  })

  it('are not those of a stacked code', async () => {
    const frame = toLuminance(await codeImage(policyPayloads.S1, { format: 'PDF417' }))
    expect(areBarsThrough(frame, within(frame.width, frame.height, 30, 0))).toBe(false)
  })

  it('are none where nothing is, nor where no tilt is known', () => {
    const frame = { data: new Uint8ClampedArray(400 * 200).fill(180), width: 400, height: 200 }
    expect(areBarsThrough(frame, within(400, 200, 30, 0))).toBe(false)
    expect(areBarsThrough(frame, within(400, 200, 30, null))).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import type { Found } from '../../../src-shared/decoder/attempts.ts'
import type { Decoded } from '../../../src-shared/decoder/engine.ts'
import { provenCodes } from '../../../src-shared/decoder/proof.ts'

function found(format: Decoded['format'], engine: Decoded['engine'], text: string, pixels: string): Found {
  return { decoded: { bytes: new TextEncoder().encode(text), text, format, engine, position: null }, pixels }
}

function texts(readings: readonly Found[], isSinglePicture = false, before: readonly string[] = []): readonly string[] {
  return provenCodes(readings, isSinglePicture, ({ text }) => before.includes(text)).map(({ text }) => text)
}

describe('a reading that is believed', () => {
  it.each(['QRCode', 'MicroQRCode', 'DataMatrix', 'Aztec'] as const)('is a %s read once by the fast engine', (format) => {
    expect(texts([found(format, 'wasm', '005641', 'frame')])).toEqual(['005641'])
    expect(texts([found(format, 'wasm', '005641', 'frame')], true)).toEqual(['005641'])
  })

  it('is a PDF417 by our own reader', () => {
    expect(texts([found('PDF417', 'bars', 'A', 'bars')])).toEqual(['A'])
  })

  it.each(['wasm', 'script'] as const)('is a PDF417 by the engine %s only with a second reading', (engine) => {
    const reading = found('PDF417', engine, 'A', 'frame')
    expect(texts([reading])).toEqual([])
    expect(texts([reading, found('PDF417', engine, 'A', 'frame')])).toEqual([])
    expect(texts([reading, found('PDF417', engine, 'B', 'frame scaled')])).toEqual([])
    expect(texts([reading, found('PDF417', engine, 'A', 'frame scaled')])).toEqual(['A', 'A'])
    expect(texts([reading, found('CompactPDF417', 'bars', 'A', 'bars')])).toEqual(['A', 'A'])
    expect(texts([reading], false, ['A'])).toEqual(['A'])
  })

  it('is a Micro QR by the script engine only with a second reading', () => {
    const reading = found('MicroQRCode', 'script', '409608', 'frame')
    expect(texts([reading])).toEqual([])
    expect(texts([reading, found('MicroQRCode', 'script', '409608', 'frame scaled')])).toHaveLength(2)
  })

  it.each([true, false])(
    'is the smallest Micro QR, which corrects nothing, only with a second reading (single picture: %s)',
    (isSingle) => {
      const reading = found('MicroQRCode', 'wasm', '17400', 'frame')
      expect(texts([reading], isSingle)).toEqual([])
      expect(texts([reading, found('MicroQRCode', 'wasm', '17400', 'patch twice as large')], isSingle)).toHaveLength(2)
    },
  )

  it('is a linear code of a camera, for the agreement of frames to judge, and one of a single picture with a second reading', () => {
    const reading = found('Code128', 'wasm', 'A', 'frame')
    expect(texts([reading])).toEqual(['A'])
    expect(texts([reading], true)).toEqual([])
    expect(texts([reading, found('Code39', 'wasm', 'A', 'frame scaled')], true)).toEqual([])
    expect(texts([reading, found('Code128', 'wasm', 'A', 'frame scaled')], true)).toHaveLength(2)
  })
})

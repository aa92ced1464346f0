import { describe, expect, it } from 'vitest'
import { credibleCodes } from '../../../src-shared/decoder/credible.ts'
import type { Decoded, EngineName, Quadrilateral } from '../../../src-shared/decoder/engine.ts'

function box(x: number, y: number, width: number, height: number): Quadrilateral {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ]
}

function code(format: Decoded['format'], text: string, position: Quadrilateral | null, engine: EngineName = 'wasm'): Decoded {
  return { bytes: new TextEncoder().encode(text), text, format, engine, position }
}

const policy = code('PDF417', 'policy', box(100, 100, 400, 100))

function texts(codes: readonly Decoded[], stacked: readonly Quadrilateral[] = []): readonly string[] {
  return credibleCodes(codes, stacked).map(({ text }) => text)
}

describe('readings of one frame', () => {
  it('are given once each', () => {
    expect(texts([policy, policy, code('QRCode', 'other', box(600, 100, 100, 100))])).toEqual(['policy', 'other'])
  })

  it('of the same symbol by two engines are one, by the better engine', () => {
    const cut = code('CompactPDF417', 'polic', box(110, 105, 380, 90), 'script')
    const ours = code('PDF417', 'policy', box(100, 100, 400, 100), 'bars')
    expect(texts([cut, policy])).toEqual(['policy'])
    expect(credibleCodes([cut, policy, ours], []).map(({ engine }) => engine)).toEqual(['bars'])
  })

  it('of two symbols of one format side by side are two', () => {
    expect(texts([policy, code('PDF417', 'other', box(100, 400, 400, 100), 'script')])).toEqual(['policy', 'other'])
  })

  it.each(['Code128', 'Code39', 'EAN13'] as const)('leave out a %s that is a row of a stacked code, read or only seen', (format) => {
    const row = code(format, 'row', box(150, 120, 200, 6))
    expect(texts([row, policy])).toEqual(['policy'])
    expect(texts([row], [box(100, 100, 400, 100)])).toEqual([])
    expect(texts([row])).toEqual(['row'])
  })

  it('leave out bars seen within a QR code', () => {
    expect(texts([code('QRCode', 'qr', box(100, 100, 200, 200)), code('Code39', 'A1', box(120, 180, 150, 4))])).toEqual(['qr'])
  })

  it('keep a linear code beside or as tall as what is taken for a stacked one', () => {
    expect(texts([code('Code128', 'beside', box(100, 300, 200, 6))], [box(100, 100, 400, 100)])).toEqual(['beside'])
    expect(texts([code('Code128', 'tall', box(100, 100, 390, 95))], [box(100, 100, 400, 100)])).toEqual(['tall'])
  })

  it('leave out both of two linear readings that contradict each other at one place', () => {
    const at = box(100, 100, 300, 60)
    expect(texts([code('Code39', 'A1', at), code('Code39', 'A7', at)])).toEqual([])
    expect(texts([code('Code39', 'A1', at), code('Code39', 'A7', box(100, 200, 300, 60))])).toEqual(['A1', 'A7'])
  })

  it('leave out ITF that has not 16 digits', () => {
    expect(
      texts(
        ['12345678901234', '1234567890123456', '123456789012345678'].map((text, index) => code('ITF', text, box(0, 200 * index, 300, 60))),
      ),
    ).toEqual(['1234567890123456'])
  })
})

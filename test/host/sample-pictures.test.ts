import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { decodeImage } from '../../src-shared/decoder/decode-image.ts'
import type { RgbaImage } from '../../src-shared/decoder/frame.ts'
import { scriptEngine } from '../../src-shared/decoder/script-engine.ts'
import { wasmEngine } from '../../src-shared/decoder/wasm-engine.ts'
import { demoSampleSchema, testPictureSchema, type DemoSample } from '../../src-shared/contract.ts'
import { testCodes } from '../../src-shared/scanner/test-card.ts'
import { bundledFile } from '../../src-main/hosts/bundled-file.ts'
import { demoSamples } from '../../src-main/app/demo/samples.ts'
import { testCardPictures, withPictures } from '../../src-main/hosts/sample-pictures.ts'

const order = { people: 20_000, seed: 1, asOf: '2026-11-22T00:10:00Z' }
const engines = [wasmEngine(new Uint8Array(readFileSync(bundledFile('zxing-wasm/reader/zxing_reader.wasm')))), scriptEngine()] as const

let samples: DemoSample[]
beforeAll(async () => {
  samples = await withPictures(demoSamples(order))
})

const pictured = demoSamples(order).filter(({ symbology }) => symbology !== null)

describe('the pictures of the samples', () => {
  it('are drawn for everything that is scanned, and only for that', () => {
    expect(samples.filter(({ svg, symbology }) => (svg === null) !== (symbology === null))).toEqual([])
    expect(new Set(samples.map(({ symbology }) => symbology))).toEqual(new Set(['PDF417', 'QRCode', 'Code128', null]))
    for (const sample of samples) expect(demoSampleSchema.parse(sample)).toEqual(sample)
  })

  it('hold nothing that could be run or fetched', () => {
    for (const { svg } of samples) expect(svg ?? '').not.toMatch(/<script|href|url\(|<!|<\?| on\w+=/i)
  })

  it.each(pictured.map(({ title, text, symbology }) => [title.en, text, symbology] as const))(
    'give back what they stand for: %s',
    async (title, text, symbology) => {
      const svg = samples.find((sample) => sample.title.en === title)?.svg ?? ''
      for (const engine of engines) {
        const [code] = (await decodeImage(rasterised(svg), { engines: [engine], now: () => performance.now() })).codes
        expect(code?.format).toBe(symbology === 'PDF417' ? 'CompactPDF417' : symbology)
        if (symbology === 'PDF417') {
          expect(code?.bytes.length).toBe(130)
          expect(Buffer.from(code?.bytes ?? []).toString('hex')).toBe(text)
        } else expect(code?.text).toBe(text)
      }
    },
  )
})

describe('the codes of the scanner’s test card', () => {
  it.each(testCodes)('$id gives back every byte', async ({ id, bytes }) => {
    const picture = (await testCardPictures()).find((drawn) => drawn.id === id)
    expect(testPictureSchema.parse(picture)).toEqual(picture)
    for (const engine of engines) {
      const { codes } = await decodeImage(rasterised(picture?.svg ?? ''), { engines: [engine], now: () => performance.now() })
      expect(codes).toHaveLength(1)
      expect(codes[0]?.bytes).toEqual(bytes)
    }
  })
})

/** The pixels of a drawing made of white and black rectangles, twice as large, on white. */
function rasterised(svg: string): RgbaImage {
  const size = /<svg width="(\d+)" height="(\d+)"/.exec(svg)
  const scale = 2
  const margin = 20
  const width = Number(size?.[1]) * scale + 2 * margin
  const height = Number(size?.[2]) * scale + 2 * margin
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (const [, x, y, across, down] of svg.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-\d+Z/g)) {
    const left = margin + Number(x) * scale
    const top = margin + Number(y) * scale
    for (let row = top; row < top + Number(down) * scale; row += 1) {
      for (let column = left; column < left + Number(across) * scale; column += 1) {
        const at = (row * width + column) * 4
        data.fill(0, at, at + 3)
      }
    }
  }
  return { data, width, height }
}

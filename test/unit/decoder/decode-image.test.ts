import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { decodeImage } from '../../../src-shared/decoder/decode-image.ts'
import type { Engine } from '../../../src-shared/decoder/engine.ts'
import { invert, rotate, toLuminance, toRgba } from '../../../src-shared/decoder/frame.ts'
import type { LuminanceFrame, RgbaImage } from '../../../src-shared/decoder/frame.ts'
import { scriptEngine } from '../../../src-shared/decoder/script-engine.ts'
import { wasmEngine } from '../../../src-shared/decoder/wasm-engine.ts'
import { beside, codeImage, policyPayloads, readerWasm } from './pictures.ts'

// Decoding is pure computing; a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 })

const wasm = wasmEngine(readerWasm)
const script = scriptEngine()
const brokenEngine: Engine = { name: 'wasm', read: () => Promise.reject(new Error('no WebAssembly here')) }

function changed(image: RgbaImage, change: (frame: LuminanceFrame) => LuminanceFrame): RgbaImage {
  return toRgba(change(toLuminance(image)))
}

describe.each([wasm, script])('a paper policy read by the engine $name', (engine) => {
  it.each(Object.entries(policyPayloads))('gives the 130 exact bytes of %s', async (_, payload) => {
    const found = await decodeImage(await codeImage(payload, { format: 'PDF417' }), [engine])
    expect(found.map(({ bytes, format }) => ({ bytes: [...bytes], format }))).toEqual([{ bytes: [...payload], format: 'PDF417' }])
  })

  it('gives every byte value back', async () => {
    const payload = Uint8Array.from({ length: 256 }, (_, index) => index)
    const found = await decodeImage(await codeImage(payload, { format: 'PDF417' }), [engine])
    expect([...(found[0]?.bytes ?? [])]).toEqual([...payload])
  })

  it('gives back payloads of any content', async () => {
    const anyBytes = fc.uint8Array({ minLength: 60, maxLength: 140 })
    await fc.assert(
      fc.asyncProperty(anyBytes, async (payload) => {
        const found = await decodeImage(await codeImage(payload, { format: 'PDF417' }), [engine])
        expect([...(found[0]?.bytes ?? [])]).toEqual([...payload])
      }),
      { numRuns: 10, seed: 417 },
    )
  })

  it.each([
    ['turned by 90°', rotate],
    ['turned by 180°', (frame: LuminanceFrame) => rotate(rotate(frame))],
    ['turned by 270°', (frame: LuminanceFrame) => rotate(rotate(rotate(frame)))],
    ['inverted', invert],
  ])('is read %s', async (_, change) => {
    const image = changed(await codeImage(policyPayloads.S1, { format: 'PDF417' }), change)
    const found = await decodeImage(image, [engine])
    expect([...(found[0]?.bytes ?? [])]).toEqual([...policyPayloads.S1])
  })

  it.each([
    ['QRCode', '0056410834000014'],
    ['MicroQRCode', '12345'],
    ['DataMatrix', '0056410834000014'],
    ['Aztec', '0056410834000014'],
    ['Code128', '0056410834000014'],
    ['Code39', '0056410834000014'],
    ['ITF', '0056410834000014'],
    ['EAN13', '4006381333931'],
  ] as const)('reads %s with «%s»', async (format, text) => {
    const found = await decodeImage(await codeImage(text, { format, scale: 4 }), [engine])
    expect(found.map((decoded) => decoded.text)).toEqual([text])
    expect(new TextDecoder().decode(found[0]?.bytes)).toBe(text)
    expect(found[0]?.format).toBe(format)
  })

  it('gives the letters of a Russian QR code, whatever the character set of its bytes', async () => {
    const found = await decodeImage(await codeImage('Тестов Пример 15.03.1985', { format: 'QRCode', scale: 4 }), [engine])
    expect(found.map(({ text }) => text)).toEqual(['Тестов Пример 15.03.1985'])
  })

  it('answers with nothing on white, black and a picture of one pixel', async () => {
    for (const [level, side] of [
      [255, 300],
      [0, 300],
      [128, 1],
    ] as const) {
      const image = { data: new Uint8ClampedArray(side * side * 4).fill(level), width: side, height: side }
      expect(await decodeImage(image, [engine])).toEqual([])
    }
  })

  it('answers with nothing on noise', async () => {
    let seed = 1
    const data = Uint8ClampedArray.from({ length: 400 * 300 * 4 }, (_, index) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return index % 4 === 3 ? 255 : seed >> 23
    })
    expect(await decodeImage({ data, width: 400, height: 300 }, [engine])).toEqual([])
  })
})

describe('several codes and several engines', () => {
  it('returns all codes of one picture, so that the caller decides', async () => {
    const image = beside(
      await codeImage(policyPayloads.S1, { format: 'PDF417' }),
      await codeImage('0067150898000420', { format: 'QRCode' }),
    )
    const found = await decodeImage(image, [wasm, script])
    expect(found.map(({ format }) => format).toSorted()).toEqual(['PDF417', 'QRCode'])
  })

  it('reads a code drawn on a transparent ground', async () => {
    const image = await codeImage(policyPayloads.S2, { format: 'PDF417' })
    const data = image.data.map((_, index) => (index % 4 === 3 ? (image.data[index - 3] === 255 ? 0 : 255) : 0))
    const found = await decodeImage({ ...image, data }, [wasm])
    expect([...(found[0]?.bytes ?? [])]).toEqual([...policyPayloads.S2])
  })

  it('asks the next engine where one is out of order', async () => {
    const found = await decodeImage(await codeImage(policyPayloads.S1, { format: 'PDF417' }), [brokenEngine, script])
    expect(found.map((decoded) => decoded.engine)).toEqual(['script'])
  })

  it('throws where no engine works, which is not «no code in the picture»', async () => {
    const image = await codeImage(policyPayloads.S1, { format: 'PDF417' })
    await expect(decodeImage(image, [brokenEngine])).rejects.toThrow('No decoder engine works')
  })

  it.each(['Code39', 'ITF'] as const)('does not believe a single reading of %s by the script engine', async (format) => {
    let calls = 0
    const reads = (texts: readonly string[]): Engine => ({
      name: 'script',
      read: () => {
        const text = texts[calls++]
        return Promise.resolve(
          text === undefined ? [] : [{ bytes: new Uint8Array([1]), text, format, engine: 'script' as const, position: null }],
        )
      },
    })
    const blank = { data: new Uint8ClampedArray(400).fill(255), width: 10, height: 10 }
    expect(await decodeImage(blank, [reads(['12', '34'])])).toEqual([])
    calls = 0
    expect((await decodeImage(blank, [reads(['12', '34', '12'])])).map(({ text }) => text)).toEqual(['12'])
  })
})

import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { decodeImage } from '../../../src-shared/decoder/decode-image.ts'
import type { Decoded, Engine } from '../../../src-shared/decoder/engine.ts'
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

const now = (): number => performance.now()

async function codesOf(image: RgbaImage, engines: readonly Engine[]): Promise<readonly Decoded[]> {
  return (await decodeImage(image, { engines, now, pdf417: null })).codes
}

async function textsOf(image: RgbaImage, engine: Engine): Promise<readonly string[]> {
  return (await codesOf(image, [engine])).map(({ text }) => text)
}

function changed(image: RgbaImage, change: (frame: LuminanceFrame) => LuminanceFrame): RgbaImage {
  return toRgba(change(toLuminance(image)))
}

describe.each([wasm, script])('a paper policy read by the engine $name', (engine) => {
  it.each(Object.entries(policyPayloads))('gives the 130 exact bytes of %s', async (_, payload) => {
    const found = await codesOf(await codeImage(payload, { format: 'PDF417' }), [engine])
    expect(found.map(({ bytes, format }) => ({ bytes: [...bytes], format }))).toEqual([{ bytes: [...payload], format: 'PDF417' }])
  })

  it('gives every byte value back', async () => {
    const payload = Uint8Array.from({ length: 256 }, (_, index) => index)
    const found = await codesOf(await codeImage(payload, { format: 'PDF417' }), [engine])
    expect([...(found[0]?.bytes ?? [])]).toEqual([...payload])
  })

  it('gives back payloads of any content', async () => {
    const anyBytes = fc.uint8Array({ minLength: 60, maxLength: 140 })
    await fc.assert(
      fc.asyncProperty(anyBytes, async (payload) => {
        const found = await codesOf(await codeImage(payload, { format: 'PDF417' }), [engine])
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
    const found = await codesOf(image, [engine])
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
    const found = await codesOf(await codeImage(text, { format, scale: 4 }), [engine])
    expect(found.map((decoded) => decoded.text)).toEqual([text])
    expect(new TextDecoder().decode(found[0]?.bytes)).toBe(text)
    expect(found[0]?.format).toBe(format)
  })

  it('gives the letters of a Russian QR code, whatever the character set of its bytes', async () => {
    const found = await codesOf(await codeImage('Тестов Пример 15.03.1985', { format: 'QRCode', scale: 4 }), [engine])
    expect(found.map(({ text }) => text)).toEqual(['Тестов Пример 15.03.1985'])
  })

  it('answers with nothing on white, black and a picture of one pixel', async () => {
    for (const [level, side] of [
      [255, 300],
      [0, 300],
      [128, 1],
    ] as const) {
      const image = { data: new Uint8ClampedArray(side * side * 4).fill(level), width: side, height: side }
      expect(await codesOf(image, [engine])).toEqual([])
    }
  })

  it('answers with nothing on noise', async () => {
    let seed = 1
    const data = Uint8ClampedArray.from({ length: 400 * 300 * 4 }, (_, index) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return index % 4 === 3 ? 255 : seed >> 23
    })
    expect(await codesOf({ data, width: 400, height: 300 }, [engine])).toEqual([])
  })
})

describe('several codes and several engines', () => {
  it('returns all codes of one picture, so that the caller decides', async () => {
    const image = beside(
      await codeImage(policyPayloads.S1, { format: 'PDF417' }),
      await codeImage('0067150898000420', { format: 'QRCode' }),
    )
    const found = await codesOf(image, [wasm, script])
    expect(found.map(({ format }) => format).toSorted()).toEqual(['PDF417', 'QRCode'])
  })

  it('reads a code drawn on a transparent ground', async () => {
    const image = await codeImage(policyPayloads.S2, { format: 'PDF417' })
    const data = image.data.map((_, index) => (index % 4 === 3 ? (image.data[index - 3] === 255 ? 0 : 255) : 0))
    const found = await codesOf({ ...image, data }, [wasm])
    expect([...(found[0]?.bytes ?? [])]).toEqual([...policyPayloads.S2])
  })

  it('asks the next engine where one is out of order', async () => {
    const found = await codesOf(await codeImage(policyPayloads.S1, { format: 'PDF417' }), [brokenEngine, script])
    expect(found.map((decoded) => decoded.engine)).toEqual(['script'])
  })

  it('throws where no engine works, which is not «no code in the picture»', async () => {
    const image = await codeImage(policyPayloads.S1, { format: 'PDF417' })
    await expect(codesOf(image, [brokenEngine])).rejects.toThrow('No decoder engine works')
  })

  it('tells where a code stands and what was done to read it', async () => {
    const image = beside(await codeImage('0056410834000014', { format: 'QRCode' }), await codeImage('1', { format: 'ITF' }))
    const { codes, effort } = await decodeImage(image, { engines: [wasm, script], now })
    const [topLeft, , bottomRight] = codes[0]?.position ?? []
    expect(topLeft?.x).toBeGreaterThan(25)
    expect(bottomRight?.x).toBeLessThan(image.width / 2)
    expect(effort[0]).toMatchObject({ engine: 'wasm', rendition: 'patch', codes: 1 })
  })
})

/** An engine that gives one text a call, in turn, and then nothing. */
function reads(name: Engine['name'], format: Decoded['format'], texts: readonly string[]): Engine {
  let calls = 0
  return {
    name,
    read: () => {
      const text = texts[calls++]
      if (text === undefined || text === '') return Promise.resolve([])
      return Promise.resolve([{ bytes: new TextEncoder().encode(text), text, format, engine: name, position: null }])
    },
  }
}

describe('a linear code of a single picture', () => {
  const blank = { data: new Uint8ClampedArray(200 * 200 * 4).fill(255), width: 200, height: 200 }

  it.each(['Code39', 'Code128', 'EAN13', 'ITF'] as const)(
    'in %s is not believed when read once, nor when read otherwise',
    async (format) => {
      expect(await textsOf(blank, reads('script', format, ['1234567890123456', '6543210987654321']))).toEqual([])
    },
  )

  it.each(['Code39', 'Code128', 'EAN13', 'ITF'] as const)('in %s is believed when two renditions agree', async (format) => {
    expect(await textsOf(blank, reads('script', format, ['1234567890123456', '6543210987654321', '1234567890123456']))).toEqual([
      '1234567890123456',
    ])
  })

  it('is not proven by the same pixels looked at twice', async () => {
    // The glance and the thorough look at the whole frame are the fast engine's first two.
    expect(await textsOf(blank, reads('wasm', 'Code128', ['1234567890123456', '1234567890123456']))).toEqual([])
  })

  it('in ITF has 16 digits or is none', async () => {
    expect(await textsOf(blank, reads('script', 'ITF', ['12345678901234', '12345678901234', '12345678901234']))).toEqual([])
  })
})

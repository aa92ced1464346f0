import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { invert } from '../../../../src-shared/decoder/frame.ts'
import type { LuminanceFrame } from '../../../../src-shared/decoder/frame.ts'
import { pdf417Reader } from '../../../../src-shared/decoder/pdf417/reader.ts'
import type { Pdf417Reading } from '../../../../src-shared/decoder/pdf417/reader.ts'
import { policyPayloads } from '../pictures.ts'
import { blank, randomNumbers, render } from './render.ts'
import type { View } from './render.ts'
import { policyForm, symbolModules } from './symbol-modules.ts'
import type { SymbolOptions } from './symbol-modules.ts'

const view: View = { width: 520, height: 240, pixelsPerModule: 2, blur: 1, noise: 3 }

function read(frame: LuminanceFrame): Pdf417Reading {
  return pdf417Reader(() => 0).read(frame, 1000)
}

function readSymbol(bytes: Uint8Array, options: SymbolOptions, change: Partial<View>): Pdf417Reading {
  return read(render(symbolModules(bytes, options), { ...view, ...change }))
}

describe('a paper policy', () => {
  it.each(Object.entries(policyPayloads))('gives the 130 exact bytes of %s', (_, payload) => {
    const { decoded } = readSymbol(payload, policyForm, { tilt: 3 })
    expect(decoded?.bytes).toEqual(payload)
    expect(decoded).toMatchObject({ format: 'CompactPDF417', engine: 'bars', text: String.fromCharCode(...payload) })
  })

  it.each([-10, -6, 0, 6, 10])('is read at 2.0 pixels a module with a blur of 1.5 pixels, tilted by %i°', (tilt) => {
    expect(readSymbol(policyPayloads.S2, policyForm, { tilt, blur: 1.5, noise: 4, seed: tilt + 20 }).decoded?.bytes).toEqual(
      policyPayloads.S2,
    )
  })

  it.each([45, 90, 135, 180, 183, 270])('is read turned by %i°', (tilt) => {
    const frame = render(symbolModules(policyPayloads.S3, policyForm), { ...view, width: 480, height: 480, tilt })
    expect(read(frame).decoded?.bytes).toEqual(policyPayloads.S3)
  })

  it.each([
    ['1.3 pixels a module', { pixelsPerModule: 1.3, blur: 0.8 }],
    ['leaning by 12° about both axes', { leanX: 12, leanY: -12, blur: 1.2 }],
    ['a contrast of 30 levels', { black: 100, white: 130, noise: 2 }],
    ['dim light with much noise', { black: 20, white: 70, noise: 6 }],
  ] satisfies (readonly [string, Partial<View>])[])('is read with %s', (_, change) => {
    expect(readSymbol(policyPayloads.S1, policyForm, change).decoded?.bytes).toEqual(policyPayloads.S1)
  })

  it('is read in white on black', () => {
    const frame = invert(render(symbolModules(policyPayloads.S1, policyForm), { ...view, tilt: 4 }))
    expect(read(frame).decoded?.bytes).toEqual(policyPayloads.S1)
  })

  it('is read where a thumb covers the ends of two columns', () => {
    const frame = render(symbolModules(policyPayloads.S1, policyForm), view)
    for (let row = 135; row < 240; row++) frame.data.fill(150, row * 520 + 370, row * 520 + 430)
    expect(read(frame).decoded?.bytes).toEqual(policyPayloads.S1)
  })

  it('says where it stands, how it is tilted and how sharp it is', () => {
    const sharp = readSymbol(policyPayloads.S1, policyForm, { tilt: 6, blur: 0, offsetX: 20, offsetY: -10 })
    const blurred = readSymbol(policyPayloads.S1, policyForm, { tilt: 6, blur: 1.5, offsetX: 20, offsetY: -10 })
    for (const { sight, decoded } of [sharp, blurred]) {
      expect(sight?.kind).toBe('stacked')
      expect(sight?.tiltDegrees).toBeCloseTo(6, 0)
      expect(sight?.modulePixels).toBeCloseTo(2, 1)
      const middle = { x: 0, y: 0 }
      for (const corner of decoded?.position ?? []) {
        middle.x += corner.x / 4
        middle.y += corner.y / 4
      }
      expect(Math.hypot(middle.x - 279.5, middle.y - 109.5)).toBeLessThan(4)
    }
    expect(sharp.sight?.sharpness).toBeGreaterThan((blurred.sight?.sharpness ?? 1) + 0.2)
  })
})

const anySymbol = fc.record({
  bytes: fc.uint8Array({ minLength: 20, maxLength: 160 }),
  compact: fc.boolean(),
  columns: fc.integer({ min: 2, max: 12 }),
  level: fc.integer({ min: 2, max: 5 }),
  rowHeight: fc.integer({ min: 3, max: 5 }),
  tilt: fc.integer({ min: -30, max: 30 }),
  seed: fc.nat(),
})

describe('any PDF417', () => {
  it('gives its bytes', () => {
    fc.assert(
      fc.property(anySymbol, ({ bytes, tilt, seed, ...options }) => {
        const symbol = symbolModules(bytes, options)
        const reading = read(render(symbol, { ...view, width: 640, height: 560, tilt, seed }))
        expect([...(reading.decoded?.bytes ?? [])]).toEqual([...bytes])
        expect(reading.decoded?.format).toBe(options.compact ? 'CompactPDF417' : 'PDF417')
      }),
      { numRuns: 10, seed: 417, endOnFailure: true },
    )
  })
})

describe('a frame without a readable PDF417', () => {
  it.each([
    ['noise', blank({ ...view, noise: 40 })],
    ['vertical bars', stripes(view, (column) => (column % 9 < 4 ? 40 : 210))],
    ['bars of a linear code', stripes(view, (column) => ((column * 7919) % 13 < 6 ? 30 : 220))],
    ['a brightness slope', stripes(view, (column) => column / 3)],
    ['a tiny frame', blank({ ...view, width: 20, height: 8 })],
  ])('gives nothing: %s', (_, frame) => {
    expect(read(frame).decoded).toBeNull()
  })

  it('gives nothing where a third of the code is painted over', () => {
    const frame = render(symbolModules(policyPayloads.S1, policyForm), view)
    for (let row = 0; row < 240; row++) frame.data.fill(90, row * 520 + 270, row * 520 + 420)
    expect(read(frame).decoded).toBeNull()
  })

  it('gives nothing where half of the rows are those of another policy', () => {
    const one = symbolModules(policyPayloads.S1, policyForm)
    const other = symbolModules(policyPayloads.S2, policyForm)
    const half = one.width * 7
    const mixed = { ...one, modules: [...one.modules.slice(0, half), ...other.modules.slice(half)] }
    expect(read(render(mixed, { ...view, blur: 0.5 })).decoded).toBeNull()
  })
})

function stripes({ width, height }: View, level: (column: number) => number): LuminanceFrame {
  return { width, height, data: Uint8ClampedArray.from({ length: width * height }, (_, index) => level(index % width)) }
}

function readInTurn(frames: readonly LuminanceFrame[]): readonly (Uint8Array | null)[] {
  let time = 0
  const reader = pdf417Reader(() => time)
  return frames.map((frame) => {
    time += 60
    return reader.read(frame, 1000).decoded?.bytes ?? null
  })
}

describe('successive frames', () => {
  /** Small, blurred and in so little light that single frames are seldom read. */
  const faint: Partial<View> = { width: 440, height: 180, pixelsPerModule: 1.6, blur: 1.7, noise: 20 }

  function frameOf(bytes: Uint8Array, seed: number): LuminanceFrame {
    const random = randomNumbers(seed)
    const moved = { tilt: random() * 6 - 3, offsetX: random() * 8, offsetY: random() * 8, leanX: random() * 6 - 3, seed }
    return render(symbolModules(bytes, policyForm), { ...view, ...faint, ...moved })
  }

  it('are read together where no single one of them can be read', () => {
    const unread = Array.from({ length: 8 }, (_, index) => frameOf(policyPayloads.S1, index + 1)).filter(
      (frame) => read(frame).decoded === null,
    )
    expect(unread.length).toBeGreaterThan(2)
    expect(readInTurn(unread).at(-1)).toEqual(policyPayloads.S1)
  })

  it.each([1, 5])('of two policies that change places every %i frames never give a policy that is not shown', (run) => {
    const shown = Array.from({ length: 10 }, (_, index) => (Math.floor(index / run) % 2 === 0 ? policyPayloads.S1 : policyPayloads.S2))
    const given = readInTurn(shown.map((bytes, index) => frameOf(bytes, index + 40)))
    for (const [index, bytes] of given.entries()) if (bytes !== null) expect(bytes).toEqual(shown[index])
    if (run === 5) expect(given.filter((bytes) => bytes !== null).length).toBeGreaterThan(0)
  })
})

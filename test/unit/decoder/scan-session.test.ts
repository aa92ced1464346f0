import { describe, expect, it } from 'vitest'
import type { Decoded, Engine, Quadrilateral, ReadOptions } from '../../../src-shared/decoder/engine.ts'
import type { LuminanceFrame } from '../../../src-shared/decoder/frame.ts'
import type { Pdf417Reader } from '../../../src-shared/decoder/pdf417/reader.ts'
import { cameraRenditions } from '../../../src-shared/decoder/renditions.ts'
import { openScanSession } from '../../../src-shared/decoder/scan-session.ts'
import type { ScanSession } from '../../../src-shared/decoder/scan-session.ts'

const clock = { milliseconds: 0 }
const now = (): number => clock.milliseconds

/** Grey with four patches of checks in it, which look like codes. */
const patches = frameWith([
  [200, 200, 160],
  [700, 100, 120],
  [900, 450, 96],
  [300, 520, 112],
])
const blank = frameWith([])

function frameWith(squares: readonly (readonly [x: number, y: number, side: number])[]): LuminanceFrame {
  const [width, height] = [1280, 720]
  const data = new Uint8ClampedArray(width * height).fill(180)
  for (const [left, top, side] of squares) {
    for (let y = top; y < top + side; y++) {
      for (let x = left; x < left + side; x++) data[y * width + x] = ((x >> 2) + (y >> 2)) % 2 === 0 ? 30 : 220
    }
  }
  return { data, width, height }
}

function isBar(place: number): boolean {
  return ((place * 2_654_435_761) >>> 9) % 7 < 3
}

/** Two places with bars; of the second the upper half is darker than the lower, so that the whole can be told from its halves. */
function twoPlaces(): LuminanceFrame {
  const frame = { data: new Uint8ClampedArray(900 * 500).fill(230), width: 900, height: 500 }
  for (let y = 60; y < 180; y++) for (let x = 100; x < 800; x++) if (isBar(x >> 2)) frame.data[y * 900 + x] = 20
  for (let y = 330; y < 390; y++) for (let x = 320; x < 580; x++) if (isBar((x >> 2) + 999)) frame.data[y * 900 + x] = y < 360 ? 60 : 170
  return frame
}

type Read = (frame: LuminanceFrame, options: ReadOptions) => readonly Decoded[]

/** Takes as long as the real ones take for a million pixels, more or less. */
function engine(name: Engine['name'], read: Read = () => []): Engine {
  return {
    name,
    read(frame, options = {}) {
      const formats = options.formats?.length ?? 10
      const forMillion = name === 'script' ? 300 : options.thorough === false ? 10 : 6 * formats
      clock.milliseconds += (forMillion * frame.width * frame.height) / 1e6
      return Promise.resolve(read(frame, options))
    },
  }
}

function code(format: Decoded['format'], text: string, position: Quadrilateral | null = null): Decoded {
  return { bytes: new TextEncoder().encode(text), text, format, engine: 'wasm', position }
}

/** Reads the first black pixel as a code. */
function readMark({ data, width }: LuminanceFrame): readonly Decoded[] {
  const at = data.findIndex((level) => level < 4)
  return at < 0 ? [] : [code('Code39', 'A', box(at % width, Math.floor(at / width), 1, 1))]
}

/** Only one rendition asks for these two formats. */
function isLookForQr({ formats }: ReadOptions): boolean {
  return formats?.join() === 'QRCode,MicroQRCode'
}

function box(x: number, y: number, width: number, height: number): Quadrilateral {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ]
}

function session(engines: readonly Engine[], pdf417: Pdf417Reader | null = null): ScanSession {
  return openScanSession({ engines, now, budgetMilliseconds: 60, pdf417 })
}

async function readMany(scan: ScanSession, frames: number, frame = patches) {
  const readings = []
  for (let index = 0; index < frames; index++) {
    const started = now()
    const reading = await scan.read(frame)
    readings.push({ ...reading, milliseconds: now() - started, renditions: reading.effort.map(({ rendition }) => rendition) })
  }
  return readings
}

describe('the time of a frame', () => {
  it('is kept in the mean and never exceeded by more than one attempt', async () => {
    const times = (await readMany(session([engine('wasm'), engine('script')]), 100)).map(({ milliseconds }) => milliseconds)
    expect(times.toSorted((one, other) => one - other)[50]).toBeLessThanOrEqual(60)
    expect(Math.max(...times)).toBeLessThanOrEqual(120)
  })

  it('is what our reader of PDF417 may use after the likely places', async () => {
    const budgets: number[] = []
    const reader: Pdf417Reader = {
      read(_, budget) {
        budgets.push(Math.round(budget))
        clock.milliseconds += 45
        return { decoded: null, sight: null }
      },
      reset: () => undefined,
    }
    const readings = await readMany(session([engine('wasm')], reader), 20)
    expect(Math.min(...budgets)).toBeGreaterThan(40)
    expect(Math.max(...budgets)).toBeLessThan(51)
    expect(Math.max(...readings.map(({ milliseconds }) => milliseconds))).toBeLessThanOrEqual(120)
  })
})

describe('attempts over successive frames', () => {
  it('have a glance at the whole of every frame', async () => {
    const readings = await readMany(session([engine('wasm'), engine('script')]), 10)
    expect(readings.every(({ renditions }) => renditions.includes('frame'))).toBe(true)
  })

  it('come to every rendition in turn where nothing is read', async () => {
    const readings = await readMany(session([engine('wasm'), engine('script')]), 60)
    const tried = new Set(readings.flatMap(({ renditions }) => renditions))
    const untried = cameraRenditions.filter(({ name }) => !tried.has(name)).map(({ name }) => name)
    // Checks have no bars and no stacked ones.
    expect(untried).toEqual(cameraRenditions.filter(({ name }) => /\b(bars|stack)\b/.test(name)).map(({ name }) => name))
  })

  it('look at every place before long', async () => {
    const sizes = new Set<number>()
    const scan = session([
      engine('wasm', (frame) => {
        sizes.add(frame.width)
        return []
      }),
    ])
    const readings = await readMany(scan, 30)
    expect(readings.at(-1)?.sight?.kind).toBe('matrix')
    // Four patches, three of them twice and one three times as large, and the frame.
    expect(sizes.size).toBeGreaterThanOrEqual(8)
  })

  it('begin with what read in the frame before, and with the glance again when it reads no more', async () => {
    let isReading = true
    const read: Read = (_, options) => (isReading && isLookForQr(options) ? [code('QRCode', 'A', box(50, 50, 300, 300))] : [])
    const scan = session([engine('wasm', read)])
    const readings = await readMany(scan, 10)
    const first = readings.findIndex(({ codes }) => codes.length > 0)
    expect(first).toBeGreaterThanOrEqual(0)
    expect(readings.slice(first + 1).every(({ codes }) => codes.length === 1)).toBe(true)
    expect(readings.at(-1)?.renditions).toEqual(['frame, QR', 'frame'])
    isReading = false
    expect((await readMany(scan, 30)).at(-1)?.renditions[0]).toBe('patch')
  })

  it('end for the frame with a symbol that corrects its errors, not with a linear code', async () => {
    const matrix = session([engine('wasm', () => [code('QRCode', 'A', box(200, 200, 160, 160))])])
    expect((await readMany(matrix, 1))[0]?.renditions).toEqual(['patch', 'frame'])
    const bars = session([engine('wasm', () => [code('Code128', 'A', box(200, 200, 160, 160))])])
    expect((await readMany(bars, 1))[0]?.renditions.length).toBeGreaterThan(2)
  })

  it('begin anew when reset', async () => {
    const scan = session([engine('wasm', (_, options) => (isLookForQr(options) ? [code('QRCode', 'A')] : []))])
    expect((await readMany(scan, 5)).at(-1)?.renditions[0]).toBe('frame, QR')
    scan.reset()
    expect((await readMany(scan, 1))[0]?.renditions[0]).toBe('patch')
  })
})

describe('what a frame gave', () => {
  it('stands in the frame wherever and however large it was read', async () => {
    const marked = frameWith([[200, 200, 160]])
    for (let y = 240; y < 256; y++) marked.data.fill(0, y * 1280 + 264, y * 1280 + 280)
    const readings = await readMany(session([engine('wasm', readMark)]), 12, marked)
    expect(new Set(readings.flatMap(({ renditions }) => renditions)).size).toBeGreaterThan(5)
    for (const { position } of readings.flatMap(({ codes }) => codes)) {
      expect(position?.[0].x).toBeCloseTo(264, -1)
      expect(position?.[0].y).toBeCloseTo(240, -1)
    }
  })

  it('is in sight as a code read, as a stacked code seen, or as a region that looks like one', async () => {
    const position = box(300, 300, 200, 60)
    const sight = { position, kind: 'stacked', modulePixels: 2, tiltDegrees: 3, sharpness: 0.5 } as const
    const seen: Pdf417Reader = { read: () => ({ decoded: null, sight }), reset: () => undefined }
    expect((await readMany(session([engine('wasm')], seen), 1))[0]?.sight).toEqual(sight)
    expect((await readMany(session([engine('wasm')]), 1))[0]?.sight?.kind).toBe('matrix')
    const read = session([engine('wasm', (_, { thorough }) => (thorough === false ? [code('Aztec', 'A', box(10, 10, 50, 50))] : []))], seen)
    expect((await readMany(read, 1))[0]?.sight).toMatchObject({ kind: 'matrix', position: box(10, 10, 50, 50) })
    expect((await readMany(session([engine('wasm')]), 1, blank))[0]?.sight).toBeNull()
  })

  it('leaves out a linear code that is a row of a stacked code in sight', async () => {
    const sight = { position: box(300, 300, 200, 60), kind: 'stacked', modulePixels: 2, tiltDegrees: 0, sharpness: 0.5 } as const
    const seen: Pdf417Reader = { read: () => ({ decoded: null, sight }), reset: () => undefined }
    const codes = [code('Code128', 'row', box(320, 330, 120, 4)), code('Code128', 'beside', box(320, 600, 120, 4))]
    const [reading] = await readMany(session([engine('wasm', (_, { thorough }) => (thorough === false ? codes : []))], seen), 1)
    expect(reading?.codes.map(({ text }) => text)).toEqual(['beside'])
  })

  it('tells what was tried, by whom, for how long and with what success', async () => {
    const [reading] = await readMany(session([engine('wasm', () => [code('QRCode', 'A')])]), 1)
    expect(reading?.effort.at(-1)).toEqual({ engine: 'wasm', rendition: 'frame', milliseconds: expect.closeTo(9.2, 1), codes: 1 })
  })
})

describe('bars that are read wrongly as a whole', () => {
  /** Reads where the upper rows of a profile are dark and the lower ones are not. */
  const ofWhole = engine('wasm', ({ data, width, height }) => {
    const darkest = (row: number): number =>
      data.subarray(Math.floor((row + 0.3) * width), Math.floor((row + 0.7) * width)).reduce((least, level) => Math.min(least, level), 255)
    const isWholeOfSecond = height === 16 && darkest(6) < 100 && darkest(10) > 110 && darkest(10) < 200
    return isWholeOfSecond ? [code('Code39', 'WRONG', box(width * 0.1, 0, width * 0.8, 16))] : []
  })

  it('do not prove themselves when their place has become the first', async () => {
    const { codes, effort } = await openScanSession({
      engines: [ofWhole],
      now,
      budgetMilliseconds: 20_000,
      pdf417: null,
      isSinglePicture: true,
    }).read(twoPlaces())
    expect(effort.some((step) => step.codes > 0)).toBe(true)
    expect(codes).toEqual([])
  })
})

describe('a PDF417 that an engine gives of one picture only', () => {
  const once = engine('wasm', (_, { formats }) => (formats?.includes('PDF417') === false ? [] : [code('PDF417', 'A')]))

  it('is believed when another picture gives it too', async () => {
    const scan = session([once])
    expect((await scan.read(blank)).codes).toEqual([])
    expect((await scan.read(blank)).codes).toHaveLength(1)
  })

  it('is not believed because a frozen camera sends that picture again', async () => {
    const scan = session([once])
    await scan.read(blank)
    expect((await scan.read(blank, true)).codes).toEqual([])
    expect((await scan.read(blank, true)).codes).toEqual([])
    expect((await scan.read(blank)).codes).toHaveLength(1)
  })
})

describe('an engine out of order', () => {
  const broken: Engine = { name: 'wasm', read: () => Promise.reject(new Error('no WebAssembly here')) }

  it('is made up for by the other', async () => {
    const scan = session([broken, engine('script', () => [code('QRCode', 'A')])])
    expect((await readMany(scan, 1))[0]?.codes).toHaveLength(1)
  })

  it('is not asked any more after three failures, until a reset', async () => {
    let calls = 0
    const failing: Engine = { name: 'wasm', read: () => Promise.reject(new Error(`failure ${++calls}`)) }
    const scan = session([failing, engine('script')])
    await readMany(scan, 5)
    expect(calls).toBe(3)
    scan.reset()
    await readMany(scan, 1)
    expect(calls).toBeGreaterThan(3)
  })

  it('is an error where there is no other', async () => {
    await expect(session([broken]).read(patches)).rejects.toThrow('No decoder engine works')
  })
})

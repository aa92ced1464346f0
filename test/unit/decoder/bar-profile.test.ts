import { describe, expect, it } from 'vitest'
import { profileOfBars } from '../../../src-shared/decoder/bar-profile.ts'
import type { ProfileLook } from '../../../src-shared/decoder/bar-profile.ts'
import { decodeFrame } from '../../../src-shared/decoder/decode-image.ts'
import type { LuminanceFrame } from '../../../src-shared/decoder/frame.ts'
import { toLuminance } from '../../../src-shared/decoder/frame.ts'
import { scriptEngine } from '../../../src-shared/decoder/script-engine.ts'
import type { CodeSight } from '../../../src-shared/decoder/sight.ts'
import { takeView } from '../../../src-shared/decoder/view.ts'
import { wasmEngine } from '../../../src-shared/decoder/wasm-engine.ts'
import { codeImage, readerWasm } from './pictures.ts'

const ENP = '0056410834000014'

/** Stripes of `period` pixels across a direction, so that a place tells its level. */
function stripes(turnDegrees: number, period: number): LuminanceFrame {
  const [width, height] = [400, 300]
  const turn = (turnDegrees * Math.PI) / 180
  const data = Uint8ClampedArray.from({ length: width * height }, (_, at) => levelAt(at % width, Math.floor(at / width), turn, period))
  return { data, width, height }
}

function levelAt(column: number, row: number, turn: number, period: number): number {
  const along = (column + 0.5) * Math.cos(turn) + (row + 0.5) * Math.sin(turn)
  return 128 + 100 * Math.sin((2 * Math.PI * along) / period)
}

function sight(tiltDegrees: number | null): CodeSight {
  const turn = ((tiltDegrees ?? 0) * Math.PI) / 180
  const corner = (u: number, v: number): { x: number; y: number } => ({
    x: 200 + u * Math.cos(turn) - v * Math.sin(turn),
    y: 150 + u * Math.sin(turn) + v * Math.cos(turn),
  })
  const position: CodeSight['position'] = [corner(-80, -30), corner(80, -30), corner(80, 30), corner(-80, 30)]
  return { position, kind: 'linear', modulePixels: null, tiltDegrees, sharpness: null }
}

function grain(frame: LuminanceFrame, deviation: number): LuminanceFrame {
  let seed = 7
  const unit = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  // The sum of four even ones is nearly a bell of deviation 0.577.
  return { ...frame, data: frame.data.map((level) => level + (deviation / 0.577) * (unit() + unit() + unit() + unit() - 2)) }
}

function deviationOf(view: ReturnType<typeof profileOfBars>): number {
  const levels = Array.from(view?.frame.data ?? [])
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length
  return Math.sqrt(levels.reduce((sum, level) => sum + (level - mean) ** 2, 0) / levels.length)
}

/** Bars of four to sixteen pixels on ground of the other level, with so much of it beside them; far beyond it all is of the third level. */
function barsOn(ground: number, beside: number, beyond: number): LuminanceFrame {
  const frame = { data: new Uint8ClampedArray(400 * 300).fill(beyond), width: 400, height: 300 }
  for (let at = 0; at < frame.data.length; at++) {
    const column = at % 400
    if (column < 130 - beside || column >= 270 + beside) continue
    const isBar = column >= 130 && column < 270 && [0, 2, 3, 5, 6, 7].includes(((column - 130) >> 2) % 9)
    frame.data[at] = isBar ? 255 - ground : ground
  }
  return frame
}

/** A mean over the neighbours in the row, by weights that add up to one. */
function softened(frame: LuminanceFrame, weights: readonly number[]): LuminanceFrame {
  const reach = (weights.length - 1) / 2
  const meanAt = (at: number): number => {
    const row = at - (at % frame.width)
    return weights.reduce((sum, weight, tap) => {
      const column = Math.max(0, Math.min(frame.width - 1, (at % frame.width) + tap - reach))
      return sum + weight * (frame.data[row + column] ?? 0)
    }, 0)
  }
  return { ...frame, data: frame.data.map((_, at) => meanAt(at)) }
}

function shared(weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

describe('the profile of bars', () => {
  it.each([0, 7, -20, 60, 90])('keeps every stripe at its place with a tilt of %i°', (tilt) => {
    const period = 12
    const view = profileOfBars(stripes(tilt, period), sight(tilt), { sharpness: 0 })
    if (view === null) throw new Error('no profile')
    const turn = (tilt * Math.PI) / 180
    // Places lie a third of a pixel apart; a stripe changes by 52 levels within a pixel.
    for (let at = 0; at < view.frame.data.length; at += 7) {
      const place = view.toFrame({ x: (at % view.frame.width) + 0.5, y: Math.floor(at / view.frame.width) + 0.5 })
      const expected = levelAt(place.x - 0.5, place.y - 0.5, turn, period)
      expect(Math.abs((view.frame.data[at] ?? 0) - expected)).toBeLessThan(18)
    }
  })

  it.each(['upper', 'lower'] as const)('is that of the %s half when asked', (half) => {
    const frame = { data: new Uint8ClampedArray(400 * 300).fill(200), width: 400, height: 300 }
    // The upper half of the bars of the sight is above the middle of the frame.
    frame.data.fill(50, 0, 400 * 150)
    const levels = Array.from(profileOfBars(frame, sight(0), { sharpness: 0, half })?.frame.data ?? [])
    expect(new Set(levels)).toEqual(new Set([half === 'upper' ? 50 : 200]))
  })

  it('takes away grain', () => {
    const flat = { data: new Uint8ClampedArray(400 * 300).fill(128), width: 400, height: 300 }
    expect(deviationOf(profileOfBars(grain(flat, 20), sight(0), { sharpness: 0 }))).toBeLessThan(9)
  })

  it('is black where the bars are white when they are light', () => {
    const [plain, inverted] = (['dark', 'light'] as const).map((bars) => profileOfBars(stripes(0, 12), sight(0), { bars }))
    expect(plain?.frame.data.every((level, at) => level + (inverted?.frame.data[at] ?? 0) === 255)).toBe(true)
  })

  it('needs the tilt', () => {
    expect(profileOfBars(stripes(0, 12), sight(null), { sharpness: 0 })).toBeNull()
  })
})

describe('whether bars are dark or light', () => {
  // The sight goes ten pixels beyond the bars at either end.
  it.each([
    ['dark on light, grey far beyond', 220, 40, 128],
    ['light on dark, grey far beyond', 35, 40, 128],
    ['dark on a light label of ten modules before something dark', 220, 20, 20],
    ['light on a dark label of ten modules before something light', 35, 20, 235],
  ])('is seen by the ground beside them: %s', (_, ground, beside, beyond) => {
    const bars = (look: ProfileLook): readonly number[] => {
      const { data, width } = profileOfBars(barsOn(ground, beside, beyond), sight(0), look)?.frame ?? { data: [], width: 0 }
      return Array.from(data.slice(width / 2 - 200, width / 2 + 200))
    }
    const wanted = bars({ bars: ground > 128 ? 'dark' : 'light' })
    expect(bars({})).toEqual(wanted)
    expect(bars({ bars: 'unlikely' })).toEqual(wanted.map((level) => 255 - level))
  })
})

describe('a linear code in a single picture', () => {
  it.each([
    ['tilted by 30°', 30, 2, 0, false],
    ['in strong grain', 4, 2, 28, false],
    ['white on black', 2, 2, 0, true],
  ] as const)('is read %s', async (_, turn, scale, deviation, isInverted) => {
    const image = toLuminance(await codeImage(ENP, { format: 'Code128', scale }, 60))
    const side = Math.ceil(Math.hypot(image.width, image.height))
    const placement = { centre: { x: image.width / 2, y: image.height / 2 }, width: side, height: side, scale: 1, turn }
    const turned = grain(takeView(image, placement).frame, deviation)
    const frame = isInverted ? { ...turned, data: turned.data.map((level) => 255 - level) } : turned
    const { codes } = await decodeFrame(frame, { engines: [wasmEngine(readerWasm)], now: () => performance.now() })
    expect(codes.map(({ text }) => text)).toEqual([ENP])
  })
})

describe('a linear code that no engine reads as it is', () => {
  const outOfFocus = shared(Array.from({ length: 17 }, (_, tap) => Math.exp(-((tap - 8) ** 2) / (2 * 2.2 ** 2))))
  const moved = shared([0.75, 1, 1, 1, 1, 1, 0.75])

  it.each([
    ['out of focus', outOfFocus],
    ['moved by six and a half pixels', moved],
  ])('is read %s', async (_, weights) => {
    const sharp = toLuminance(await codeImage(ENP, { format: 'Code128', scale: 3 }, 60))
    const frame = softened(sharp, weights)
    const engine = wasmEngine(readerWasm)
    expect(await engine.read(frame)).toEqual([])
    const { codes } = await decodeFrame(frame, { engines: [engine], now: () => performance.now() })
    expect(codes.map(({ text }) => text)).toEqual([ENP])
  })

  it('is read with one end hidden', async () => {
    const frame = toLuminance(await codeImage(ENP, { format: 'Code128', scale: 3 }, 60))
    const lastDark = frame.data
      .subarray(0, frame.data.length / 2)
      .reduce((last, level, at) => Math.max(last, level < 128 ? at % frame.width : 0), 0)
    const hidden = { ...frame, data: frame.data.map((level, at) => (at % frame.width > lastDark - 9 ? 150 : level)) }
    const engines = [wasmEngine(readerWasm), scriptEngine()]
    expect(await engines[0]?.read(hidden)).toEqual([])
    const { codes } = await decodeFrame(hidden, { engines, now: () => performance.now() })
    expect(codes.map(({ text }) => text)).toEqual([ENP])
  })
})

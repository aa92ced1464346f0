import { describe, expect, it } from 'vitest'
import { tiltOfBars } from '../../../src-shared/decoder/bar-tilt.ts'
import type { LuminanceFrame } from '../../../src-shared/decoder/frame.ts'
import { toLuminance } from '../../../src-shared/decoder/frame.ts'
import { isWithin, middleOf, sizeOf } from '../../../src-shared/decoder/position.ts'
import { findBars, findPatches } from '../../../src-shared/decoder/regions.ts'
import { textureMeter } from '../../../src-shared/decoder/texture.ts'
import { takeView } from '../../../src-shared/decoder/view.ts'
import { codeImage } from './pictures.ts'

const [width, height] = [1280, 720]

/** A sheet with lines of letter-like strokes in its upper part and the picture at a place below them, turned. */
function sheet(code: LuminanceFrame, left: number, top: number, turn: number): LuminanceFrame {
  const data = Uint8ClampedArray.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)]
    return y < 260 && y % 40 < 12 && x % 9 < 3 && (x * 7 + y) % 5 < 3 ? 80 : 200
  })
  const side = Math.ceil(Math.hypot(code.width, code.height))
  const placement = { centre: { x: code.width / 2, y: code.height / 2 }, width: side, height: side, scale: 1, turn: -turn }
  const turned = takeView(code, placement).frame
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) data[(top + y) * width + left + x] = (turned.data[y * side + x] ?? 0) * 0.8
  return { data, width, height }
}

async function grey(format: 'QRCode' | 'DataMatrix' | 'Aztec' | 'Code128' | 'PDF417', scale: number): Promise<LuminanceFrame> {
  return toLuminance(await codeImage('0056410834000014', { format, scale }, 24))
}

/** Degrees between two directions, of which the opposite ones are the same. */
function between(one: number, other: number): number {
  const difference = one - other
  return Math.abs(difference - 180 * Math.round(difference / 180))
}

const texture = textureMeter()

describe('the likely place of a matrix code', () => {
  it.each([
    ['QRCode', 3, 0],
    ['QRCode', 6, 30],
    ['DataMatrix', 3, 10],
    ['Aztec', 3, -45],
  ] as const)('is where a %s of %i pixels a module stands, turned by %i°', async (format, scale, turn) => {
    const code = await grey(format, scale)
    const side = Math.ceil(Math.hypot(code.width, code.height))
    const [patch] = findPatches(texture(sheet(code, 700, 320, turn)), 6)
    const middle = { x: 700 + side / 2, y: 320 + side / 2 }
    expect(patch?.kind).toBe('matrix')
    expect(patch !== undefined && isWithin(middle, patch.position)).toBe(true)
    expect(patch === undefined ? 0 : sizeOf(patch.position).width).toBeLessThan(side * 1.3)
  })

  it('is nowhere on a sheet with even lines', () => {
    const lines = Uint8ClampedArray.from({ length: width * height }, (_, at) => ((at % width) % 40 < 3 ? 60 : 200))
    expect(findPatches(texture({ data: lines, width, height }), 6)).toEqual([])
  })
})

describe('the likely place of bars', () => {
  it.each([0, 8, -25, 45, 60, 90])('is where they are, and within a degree of their tilt of %i°', async (turn) => {
    const code = await grey('Code128', 2)
    const side = Math.ceil(Math.hypot(code.width, code.height))
    const frame = sheet(code, 600, 320, turn)
    const [bars] = findBars(texture(frame), 6)
    if (bars === undefined) throw new Error('no bars found')
    const middle = middleOf(bars.position)
    expect(Math.hypot(middle.x - 600 - side / 2, middle.y - 320 - side / 2)).toBeLessThan(20)
    expect(between(bars.tiltDegrees ?? 45, turn)).toBeLessThan(7)
    expect(between(tiltOfBars(frame, bars) ?? 45, turn)).toBeLessThanOrEqual(1)
  })

  it('is nowhere on an even sheet and in grain', () => {
    let seed = 3
    const grain = Uint8ClampedArray.from({ length: width * height }, () => 120 + ((seed = (seed * 48_271) % 2_147_483_647) % 21))
    for (const data of [grain, new Uint8ClampedArray(width * height).fill(90)]) {
      expect(findBars(texture({ data, width, height }), 6)).toEqual([])
      expect(findPatches(texture({ data, width, height }), 6).filter(({ kind }) => kind === 'matrix')).toEqual([])
    }
  })
})

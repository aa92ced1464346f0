import { describe, expect, it } from 'vitest'
import type { Quadrilateral } from '../../../src-shared/decoder/engine.ts'
import type { LuminanceFrame } from '../../../src-shared/decoder/frame.ts'
import { measureLight } from '../../../src-shared/decoder/light.ts'
import type { CodeSight } from '../../../src-shared/decoder/sight.ts'
import { textureMeter } from '../../../src-shared/decoder/texture.ts'

const [width, height] = [640, 480]

function picture(level: (x: number, y: number) => number): LuminanceFrame {
  return { data: Uint8ClampedArray.from({ length: width * height }, (_, at) => level(at % width, Math.floor(at / width))), width, height }
}

/** Bars of `half` pixels each at 20 … 220, in the middle of the frame; each edge `soft` pixels wide. */
function bars(soft: number): LuminanceFrame {
  const half = 12
  return picture((x, y) => {
    if (x < 200 || x >= 440 || y < 160 || y >= 320) return 180
    const place = (x + 0.5) % (2 * half)
    const toEdge = Math.min(Math.abs(place - half), place, 2 * half - place)
    const side = place < half ? -1 : 1
    return 120 + side * 100 * Math.min(1, (2 * toEdge) / soft)
  })
}

const position: Quadrilateral = [
  { x: 200, y: 160 },
  { x: 440, y: 160 },
  { x: 440, y: 320 },
  { x: 200, y: 320 },
]
const sight: CodeSight = { position, kind: 'linear', modulePixels: null, tiltDegrees: 0, sharpness: null }

function light(frame: LuminanceFrame, seen: CodeSight | null = null): ReturnType<typeof measureLight> {
  return measureLight(textureMeter()(frame), seen)
}

describe('the light of a frame', () => {
  it('is as bright as its mean', () => {
    expect(light(picture(() => 30)).brightness).toBeCloseTo(30, 0)
    expect(light(picture((x) => (x < 320 ? 0 : 200))).brightness).toBeCloseTo(100, 0)
  })

  it('has the contrast between its dark and its light parts', () => {
    expect(light(picture(() => 77)).contrast).toBe(0)
    expect(light(picture((x) => (x < 320 ? 51 : 204))).contrast).toBeCloseTo(0.6, 2)
  })

  it('glares where a large spot of the code is burnt out, and not where its white modules are white', () => {
    const spot = bars(1)
    for (let y = 200; y < 280; y++) spot.data.fill(255, y * width + 260, y * width + 380)
    expect(light(spot, sight).glare).toBeGreaterThan(0.1)
    expect(light(bars(1), sight).glare).toBe(0)
    expect(
      light(
        picture((x, y) => (((x >> 3) + (y >> 3)) % 2 === 0 ? 0 : 255)),
        sight,
      ).glare,
    ).toBe(0)
    expect(light(spot).glare).toBe(0)
  })

  it.each([255, 235, 216])('glares where a camera whose brightest is %i shows nothing but that, noisy as it is', (brightest) => {
    const spot = bars(1)
    const fade = brightest / 255
    for (const [at, level] of spot.data.entries()) spot.data[at] = 10 + level * 0.8 * fade
    for (let y = 200; y < 280; y++) for (let x = 260; x < 380; x++) spot.data[y * width + x] = brightest - ((x * 7 + y * 13) % 11)
    expect(light(spot, sight).glare).toBeGreaterThan(0.1)
  })

  it.each([150, 210, 225])('does not glare where white paper of level %i lies within what is taken for the code', (white) => {
    const code = bars(1)
    for (const [at, level] of code.data.entries()) code.data[at] = level > 150 ? white - (at % 7) : level
    for (let y = 160; y < 260; y++) code.data.fill(white, y * width + 200, y * width + 300)
    expect(light(code, sight).glare).toBe(0)
  })

  it('is the less sharp the wider the edges of the code are', () => {
    const [sharp = 0, soft = 0, softer = 0] = [1, 4, 8].map((edge) => light(bars(edge), sight).sharpness)
    expect(sharp).toBeGreaterThan(0.9)
    expect(soft).toBeLessThan(0.8)
    expect(softer).toBeLessThan(soft - 0.1)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flat, expose } from '../../bench/scan/camera/expose.ts'
import type { LightField } from '../../bench/scan/camera/expose.ts'
import { handHeld } from '../../bench/scan/camera/hand.ts'
import { defocus, moveDuringExposure } from '../../bench/scan/camera/optics.ts'
import type { Point } from '../../bench/scan/camera/point.ts'
import { plainShot } from '../../bench/scan/camera/photograph.ts'
import { inverse, project, projectionOf } from '../../bench/scan/camera/projection.ts'
import { develop, illuminate } from '../../bench/scan/camera/sensor.ts'
import { randomOf } from '../../bench/scan/random.ts'
import { blankRaster, fillBox } from '../../bench/scan/scenes/raster.ts'

const view = { centre: { x: 400, y: 300 }, at: { x: 160, y: 120 }, scale: 0.5, tilt: 0, yaw: 0, pitch: 0, focal: 280 }

/** Place and spread of what is lighter than `dark`. */
function momentsOf({ data, width }: LightField, dark = 0): { sum: number; x: number; y: number; spreadX: number; spreadY: number } {
  let [sum, x, y, squareX, squareY] = [0, 0, 0, 0, 0]
  for (const [index, level] of data.entries()) {
    const light = level - dark
    const [column, row] = [(index % width) + 0.5, Math.floor(index / width) + 0.5]
    sum += light
    x += light * column
    y += light * row
    squareX += light * column * column
    squareY += light * row * row
  }
  return { sum, x: x / sum, y: y / sum, spreadX: squareX / sum - (x / sum) ** 2, spreadY: squareY / sum - (y / sum) ** 2 }
}

function point(width: number, height: number): LightField {
  const data = new Float32Array(width * height)
  data[(height >> 1) * width + (width >> 1)] = 1000
  return { data, width, height }
}

function even(level: number, side = 256): LightField {
  return { data: new Float32Array(side * side).fill(level), width: side, height: side }
}

/** Area and centre of gravity. */
function polygonOf(corners: readonly Point[]): { area: number; x: number; y: number } {
  let [area, x, y] = [0, 0, 0]
  for (const [index, from] of corners.entries()) {
    const to = corners[(index + 1) % corners.length] ?? from
    const cross = from.x * to.y - to.x * from.y
    area += cross / 2
    x += ((from.x + to.x) * cross) / 6
    y += ((from.y + to.y) * cross) / 6
  }
  return { area, x: x / area, y: y / area }
}

const asItIs = { exposure: 1, contrast: 1, gamma: 1 }

describe('the way from the scene into the frame', () => {
  it('puts the middle where it is asked, and turns clockwise', () => {
    const projection = projectionOf({ ...view, tilt: 10 })
    expect(project(projection, view.centre)).toEqual({ x: expect.closeTo(160, 9), y: expect.closeTo(120, 9) })
    const right = project(projection, { x: 500, y: 300 })
    expect(right.x).toBeCloseTo(160 + 50 * Math.cos((10 * Math.PI) / 180), 9)
    expect(right.y).toBeCloseTo(120 + 50 * Math.sin((10 * Math.PI) / 180), 9)
  })

  it('shortens the side that is turned away', () => {
    const projection = projectionOf({ ...view, yaw: 25 })
    const left = 160 - project(projection, { x: 300, y: 300 }).x
    const right = project(projection, { x: 500, y: 300 }).x - 160
    expect(right).toBeLessThan(left)
    expect((left + right) / 100).toBeCloseTo(Math.cos((25 * Math.PI) / 180), 1)
  })

  it('can be gone back, whatever the angles', () => {
    const angle = fc.double({ min: -40, max: 40, noNaN: true })
    const place = fc.record({ x: fc.double({ min: 0, max: 800, noNaN: true }), y: fc.double({ min: 0, max: 600, noNaN: true }) })
    fc.assert(
      fc.property(angle, angle, angle, place, (tilt, yaw, pitch, from) => {
        const projection = projectionOf({ ...view, tilt, yaw, pitch })
        const back = project(inverse(projection), project(projection, from))
        expect(back.x).toBeCloseTo(from.x, 5)
        expect(back.y).toBeCloseTo(from.y, 5)
      }),
    )
  })

  it.each([
    ['straight', {}],
    ['turned', { tilt: 33 }],
    ['seen from the side', { yaw: 20, pitch: -15 }],
  ])('brings a white square %s to its place, with all of its light', (_, angles) => {
    const raster = blankRaster(800, 600, 0)
    fillBox(raster, { left: 440, top: 260, width: 80, height: 80 }, 255)
    const projection = projectionOf({ ...view, ...angles })
    const look = { rasterPixels: 2, background: 0, bend: flat, fine: { left: 430, top: 250, width: 100, height: 100 } }
    const seen = momentsOf(expose(raster, inverse(projection), { width: 320, height: 240 }, look))
    const { area, x, y } = polygonOf(
      [
        [440, 260],
        [520, 260],
        [520, 340],
        [440, 340],
      ].map(([left, top]) => project(projection, { x: left ?? 0, y: top ?? 0 })),
    )
    expect(Math.abs(seen.x - x)).toBeLessThan(0.2)
    expect(Math.abs(seen.y - y)).toBeLessThan(0.2)
    expect(Math.abs(seen.sum / 255 / area - 1)).toBeLessThan(0.03)
  })

  it('shows what is behind the sheet beside it', () => {
    const look = { rasterPixels: 2, background: 77, bend: flat, fine: null }
    const seen = expose(blankRaster(100, 100, 200), inverse(projectionOf(view)), { width: 320, height: 240 }, look)
    expect(seen.data[0]).toBeCloseTo(200, 3)
    expect(seen.data.at(-1)).toBe(77)
  })

  it('dims and shortens what lies behind a fold', () => {
    const raster = blankRaster(800, 600, 200)
    fillBox(raster, { left: 600, top: 0, width: 200, height: 600 }, 0)
    const fold = { x: 400, y: 300, degrees: -90, shortening: 0.2, dimming: 0.5 }
    const look = { rasterPixels: 2, background: 0, bend: { fold, bow: 0 }, fine: null }
    const { data } = expose(raster, inverse(projectionOf(view)), { width: 320, height: 240 }, look)
    const row = Array.from(data.subarray(120 * 320, 121 * 320))
    expect(row[100]).toBeCloseTo(200, 3)
    expect(row[200]).toBeCloseTo(100, 3)
    // The black begins 200 raster pixels behind the fold: 100 frame pixels, a fifth less.
    expect(row.findIndex((level, column) => column > 165 && level < 50)).toBeCloseTo(160 + 80, -0.5)
  })
})

describe('the lens', () => {
  it.each([0.5, 1, 1.5, 2])('spreads a point to a bell of σ %d px and loses no light', (sigma) => {
    const { sum, spreadX, spreadY } = momentsOf(defocus(point(41, 41), sigma))
    expect(sum).toBeCloseTo(1000, 1)
    expect(Math.sqrt(spreadX)).toBeGreaterThan(0.92 * sigma)
    expect(Math.sqrt(spreadX)).toBeLessThan(1.03 * sigma)
    expect(spreadY).toBeCloseTo(spreadX, 4)
  })

  it('smears along the way of a motion, evenly', () => {
    const { sum, spreadX, spreadY } = momentsOf(moveDuringExposure(point(41, 41), 6, 90))
    expect(sum).toBeCloseTo(1000, 1)
    // An even spread over a length has a twelfth of its square; values between pixels add at most a quarter.
    expect(spreadY).toBeGreaterThan(36 / 12 - 0.1)
    expect(spreadY).toBeLessThan(36 / 12 + 0.25)
    expect(spreadX).toBeLessThan(0.05)
  })
})

function developed(light: number, tone: Partial<typeof asItIs>): number | undefined {
  return develop(even(light, 8), { ...asItIs, ...tone }, 0, randomOf('a')).data[0]
}

describe('the sensor', () => {
  it('gives the light as it is where nothing is asked for', () => {
    expect(new Set(develop(even(93), asItIs, 0, randomOf('a')).data)).toEqual(new Set([93]))
  })

  it.each([3, 12])('has noise of the asked deviation %d at middle grey, and less in the dark', (noise) => {
    const deviation = (level: number): number => {
      const { data } = develop(even(level), asItIs, noise, randomOf('noise'))
      const mean = data.reduce((sum, value) => sum + value, 0) / data.length
      return Math.sqrt(data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length)
    }
    expect(deviation(128) / noise).toBeCloseTo(1, 1)
    expect(deviation(50)).toBeLessThan(0.9 * deviation(128))
  })

  it('draws black and white together with less contrast, and darkens with less light', () => {
    expect([developed(28, { contrast: 0.5 }), developed(228, { contrast: 0.5 })]).toEqual([78, 178])
    expect(developed(200, { exposure: 0.25 })).toBe(50)
    expect(developed(60, { gamma: 1.8 })).toBeGreaterThan(90)
  })

  it('lights a reflection where it is and nowhere else', () => {
    const lit = illuminate(even(100), { x: 60, y: 200, radius: 10, strength: 300 }, 0)
    expect(lit.data[200 * 256 + 60]).toBeCloseTo(400, 1)
    expect(lit.data[10 * 256 + 200]).toBe(100)
  })
})

describe('a hand', () => {
  it('sways a few pixels, a degree and two hundredths, and ends where it began', () => {
    const shots = handHeld(plainShot, 30, randomOf('hand'))
    expect(shots).toHaveLength(30)
    for (const { tilt, zoom, shift } of shots) {
      expect(Math.abs(tilt)).toBeLessThanOrEqual(1)
      expect(Math.abs(zoom - 1)).toBeLessThanOrEqual(0.02)
      expect(Math.hypot(shift.x, shift.y)).toBeLessThan(6)
    }
    const steps = shots.map(({ shift }, index) => {
      const next = shots[(index + 1) % shots.length] ?? plainShot
      return Math.hypot(next.shift.x - shift.x, next.shift.y - shift.y)
    })
    expect(steps.at(-1)).toBeLessThanOrEqual(Math.max(...steps.slice(0, -1)))
    expect(new Set(shots.map(({ tilt }) => tilt)).size).toBeGreaterThan(20)
  })
})

function first(...parts: (string | number)[]): number[] {
  const random = randomOf(...parts)
  return Array.from({ length: 5 }, () => random.unit())
}

describe('chance', () => {
  it('is the same for the same names and another for others', () => {
    expect(first('a', 1)).toEqual(first('a', 1))
    expect(first('a', 1)).not.toEqual(first('a', 2))
  })

  it('is even from 0 to 1, and its bells have mean 0 and deviation 1', () => {
    const random = randomOf('distribution')
    const units = Array.from({ length: 20_000 }, () => random.unit())
    expect(units.reduce((sum, value) => sum + value, 0) / units.length).toBeCloseTo(0.5, 1)
    expect(units.every((value) => value >= 0 && value < 1)).toBe(true)
    const bells = Array.from({ length: 20_000 }, () => random.gaussian())
    expect(Math.sqrt(bells.reduce((sum, value) => sum + value * value, 0) / bells.length)).toBeCloseTo(1, 1)
  })
})

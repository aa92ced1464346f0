import type { Point } from './point.ts'

/** Nine numbers, row by row, that take a point of one plane to another plane. */
export type Projection = readonly [number, number, number, number, number, number, number, number, number]

/**
 * How a flat thing is seen by a camera before it. `centre` of the thing (raster pixels) comes to `at` (frame pixels) at
 * `scale` frame pixels a raster pixel there; it is turned by `tilt` clockwise in the plane, then its right side is turned
 * away by `yaw` and its lower side by `pitch`. Degrees. `focal` is the focal length in frame pixels.
 */
export interface View {
  readonly centre: Point
  readonly at: Point
  readonly scale: number
  readonly tilt: number
  readonly yaw: number
  readonly pitch: number
  readonly focal: number
}

export function projectionOf({ centre, at, scale, tilt, yaw, pitch, focal }: View): Projection {
  const [cosT, sinT] = turn(tilt)
  const [cosY, sinY] = turn(yaw)
  const [cosP, sinP] = turn(pitch)
  // Rows of the rotation: pitch about the horizontal axis after yaw about the vertical one after tilt in the plane.
  const right = [cosY * cosT, -cosY * sinT] as const
  const down = [cosP * sinT + sinP * sinY * cosT, cosP * cosT - sinP * sinY * sinT] as const
  const away = [sinY * cosT * cosP + sinP * sinT, -sinY * sinT * cosP + sinP * cosT] as const
  const k = scale / focal
  const plain: Projection = [
    scale * right[0] + at.x * k * away[0],
    scale * right[1] + at.x * k * away[1],
    at.x,
    scale * down[0] + at.y * k * away[0],
    scale * down[1] + at.y * k * away[1],
    at.y,
    k * away[0],
    k * away[1],
    1,
  ]
  return times(plain, [1, 0, -centre.x, 0, 1, -centre.y, 0, 0, 1])
}

export function project([a, b, c, d, e, f, g, h, i]: Projection, { x, y }: Point): Point {
  const depth = g * x + h * y + i
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth }
}

/** The way back. Throws where the thing is seen exactly from its edge. */
export function inverse([a, b, c, d, e, f, g, h, i]: Projection): Projection {
  const [p, q, r] = [e * i - f * h, f * g - d * i, d * h - e * g]
  const determinant = a * p + b * q + c * r
  if (determinant === 0) throw new RangeError('A plane seen from its edge has no picture')
  return [p, c * h - b * i, b * f - c * e, q, a * i - c * g, c * d - a * f, r, b * g - a * h, a * e - b * d].map(
    (value) => value / determinant,
  ) as unknown as Projection
}

function times(left: Projection, right: Projection): Projection {
  const product = Array.from({ length: 9 }, (_, index) => {
    const row = Math.floor(index / 3) * 3
    const column = index % 3
    return [0, 1, 2].reduce((sum, step) => sum + (left[row + step] ?? 0) * (right[step * 3 + column] ?? 0), 0)
  })
  return product as unknown as Projection
}

function turn(degrees: number): readonly [number, number] {
  const radians = (degrees * Math.PI) / 180
  return [Math.cos(radians), Math.sin(radians)]
}

import type { Point, Quadrilateral } from './engine.ts'
import { enlarge, invert, reduce, rotate } from './frame.ts'
import type { LuminanceFrame } from './frame.ts'

/** A part of a frame, perhaps turned and scaled, as a frame of its own. */
export interface View {
  readonly frame: LuminanceFrame
  /** From pixels of the view to pixels of the frame it was taken from. */
  toFrame(point: Point): Point
}

/** Where a view is taken. */
export interface Placement {
  /** Middle of the view in the frame. */
  readonly centre: Point
  /** Size of the view in pixels of the view. */
  readonly width: number
  readonly height: number
  /** Pixels of the view for one of the frame; 1 or more, for a smaller one skips pixels. */
  readonly scale: number
  /** By how much the view's horizontal is turned clockwise in the frame, in degrees. */
  readonly turn: number
}

/** The frame as it is. */
export function wholeView(frame: LuminanceFrame): View {
  return { frame, toFrame: (point) => point }
}

/** The frame with dark and light exchanged: a code shown by a telephone in its dark theme. */
export function invertedView(frame: LuminanceFrame): View {
  return wholeView(invert(frame))
}

/** The frame turned clockwise by quarter turns. */
export function turnedView(frame: LuminanceFrame, quarters: 1 | 2 | 3): View {
  const once: View = { frame: rotate(frame), toFrame: ({ x, y }) => ({ x: y, y: frame.height - x }) }
  return quarters === 1 ? once : viewOfView(once, turnedView(once.frame, quarters === 2 ? 1 : 2))
}

/** The frame twice as large. */
export function enlargedView(frame: LuminanceFrame): View {
  return { frame: enlarge(frame), toFrame: ({ x, y }) => ({ x: x / 2, y: y / 2 }) }
}

/** The frame halved as often as it takes to have no side longer than `longSide` pixels. */
export function viewWithin(frame: LuminanceFrame, longSide: number): View {
  if (Math.max(frame.width, frame.height) <= longSide) return wholeView(frame)
  const half: View = { frame: reduce(frame), toFrame: ({ x, y }) => ({ x: 2 * x, y: 2 * y }) }
  return viewOfView(half, viewWithin(half.frame, longSide))
}

/** A view taken of another one, with its positions in the first frame. */
export function viewOfView(outer: View, inner: View): View {
  return { frame: inner.frame, toFrame: (point) => outer.toFrame(inner.toFrame(point)) }
}

/** The position of a code read from a view, in pixels of the frame. */
export function placeInFrame(view: View, [topLeft, topRight, bottomRight, bottomLeft]: Quadrilateral): Quadrilateral {
  return [view.toFrame(topLeft), view.toFrame(topRight), view.toFrame(bottomRight), view.toFrame(bottomLeft)]
}

/**
 * Takes a view with values between neighbours. What lies outside of the frame continues its border. The pixels stand in
 * `buffer` where it is large enough, so that nothing is allocated for every frame; the view is good until the next use of it.
 */
export function takeView(frame: LuminanceFrame, placement: Placement, buffer?: Uint8ClampedArray): View {
  const { width, height, centre, scale, turn } = placement
  const angle = (turn * Math.PI) / 180
  const along = { x: Math.cos(angle) / scale, y: Math.sin(angle) / scale }
  const origin = {
    x: centre.x - (along.x * width - along.y * height) / 2,
    y: centre.y - (along.y * width + along.x * height) / 2,
  }
  const size = width * height
  const data = buffer !== undefined && buffer.length >= size ? buffer.subarray(0, size) : new Uint8ClampedArray(size)
  sample(frame, data, width, origin, along)
  return {
    frame: { data, width, height },
    toFrame: ({ x, y }) => ({ x: origin.x + along.x * x - along.y * y, y: origin.y + along.y * x + along.x * y }),
  }
}

/** Positions in 1/65536 of a pixel: whole numbers step much faster than fractions are rounded. */
const unit = 65_536

function sample({ data: from, width, height }: LuminanceFrame, to: Uint8ClampedArray, columns: number, origin: Point, along: Point): void {
  const stepX = Math.round(along.x * unit)
  const stepY = Math.round(along.y * unit)
  const lastX = (width - 1) * unit
  const lastY = (height - 1) * unit
  const rows = to.length / columns
  for (let row = 0, at = 0; row < rows; row++) {
    // Pixels are squares: the middle of the first one is at one half.
    let x = Math.round((origin.x + along.x * 0.5 - along.y * (row + 0.5) - 0.5) * unit)
    let y = Math.round((origin.y + along.y * 0.5 + along.x * (row + 0.5) - 0.5) * unit)
    for (let column = 0; column < columns; column++, at++, x += stepX, y += stepY) {
      const insideX = x < 0 ? 0 : x > lastX ? lastX : x
      const insideY = y < 0 ? 0 : y > lastY ? lastY : y
      const left = insideX >> 16
      const first = (insideY >> 16) * width + left
      const right = left < width - 1 ? 1 : 0
      const second = insideY < lastY ? first + width : first
      const partX = (insideX & 0xffff) >> 8
      const partY = (insideY & 0xffff) >> 8
      const above = (from[first] ?? 0) * (256 - partX) + (from[first + right] ?? 0) * partX
      const below = (from[second] ?? 0) * (256 - partX) + (from[second + right] ?? 0) * partX
      to[at] = (above * (256 - partY) + below * partY) >> 16
    }
  }
}

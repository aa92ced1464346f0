import type { Point, Quadrilateral } from './engine.ts'

/** Whether a point lies within a convex position, whichever way round its corners go. */
export function isWithin(point: Point, position: Quadrilateral): boolean {
  const sides = position.map((from, index) => {
    const to = position[(index + 1) % 4] ?? from
    return (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)
  })
  return sides.every((side) => side >= 0) || sides.every((side) => side <= 0)
}

/** Whether one position holds the middle of the other. */
export function overlaps(one: Quadrilateral, other: Quadrilateral): boolean {
  return isWithin(middleOf(one), other) || isWithin(middleOf(other), one)
}

/** Whether two linear codes lie on one another: those printed one above the other have their middles farther apart than a tenth of their length. */
export function isSameLine(one: Quadrilateral, other: Quadrilateral): boolean {
  const [from, to] = [middleOf(one), middleOf(other)]
  return Math.hypot(from.x - to.x, from.y - to.y) < 0.1 * Math.max(sizeOf(one).width, sizeOf(other).width)
}

export function middleOf(position: Quadrilateral): Point {
  const sum = position.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }))
  return { x: sum.x / 4, y: sum.y / 4 }
}

/** Width along the reading direction and height across it, in pixels. */
export function sizeOf([topLeft, topRight, , bottomLeft]: Quadrilateral): { readonly width: number; readonly height: number } {
  return {
    width: Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y),
    height: Math.hypot(bottomLeft.x - topLeft.x, bottomLeft.y - topLeft.y),
  }
}

/** By how much the reading direction is turned clockwise from the horizontal, −90…90 degrees; upside down counts as upright. */
export function tiltOf([topLeft, topRight]: Quadrilateral): number {
  const degrees = (Math.atan2(topRight.y - topLeft.y, topRight.x - topLeft.x) * 180) / Math.PI
  return degrees > 90 ? degrees - 180 : degrees < -90 ? degrees + 180 : degrees
}

/** A truncated PDF417 of 15 rows and 10 columns, three modules a row, is so many times as long as it is high. */
const stackedAspect = 4.5

/**
 * Where a code lies that an engine found and could not read. Of a PDF417 it may know one edge only and leave the corners of
 * the other at the origin; those are then put where they stand in a policy's code. Null where no edge is known.
 */
export function likelyPosition(position: Quadrilateral): Quadrilateral | null {
  const [topLeft, topRight, bottomRight, bottomLeft] = position
  const hasLeft = !isUnset(topLeft) || !isUnset(bottomLeft)
  const hasRight = !isUnset(topRight) || !isUnset(bottomRight)
  if (hasLeft && hasRight) return position
  if (hasLeft) {
    const along = alongFrom(topLeft, bottomLeft)
    return [topLeft, moved(topLeft, along, 1), moved(bottomLeft, along, 1), bottomLeft]
  }
  if (!hasRight) return null
  const along = alongFrom(topRight, bottomRight)
  return [moved(topRight, along, -1), topRight, bottomRight, moved(bottomRight, along, -1)]
}

/** From the left edge to the right one, at right angles to the edge. */
function alongFrom(top: Point, bottom: Point): Point {
  return { x: (bottom.y - top.y) * stackedAspect, y: (top.x - bottom.x) * stackedAspect }
}

function moved(point: Point, by: Point, times: number): Point {
  return { x: point.x + by.x * times, y: point.y + by.y * times }
}

function isUnset({ x, y }: Point): boolean {
  return x === 0 && y === 0
}

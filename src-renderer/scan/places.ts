import type { Point, Quadrilateral } from '../../src-shared/decoder/engine.ts'

/** A hand moves a code by less than half its width between two frames. */
export function isAt(one: Quadrilateral, other: Quadrilateral): boolean {
  const [from, to] = [middle(one), middle(other)]
  return Math.hypot(from.x - to.x, from.y - to.y) < Math.max(width(one), width(other)) / 2
}

function middle(position: Quadrilateral): Point {
  const sum = position.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }))
  return { x: sum.x / 4, y: sum.y / 4 }
}

function width([topLeft, topRight]: Quadrilateral): number {
  return Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y)
}

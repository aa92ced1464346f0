import type { Decoded, Point, Quadrilateral } from '../../src-shared/decoder/engine.ts'

/** Codes of one frame: those that count anew, all that were read, and where something like a code is seen. */
interface FrameCodes {
  readonly fresh: readonly Decoded[]
  readonly read: readonly Decoded[]
  readonly seen: Quadrilateral | null
}

export interface LyingCodes {
  /** Returns the codes that were not lying there already; `at` in milliseconds. */
  note(frame: FrameCodes, at: number): readonly Decoded[]
  clear(): void
}

/** After so long out of sight a code was taken away. */
const awayMilliseconds = 3_000

/**
 * Remembers codes that count for as long as something like a code is seen at their place, so that one which lies there and
 * can be read only now and then is not taken for a new one each time.
 */
export function lyingCodes(): LyingCodes {
  const places = new Map<string, { readonly place: Quadrilateral | null; readonly at: number }>()

  function follow({ read, seen }: FrameCodes, at: number): void {
    for (const [content, { place, at: seenAt }] of places) {
      const again = read.find((decoded) => contentOf(decoded) === content)
      if (again !== undefined) places.set(content, { place: again.position ?? place, at })
      else if (seen !== null && place !== null && isAt(seen, place)) places.set(content, { place: seen, at })
      else if (at - seenAt >= awayMilliseconds) places.delete(content)
    }
  }

  return {
    note(frame, at) {
      const fresh = frame.fresh.filter((decoded) => !isLying(places.get(contentOf(decoded)), at))
      follow(frame, at)
      for (const decoded of fresh) places.set(contentOf(decoded), { place: decoded.position, at })
      return fresh
    },
    clear: () => places.clear(),
  }
}

function isLying(known: { readonly at: number } | undefined, at: number): boolean {
  return known !== undefined && at - known.at < awayMilliseconds
}

/** A hand moves a code by less than half its width between two frames. */
function isAt(one: Quadrilateral, other: Quadrilateral): boolean {
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

function contentOf(decoded: Decoded): string {
  return decoded.bytes.join(',')
}

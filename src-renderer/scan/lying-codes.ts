import type { Decoded, Quadrilateral } from '../../src-shared/decoder/engine.ts'
import { isAt } from './places.ts'

/** Codes of one frame: those that count anew, all that were read, and where something like a code is seen. */
interface FrameCodes {
  readonly fresh: readonly Decoded[]
  readonly read: readonly Decoded[]
  readonly seen: Quadrilateral | null
}

export interface LyingCodes {
  /** Returns the codes that were not lying there already; `at` in milliseconds. */
  note(frame: FrameCodes, at: number): readonly Decoded[]
  /** True while a code that counted is still there. */
  isAny(at: number): boolean
  clear(): void
}

/** After so long out of sight a code was taken away. */
const awayMilliseconds = 3_000
/** A hand that passes over it is not worth a word. */
const coveredMilliseconds = 1_000

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
    isAny: (at) => [...places.values()].some((known) => at - known.at < coveredMilliseconds),
    clear: () => places.clear(),
  }
}

function isLying(known: { readonly at: number } | undefined, at: number): boolean {
  return known !== undefined && at - known.at < awayMilliseconds
}

function contentOf(decoded: Decoded): string {
  return decoded.bytes.join(',')
}

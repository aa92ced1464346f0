import type { Decoded, Quadrilateral } from '../../src-shared/decoder/engine.ts'
import { sightsOfCode, type CodeSight } from '../../src-shared/decoder/sight.ts'
import { isAt } from './places.ts'

/** Codes of one frame, and what in it looks like a code. */
interface FrameCodes {
  /** Those that count anew. */
  readonly fresh: readonly Decoded[]
  /** Those that counted before and lie beside the fresh ones. */
  readonly beside: readonly Decoded[]
  /** All that were read in this frame. */
  readonly read: readonly Decoded[]
  readonly seen: CodeSight | null
}

export interface LyingCodes {
  /** Returns the codes that were not lying there already; `at` in milliseconds. */
  note(frame: FrameCodes, at: number): readonly Decoded[]
  /** True while a code that counted is still read. */
  isAnyRead(at: number): boolean
  clear(): void
}

/** After so long out of sight a code was taken away. */
const awayMilliseconds = 3_000
/** What is seen for longer without being read may be somebody else's. */
const unreadMilliseconds = 6_000
/** So long a code that is hard to read, or covered by a hand, passes for one that is still read. */
const stillReadMilliseconds = 2_000

interface Lying {
  /** Where it was read last, and what it looks like; null where the engine does not say. */
  readonly place: Quadrilateral | null
  readonly isMatrix: boolean
  readonly readAt: number
  readonly seenAt: number
}

/**
 * Remembers codes that count for as long as something like a code is seen at their place, so that one which lies there and
 * can be read only now and then is not taken for a new one each time. Whatever is seen there may be another person's code:
 * it keeps nothing for longer than 6 s without a reading, and a code that counts ends all that do not lie beside it.
 */
export function lyingCodes(): LyingCodes {
  const lying = new Map<string, Lying>()

  function follow({ read, seen }: FrameCodes, at: number): void {
    for (const [content, known] of lying) {
      const again = read.find((decoded) => contentOf(decoded) === content)
      if (again !== undefined) lying.set(content, lyingAt(again, at, known))
      else if (!isLying(known, at)) lying.delete(content)
      else if (seen !== null && isSightOf(seen, known)) lying.set(content, { ...known, seenAt: at })
    }
  }

  function endOthers(codes: readonly Decoded[]): void {
    const kept = new Set(codes.map(contentOf))
    for (const content of lying.keys()) if (!kept.has(content)) lying.delete(content)
  }

  return {
    note(frame, at) {
      const counting = frame.fresh.filter((decoded) => !isLying(lying.get(contentOf(decoded)), at))
      follow(frame, at)
      if (counting.length > 0) endOthers([...frame.beside, ...frame.read])
      for (const decoded of counting) lying.set(contentOf(decoded), lyingAt(decoded, at))
      return counting
    },
    isAnyRead: (at) => [...lying.values()].some(({ readAt }) => at - readAt < stillReadMilliseconds),
    clear: () => lying.clear(),
  }
}

function lyingAt(decoded: Decoded, at: number, before?: Lying): Lying {
  const [sight] = sightsOfCode(decoded)
  if (sight === undefined) return { place: before?.place ?? null, isMatrix: before?.isMatrix ?? false, readAt: at, seenAt: at }
  return { place: sight.position, isMatrix: sight.kind === 'matrix', readAt: at, seenAt: at }
}

function isLying(known: Lying | undefined, at: number): boolean {
  return known !== undefined && at - known.seenAt < awayMilliseconds && at - known.readAt < unreadMilliseconds
}

/** Stacked codes look like bars to the search. Print and patterns look a little like codes too; they are searched, not shown. */
function isSightOf({ kind, position }: CodeSight, { place, isMatrix }: Lying): boolean {
  return kind !== 'unknown' && (kind === 'matrix') === isMatrix && place !== null && isAt(position, place)
}

function contentOf(decoded: Decoded): string {
  return decoded.bytes.join(',')
}

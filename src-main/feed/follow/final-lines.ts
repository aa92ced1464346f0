import { SHARD_COUNT } from '../../../src-shared/feed/state-digest.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { PartLine } from '../parts/read-part.ts'
import type { WantedPart } from './wanted-parts.ts'

/** The lines of an opened part, as `parts/read-part.ts` gives them; their problems may be told in other words. */
export interface LineReader<Problem> {
  next(most: number, lastShard: number): Result<readonly PartLine[], Problem>
  isAtEnd(): boolean
}

/** Lines that are texts at one time, some hundreds of kilobytes: few enough to be forgotten before they grow old. */
const AT_ONCE = 200

/**
 * Goes through chains of parts shard by shard and gives, of every record, the newest line, some at a time; ends with the first problem.
 * Holds one opened part of each chain in memory, and as texts the lines of one shard of all chains but the first, which is the longest.
 */
export function* finalLines<Problem>(
  chains: readonly (readonly WantedPart[])[],
  open: (part: WantedPart) => Result<LineReader<Problem>, Problem>,
  /** A snapshot begins the list of chains: removals then leave no trace. */
  hasSnapshot: boolean,
): Generator<Result<readonly PartLine[], Problem>, void, void> {
  const [first, ...others] = chains.map((parts) => chainReader(parts, open))
  if (first === undefined) return
  for (let shard = 0; shard < SHARD_COUNT; shard += 1) {
    const newest = newestOf(others, shard)
    if (!newest.ok) return yield newest
    for (;;) {
      const lines = first(AT_ONCE, shard)
      if (!lines.ok) return yield lines
      if (lines.value.length === 0) break
      yield ok(lines.value.filter((line) => isNewest(line, newest.value)))
    }
    const rest = [...newest.value.values()]
    const left = hasSnapshot ? rest.filter(({ head }) => !head.isRemoval) : rest
    if (left.length > 0) yield ok(left)
  }
}

type ChainReader<Problem> = (most: number, shard: number) => Result<readonly PartLine[], Problem>

/** True for a line that no other chain has newer; an older one that another chain has is forgotten there. */
function isNewest(line: PartLine, newest: Map<string, PartLine>): boolean {
  if (newest.size === 0) return true
  const name = nameOf(line)
  const other = newest.get(name)
  if (other === undefined) return true
  if (other.head.version > line.head.version) return false
  newest.delete(name)
  return true
}

function newestOf<Problem>(chains: readonly ChainReader<Problem>[], shard: number): Result<Map<string, PartLine>, Problem> {
  const newest = new Map<string, PartLine>()
  for (const read of chains) {
    const lines = read(Infinity, shard)
    if (!lines.ok) return lines
    for (const line of lines.value) {
      const known = newest.get(nameOf(line))
      if (known === undefined || known.head.version < line.head.version) newest.set(nameOf(line), line)
    }
  }
  return ok(newest)
}

function nameOf({ head }: PartLine): string {
  return `${head.entity}\n${head.key}`
}

/** The lines of one chain up to a shard, part after part. */
function chainReader<Problem>(
  parts: readonly WantedPart[],
  open: (part: WantedPart) => Result<LineReader<Problem>, Problem>,
): ChainReader<Problem> {
  let reader: LineReader<Problem> | null = null
  let next = 0
  return (most, shard) => {
    const taken: PartLine[] = []
    while (taken.length < most) {
      if (reader === null || reader.isAtEnd()) {
        const part = parts[next]
        if (part === undefined || part.expected.part.firstShard > shard) break
        next += 1
        const opened = open(part)
        if (!opened.ok) return opened
        reader = opened.value
      }
      const lines = reader.next(most - taken.length, shard)
      if (!lines.ok) return lines
      if (lines.value.length === 0 && !reader.isAtEnd()) break
      for (const line of lines.value) taken.push(line)
    }
    return ok(taken)
  }
}

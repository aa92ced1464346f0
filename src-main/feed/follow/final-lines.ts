import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { PartLine } from '../parts/read-part.ts'
import type { WantedPart } from './wanted-parts.ts'

/**
 * Goes through chains of parts shard by shard and gives, of every record, the newest line. Holds one part of each chain in memory,
 * and the lines of one shard.
 */
export function finalLines<Problem>(
  chains: readonly (readonly WantedPart[])[],
  open: (part: WantedPart) => Result<readonly PartLine[], Problem>,
  /** A snapshot begins the list of chains: removals then leave no trace. */
  hasSnapshot: boolean,
): (shard: number) => Result<readonly PartLine[], Problem> {
  const readers = chains.map((parts) => shardReader(parts, open))
  const [only] = readers
  if (only !== undefined && readers.length === 1) return only
  return (shard) => {
    const newest = new Map<string, PartLine>()
    for (const read of readers) {
      const lines = read(shard)
      if (!lines.ok) return lines
      for (const line of lines.value) {
        const name = `${line.head.entity}\n${line.head.key}`
        const known = newest.get(name)
        if (known === undefined || known.head.version < line.head.version) newest.set(name, line)
      }
    }
    const lines = [...newest.values()]
    return ok(hasSnapshot ? lines.filter(({ head }) => !head.isRemoval) : lines)
  }
}

/** The lines of one shard after another; call it with every shard in order. */
function shardReader<Problem>(
  parts: readonly WantedPart[],
  open: (part: WantedPart) => Result<readonly PartLine[], Problem>,
): (shard: number) => Result<readonly PartLine[], Problem> {
  let lines: readonly PartLine[] = []
  let at = 0
  let next = 0
  return (shard) => {
    const taken: PartLine[] = []
    for (;;) {
      for (let line = lines[at]; line !== undefined && line.shard <= shard; line = lines[at]) {
        taken.push(line)
        at += 1
      }
      const part = parts[next]
      if (at < lines.length || part === undefined || part.expected.part.firstShard > shard) return ok(taken)
      next += 1
      const opened = open(part)
      if (!opened.ok) return opened
      lines = opened.value
      at = 0
    }
  }
}

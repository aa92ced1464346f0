import { sha256, sha256Hex } from '../../../../src-main/feed/hash.ts'
import type { FeedStanding, FeedStore } from '../../../../src-main/feed/follow/ports.ts'
import type { PartLine } from '../../../../src-main/feed/parts/read-part.ts'
import type { Failure } from '../../../../src-shared/contract.ts'
import type { Dataset } from '../../../../src-shared/feed/dataset.ts'
import type { HeldBrake } from '../../../../src-shared/feed/run-outcome.ts'
import { createStateDigest } from '../../../../src-shared/feed/state-digest.ts'
import { err, ok } from '../../../../src-shared/result.ts'

/** A register that lies in memory, with one brake: people who go. */
export interface MemoryStore extends FeedStore {
  /** Lines in use by entity and key. */
  lines(): ReadonlyMap<string, string>
  people(): number
  /** Kinds of what was begun, with its end. */
  readonly begun: string[]
  /** Makes `begin`, `take`, `prepare` or `commit` fail once. */
  failNext(at: 'begin' | 'take' | 'prepare' | 'commit', code: Failure['code']): void
  /** Changes a record in use behind everybody's back. */
  damage(): void
  returnTo(sequence: number): void
}

type Kept = Map<string, PartLine>

export function memoryStore(): MemoryStore {
  const generations: { readonly dataset: Dataset; readonly kept: Kept }[] = []
  const begun: string[] = []
  let failing: { readonly at: string; readonly failure: Failure } | null = null
  let returned = false
  let highest: Dataset | null = null

  const fails = (at: string): Failure | null => {
    if (failing?.at !== at) return null
    const { failure } = failing
    failing = null
    return failure
  }
  const inUse = () => generations.at(-1)
  const standing = (name: string): FeedStanding => {
    const dataset = inUse()?.dataset
    const { epoch, sequence } = highest ?? { epoch: 0, sequence: 0 }
    return {
      current: dataset === undefined || dataset.dataset !== name ? null : dataset,
      highest: highest === null ? null : { epoch, sequence },
      returned,
    }
  }

  return {
    begun,
    standing,
    lines: () => new Map([...(inUse()?.kept ?? [])].map(([name, { text }]) => [name, text])),
    people: () => people(inUse()?.kept ?? new Map()),
    failNext: (at, code) => {
      failing = { at, failure: { code, message: code, params: {} } }
    },
    damage() {
      const kept = inUse()?.kept
      const [name, line] = [...(kept ?? [])][0] ?? ['', null]
      if (kept !== undefined && line !== null) kept.set(name, { ...line, text: line.text.replace('ИВАНОВ', 'ПЕТРОВ') })
    },
    returnTo(sequence) {
      while ((inUse()?.dataset.sequence ?? 0) > sequence) generations.pop()
      returned = true
    },
    begin(kind, dataset) {
      const failure = fails('begin')
      if (failure !== null) return err(failure)
      begun.push(kind)
      const before = inUse()?.kept ?? new Map<string, PartLine>()
      const kept: Kept = new Map(kind === 'snapshot' ? [] : before)
      const rows = { changed: 0, removed: 0, quarantined: 0 }
      return ok({
        take(lines) {
          for (const line of lines) {
            const name = `${line.head.entity} ${line.head.key}`
            if ((kept.get(name)?.head.version ?? 0) >= line.head.version) continue
            if (!line.head.isRemoval) rows.changed += 1
            else if (kept.has(name)) rows.removed += 1
            if (line.head.isRemoval) kept.delete(name)
            else kept.set(name, line)
          }
          const problem = fails('take')
          return problem === null ? ok(null) : err(problem)
        },
        prepare(onPhase) {
          onPhase('index')
          onPhase('digest')
          const problem = fails('prepare')
          if (problem !== null) return err(problem)
          const digest = createStateDigest()
          for (const { shard, text } of kept.values()) digest.add(shard, sha256(text))
          return ok({ stateDigest: sha256Hex(digest.bytes()), brakes: brakes(before, kept), rows })
        },
        commit() {
          const problem = fails('commit')
          if (problem !== null) return err(problem)
          begun.push('committed')
          generations.push({ dataset, kept })
          highest = dataset
          returned = false
          return ok(null)
        },
        abort: () => void begun.push('aborted'),
      })
    },
  }
}

function brakes(before: Kept, after: Kept): HeldBrake[] {
  const [had, has] = [people(before), people(after)]
  return has < had * 0.95 ? [{ brake: 'people-fall', before: had, after: has, insurer: null }] : []
}

/** People who did not leave the copy. */
function people(kept: Kept): number {
  return [...kept.values()].filter(({ text }) => text.includes('"removed":null')).length
}

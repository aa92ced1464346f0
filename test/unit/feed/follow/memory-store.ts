import { sha256, sha256Hex } from '../../../../src-main/feed/hash.ts'
import type { FeedStore } from '../../../../src-main/feed/follow/ports.ts'
import type { FeedLine, FeedOptions, FeedRefusal, FeedState, FeedUpdate, HeldBrake } from '../../../../src-main/app/feed-port.ts'
import type { Failure } from '../../../../src-shared/contract.ts'
import type { Dataset } from '../../../../src-shared/feed/dataset.ts'
import { createStateDigest } from '../../../../src-shared/feed/state-digest.ts'
import { err, ok } from '../../../../src-shared/result.ts'
import type { Result } from '../../../../src-shared/result.ts'

/** A register that lies in memory, with one brake: people who go. */
export interface MemoryStore extends FeedStore {
  /** Lines in use by entity and key. */
  lines(): ReadonlyMap<string, string>
  people(): number
  /** Kinds of what was begun, with its end. */
  readonly begun: string[]
  /** Makes the next `begin…`, `add` or `finish` refuse once. */
  refuseNext(at: 'begin' | 'add' | 'finish', refusal: FeedRefusal): void
  /** Changes a record in use behind everybody's back. */
  damage(): void
  returnTo(sequence: number): void
}

type Kept = Map<string, FeedLine>

export function failure(code: Failure['code']): FeedRefusal {
  return { kind: 'failed', failure: { code, message: code, params: {} } }
}

export function memoryStore(): MemoryStore {
  const generations: { readonly dataset: Dataset; readonly kept: Kept }[] = []
  const begun: string[] = []
  let refusing: { readonly at: string; readonly refusal: FeedRefusal } | null = null
  let returned = false
  let floor: Dataset | null = null

  const refuses = (at: string): FeedRefusal | null => {
    if (refusing?.at !== at) return null
    const { refusal } = refusing
    refusing = null
    return refusal
  }
  const inUse = () => generations.at(-1)
  const state = (): FeedState | null => {
    const used = inUse()
    return used === undefined
      ? null
      : { ...used.dataset, totals: { entities: {}, people: people(used.kept), insured: 0, insurers: {}, unreadable: 0 } }
  }
  const begin = (kind: 'snapshot' | 'deltas', dataset: Dataset, { accepted = [] }: FeedOptions): Result<FeedUpdate, FeedRefusal> => {
    const refusal = refuses('begin')
    if (refusal !== null) return err(refusal)
    begun.push(kind)
    const before = inUse()
    const kept: Kept = new Map(kind === 'snapshot' ? [] : before?.kept)
    const changes = { added: 0, changed: 0, removed: 0 }
    let hasEnded = false
    return ok({
      add(lines) {
        for (const line of lines) {
          const name = `${line.head.entity} ${line.head.key}`
          if ((kept.get(name)?.head.version ?? 0) >= line.head.version) continue
          changes[line.head.isRemoval ? 'removed' : kept.has(name) ? 'changed' : 'added'] += 1
          if (line.head.isRemoval) kept.delete(name)
          else kept.set(name, line)
        }
        const problem = refuses('add')
        return problem === null ? ok(null) : err(problem)
      },
      startDeltas: () => ok(null),
      finish(onPhase) {
        for (const phase of kind === 'snapshot' ? (['index', 'digest', 'switch'] as const) : (['digest', 'switch'] as const))
          onPhase?.(phase)
        const problem = refuses('finish')
        if (problem !== null) return err(problem)
        const digest = createStateDigest()
        for (const { shard, text } of kept.values()) digest.add(shard, sha256(text))
        if (sha256Hex(digest.bytes()) !== dataset.stateDigest) return err({ kind: 'digest-differs' })
        const stood = before?.dataset.sequence ?? 0
        const expected = dataset.expectedChanges.filter(({ from }) => stood < from && from <= dataset.sequence).map(({ brake }) => brake)
        const brakes = brakesOf(before?.kept ?? new Map(), kept).filter(({ brake }) => ![...accepted, ...expected].includes(brake))
        if (brakes.length > 0) return err({ kind: 'held', brakes })
        hasEnded = true
        begun.push('switched')
        generations.push({ dataset, kept })
        floor = dataset
        returned = false
        const now = state()
        if (now === null) throw new Error('a state was kept')
        return ok({ state: now, changes })
      },
      abort() {
        if (!hasEnded) begun.push('aborted')
        hasEnded = true
      },
    })
  }

  return {
    begun,
    takeTurn: () => ok({ end: () => undefined }),
    standing: () => ok({ state: state(), floor, returned, behind: false, otherFloors: [] }),
    beginSnapshot: (dataset, options = {}) => begin('snapshot', dataset, options),
    beginDelta: (dataset, options = {}) => begin('deltas', dataset, options),
    lines: () => new Map([...(inUse()?.kept ?? [])].map(([name, { text }]) => [name, text])),
    people: () => people(inUse()?.kept ?? new Map()),
    refuseNext: (at, refusal) => {
      refusing = { at, refusal }
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
  }
}

function brakesOf(before: Kept, after: Kept): HeldBrake[] {
  const [had, has] = [people(before), people(after)]
  return has < had * 0.95 ? [{ brake: 'people-fall', before: had, after: has, ofBefore: had, ofAfter: has, insurers: [] }] : []
}

/** People who did not leave the copy. */
function people(kept: Kept): number {
  return [...kept.values()].filter(({ text }) => text.includes('"removed":null')).length
}

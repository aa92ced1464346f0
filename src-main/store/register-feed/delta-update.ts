import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { FeedOptions, FeedRefusal, FeedUpdate } from '../../app/feed-port.ts'
import type { Connection } from '../encrypted-database.ts'
import { createLineApplier } from './apply-lines.ts'
import { digestText, forgetUndo, readFeedRow, startUndo, stateOf, writeFeedRow } from './feed-row.ts'
import type { FeedRow } from './feed-row.ts'
import { judgeState } from './judge-state.ts'
import { createSteps } from './steps.ts'
import type { WritingConnection } from './writing-connection.ts'

interface DeltaOptions {
  readonly file: string
  /** The update closes its connection. */
  readonly writing: WritingConnection
  readonly dataset: Dataset
  readonly options: FeedOptions
  /** Called once after the commit, with the connection still open. */
  readonly onCommit: () => void
  /** Called once when the connection is closed, whatever the outcome. */
  readonly onEnd: () => void
}

/**
 * Changes a generation by a chain of deltas in one transaction: readers on other connections see the state before it or after it. A
 * digest that differs, a brake that holds and a crash at any moment leave the state before it.
 */
export function createDeltaUpdate({ file, writing, dataset, options, onCommit, onEnd }: DeltaOptions): Result<FeedUpdate, FeedRefusal> {
  const { database, settle } = writing
  const steps = createSteps(file, () => {
    try {
      if (database.inTransaction) database.exec('ROLLBACK')
      // What was dropped must not keep its room: on a full disk the journal would have none.
      settle()
    } finally {
      database.close()
      onEnd()
    }
  })

  return steps.run(() => {
    database.exec('BEGIN IMMEDIATE')
    const former = readFeedRow(database, 0)
    if (former === null || former.state.dataset !== dataset.dataset || former.state.epoch !== dataset.epoch) return err({ kind: 'no-base' })
    startUndo(database, former)
    const applier = createLineApplier(database, { digest: former.digest, totals: former.state.totals }, true)
    const update: FeedUpdate = {
      add: (lines) =>
        steps.run(() => {
          for (const line of lines) {
            const refusal = applier.apply(line)
            if (refusal !== null) return err(refusal)
          }
          return ok(null)
        }),
      startDeltas: () => steps.run(() => ok(null)),
      finish: (onPhase = () => undefined) =>
        steps.run(() => {
          onPhase('digest')
          const next = { digest: applier.digest(), totals: applier.totals() }
          const refusal = judgeState(next, dataset, former.state, options)
          if (refusal !== null) return err(refusal)
          onPhase('switch')
          const state = stateOf(dataset, next.totals)
          writeFeedRow(database, { state, digest: next.digest })
          database.exec('COMMIT')
          onCommit()
          steps.end()
          return ok({ state, changes: applier.changes() })
        }),
      abort: steps.end,
    }
    return ok(update)
  })
}

/**
 * Undoes the last delta in one transaction. `beforeCommit` runs when all is right and nothing is visible yet. Error `digest-differs`:
 * the tables are not what they were; nothing has changed then. Throws SQLite's errors.
 */
export function undoDelta(database: Connection, former: FeedRow, beforeCommit: () => void): FeedRefusal | null {
  database.exec('BEGIN IMMEDIATE')
  try {
    const current = readFeedRow(database, 0)
    if (current === null) throw new Error('A register with an undo has no place in its feed.')
    const applier = createLineApplier(database, { digest: current.digest, totals: current.state.totals }, false)
    const refusal = applier.undo()
    if (refusal !== null) return refusal
    if (digestText(applier.digest()) !== digestText(former.digest)) return { kind: 'digest-differs' }
    writeFeedRow(database, former)
    forgetUndo(database)
    beforeCommit()
    database.exec('COMMIT')
    return null
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK')
  }
}

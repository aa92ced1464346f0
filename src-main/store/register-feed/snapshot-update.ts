import { rmSync, statSync } from 'node:fs'
import type { Failure } from '../../../src-shared/contract.ts'
import { UNREADABLE_RECORD } from '../../../src-shared/coverage/register-codes.ts'
import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import { createStateDigest } from '../../../src-shared/feed/state-digest.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { FeedLine, FeedOptions, FeedRefusal, FeedState, FeedUpdate } from '../../app/feed-port.ts'
import { syncFile } from '../../app/files/durable-file.ts'
import { openForBuilding } from '../register/builder.ts'
import { finishTables } from '../register/finish-tables.ts'
import { createRowWriter } from '../register/row-writer.ts'
import { PEOPLE_PER_SEGMENT, segmentsFor } from '../register/segments.ts'
import type { Segments } from '../register/segments.ts'
import { createPersonWriter } from '../register/write-person.ts'
import { createLineApplier } from './apply-lines.ts'
import type { LineApplier } from './apply-lines.ts'
import { interpreted, lineHash } from './feed-lines.ts'
import { stateOf, writeFeedRow } from './feed-row.ts'
import { judgeState } from './judge-state.ts'
import { createLooseWriter } from './record-writer.ts'
import { createSteps } from './steps.ts'
import { createTotals } from './totals.ts'
import { unreadablePerson } from './unreadable-person.ts'

interface SnapshotOptions {
  readonly file: string
  readonly key: Uint8Array
  readonly dataset: Dataset
  readonly options: FeedOptions
  /** What the desk answers from, for the brakes. */
  readonly before: FeedState | null
  /** Makes the finished file of so many bytes current. Where that fails the file is left to the caller. */
  readonly publish: (bytes: number) => Result<null, Failure>
  /** Called once when nothing more is built, whatever the outcome. */
  readonly onEnd: () => void
  readonly segmentPeople?: number
}

/** Room in the indexes of a large register for people that deltas bring. */
const HEADROOM = 1.25

/**
 * Builds a generation from the lines of a snapshot, and of deltas after it. The digest is summed from the lines as they come; what the
 * tables give back is proven the same, because every line is compared with the one that its record makes. Throws the errors of
 * SQLite and of the file system on opening.
 */
export function createSnapshotUpdate({ file, key, dataset, options, before, publish, onEnd, ...more }: SnapshotOptions): FeedUpdate {
  const database = openForBuilding(file, key)
  const people = createPersonWriter((table) => createRowWriter(database, table))
  const loose = createLooseWriter(database)
  const digest = createStateDigest()
  const totals = createTotals()
  const insurers = new Set<string>()
  let rows = 0
  let hasUnreadPeople = false
  let deltas: LineApplier | null = null
  let published = false
  const steps = createSteps(file, () => {
    database.close()
    if (!published) rmSync(file, { force: true })
    onEnd()
  })

  /** False where that record came before. */
  const insert = (line: FeedLine): boolean => {
    const { entity, key: name, version } = line.head
    const record = interpreted(line)
    digest.add(line.shard, lineHash(line.bytes ?? line.text))
    totals.add(entity, record)
    if (record === null) {
      hasUnreadPeople ||= entity === 'person'
      const person = entity === 'person' ? unreadablePerson(line, null) : null
      if (person !== null) people.person(rows++, person, version)
      return loose.unread(line)
    }
    if ('classifier' in record) return loose.classifier(record.classifier, version)
    if ('insurer' in record) {
      if (insurers.has(name)) return false
      insurers.add(name)
      people.insurer(record.insurer, version)
      return true
    }
    people.person(rows++, record.person, version)
    return true
  }
  const startDeltas = (): Result<LineApplier, FeedRefusal> => {
    if (deltas !== null) return ok(deltas)
    people.flush()
    const { dataset: name, scope, version, asOf } = dataset
    const replaced = finishTables(
      database,
      { dataset: name, scope, version, asOf },
      roomySegments(rows, more.segmentPeople ?? PEOPLE_PER_SEGMENT),
    )
    if (replaced > 0 || (hasUnreadPeople && database.prepare(TWICE).get() !== undefined)) return err({ kind: 'record-twice' })
    deltas = createLineApplier(database, { digest: digest.bytes(), totals: totals.value() }, false)
    return ok(deltas)
  }

  return {
    add: (lines) =>
      steps.run(() => {
        for (const line of lines) {
          if (deltas === null && line.head.isRemoval) return err({ kind: 'line-misplaced' })
          if (deltas === null && !insert(line)) return err({ kind: 'record-twice' })
          const refusal = deltas === null ? null : deltas.apply(line)
          if (refusal !== null) return err(refusal)
        }
        return ok(null)
      }),
    startDeltas() {
      const started = steps.run(startDeltas)
      return started.ok ? ok(null) : started
    },
    finish: (onPhase = () => undefined) =>
      steps.run(() => {
        onPhase('index')
        const built = startDeltas()
        if (!built.ok) return built
        onPhase('digest')
        const next = { digest: built.value.digest(), totals: built.value.totals() }
        const refusal = judgeState(next, dataset, before, options)
        if (refusal !== null) return err(refusal)
        onPhase('switch')
        const state = stateOf(dataset, next.totals)
        writeFeedRow(database, { state, digest: next.digest })
        database.exec('COMMIT')
        // Deltas change this file while desks read it.
        database.pragma('journal_mode=WAL')
        database.close()
        syncFile(file)
        const { size } = statSync(file)
        published = true
        const switched = publish(size)
        steps.end()
        if (!switched.ok) return err({ kind: 'failed', failure: switched.error })
        const added = Object.values(next.totals.entities).reduce((sum, count) => sum + count, 0)
        return ok({ state, changes: { added, changed: 0, removed: 0 } })
      }),
    abort: steps.end,
  }
}

/** A person both readable and kept as bytes of which no key can be read; of any other the id stands twice in the table. */
const TWICE = `SELECT 1 FROM unread_record, person LEFT JOIN person_exception USING (id)
  WHERE entity = 'person' AND source_id = key AND removed_reason IS NOT '${UNREADABLE_RECORD}'`

/** Indexes in one part have no end; those of a large register end somewhere. */
function roomySegments(rows: number, people: number): Segments {
  return rows <= people ? segmentsFor(rows, people) : segmentsFor(Math.ceil(rows * HEADROOM), people)
}

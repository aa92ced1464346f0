import { statSync } from 'node:fs'
import type { Failure } from '../../../src-shared/contract.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { FeedRefusal, PreviousRegister } from '../../app/feed-port.ts'
import type { Log } from '../../app/ports.ts'
import { storageFailureOrThrow } from '../failures.ts'
import { readFolderFile, withFloor, writeFolderFile } from '../folder-file.ts'
import type { FolderFile } from '../folder-file.ts'
import { generationFile, removeOtherGenerations } from '../register/generation.ts'
import { undoDelta } from './delta-update.ts'
import { readFeedRow } from './feed-row.ts'
import type { FeedRow } from './feed-row.ts'
import { readInside, readStanding } from './standing.ts'
import { openForWriting } from './writing-connection.ts'

/** To what one call goes back: before the last delta, else to the generation before the last snapshot. Null: to nothing. */
export function previousRegister(folder: string, key: Uint8Array): Result<PreviousRegister | null, Failure> {
  const file = readFolderFile(folder)
  if (!file.ok) return file
  const former = beforeDelta(folder, key, file.value)
  if (!former.ok) return former
  return former.value === null ? previousGeneration(folder, key, file.value) : ok(ofDelta(former.value))
}

/**
 * Goes back with the register's turn held. The folder remembers the place that was left: it stays the floor below which nothing is
 * taken, and is not taken again by itself.
 */
export function returnToPrevious(
  folder: string,
  key: Uint8Array,
  file: FolderFile,
  log: Log,
): Result<PreviousRegister | null, FeedRefusal> {
  const standing = readStanding(folder, key, file)
  const former = beforeDelta(folder, key, file)
  if (!standing.ok || !former.ok) return err(failed(standing.ok ? former : standing))
  const { floor } = standing.value
  const remembered = floor === null ? file : withFloor(file, { ...floor, returned: true })
  if (former.value !== null && file.generation !== null) {
    const refusal = undo(folder, key, file.generation, former.value, remembered)
    if (refusal !== null) return err(refusal)
    log.info('register.returned', { kind: 'delta', sequence: former.value.state.sequence })
    return ok(ofDelta(former.value))
  }
  const previous = previousGeneration(folder, key, file)
  if (!previous.ok) return err(failed(previous))
  if (previous.value === null) return ok(null)
  const next: FolderFile = { ...remembered, generation: file.previous, previous: null }
  writeFolderFile(folder, next)
  removeOtherGenerations(folder, next)
  log.info('register.returned', { kind: 'generation', generation: file.previous?.number ?? null })
  return previous
}

/** The note is written before the commit: a crash between the two leaves a register that stands at its floor, where the note says nothing. */
function undo(
  folder: string,
  key: Uint8Array,
  generation: NonNullable<FolderFile['generation']>,
  former: FeedRow,
  remembered: FolderFile,
): FeedRefusal | null {
  const writing = openForWriting(folder, generation, key)
  if (!writing.ok) return failed(writing)
  const file = generationFile(folder, generation.number)
  try {
    const refusal = undoDelta(writing.value.database, former, () => writeFolderFile(folder, remembered))
    if (refusal !== null) return refusal
    writing.value.settle()
    writeFolderFile(folder, { ...remembered, generation: { number: generation.number, bytes: statSync(file).size } })
    return null
  } catch (error) {
    return { kind: 'failed', failure: storageFailureOrThrow(error, file) }
  } finally {
    writing.value.database.close()
  }
}

/** A damaged register can undo nothing, and goes back to its previous generation. */
function beforeDelta(folder: string, key: Uint8Array, { generation }: FolderFile): Result<FeedRow | null, Failure> {
  const row = readInside(folder, key, generation, (database) => readFeedRow(database, 1))
  return row.ok || row.error.code !== 'database-damaged' ? row : ok(null)
}

function ofDelta({ state: { version, asOf, epoch, sequence } }: FeedRow): PreviousRegister {
  return { kind: 'delta', version, asOf, position: { epoch, sequence } }
}

interface DatasetRow {
  version: string
  asOf: string
}

function previousGeneration(folder: string, key: Uint8Array, { previous }: FolderFile): Result<PreviousRegister | null, Failure> {
  return readInside(folder, key, previous, (database): PreviousRegister | null => {
    const row = database.prepare<[], DatasetRow>('SELECT version, as_of AS asOf FROM dataset').get()
    if (row === undefined) return null
    const state = readFeedRow(database, 0)?.state ?? null
    return { kind: 'generation', ...row, position: state === null ? null : { epoch: state.epoch, sequence: state.sequence } }
  })
}

function failed(result: Result<unknown, Failure>): FeedRefusal {
  if (result.ok) throw new Error('A success is no refusal.')
  return { kind: 'failed', failure: result.error }
}

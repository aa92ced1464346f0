import { statSync } from 'node:fs'
import type { Failure } from '../../../src-shared/contract.ts'
import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import { isDemoDataset } from '../../../src-shared/register/record.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { FeedOptions, FeedRefusal, FeedUpdate, RegisterFeed } from '../../app/feed-port.ts'
import type { Log } from '../../app/ports.ts'
import { failure, kindDiffers, storageFailure, storageFailureOrThrow } from '../failures.ts'
import { readFolderFile, withFloor, writeFolderFile } from '../folder-file.ts'
import type { FolderFile } from '../folder-file.ts'
import { lockFolder } from '../folder-lock.ts'
import { generationFile, nextGeneration } from '../register/generation.ts'
import { createDeltaUpdate } from './delta-update.ts'
import { makeRoom, publishSnapshot } from './publish-snapshot.ts'
import { previousRegister, returnToPrevious } from './return-to-previous.ts'
import { createSnapshotUpdate } from './snapshot-update.ts'
import { readStanding, refusalAt, stateBefore } from './standing.ts'
import { verifyRegister } from './verify-register.ts'
import { openForWriting } from './writing-connection.ts'

export interface RegisterFeedOptions {
  /** The data folder, whose pointer stands already. */
  readonly path: string
  /** The register's key. */
  readonly key: Uint8Array
  /** The process holds the folder's lock, by whichever thread. Otherwise the feed is only read. */
  readonly mayChange: boolean
  readonly log: Log
  readonly segmentPeople?: number
}

/** The register of a data folder as the end of a feed. Keeps nothing between calls but what an update needs until its end. */
export function createRegisterFeed(options: RegisterFeedOptions): RegisterFeed {
  const { path: folder, key, log } = options

  /** What every update begins with: the right to make it, and the folder as it is now. */
  const begin = (
    dataset: Dataset,
    chosen: FeedOptions,
    start: (file: FolderFile, standing: Standing, release: () => void) => Result<FeedUpdate, FeedRefusal>,
  ): Result<FeedUpdate, FeedRefusal> =>
    changing(options, (file, release) => {
      const kind = isDemoDataset(dataset.dataset) ? 'demo' : 'real'
      if (file.kind !== 'empty' && file.kind !== kind) return err(failed(kindDiffers(folder, file.kind, kind)))
      const standing = readStanding(folder, key, file)
      if (!standing.ok) return err(failed(standing.error))
      const refusal = refusalAt(standing.value, dataset, chosen)
      return refusal === null ? start(file, standing.value, release) : err(refusal)
    })

  return {
    takeTurn(feedFolder) {
      const forbidden = refusesChanges(options)
      if (forbidden !== null) return err(forbidden)
      const lock = lockFolder(feedFolder, 0, 'feed')
      return lock.ok ? ok({ end: () => lock.value.release() }) : lock
    },
    standing() {
      const file = readFolderFile(folder)
      return file.ok ? readStanding(folder, key, file.value) : file
    },
    beginSnapshot: (dataset, chosen = {}) =>
      begin(dataset, chosen, (file, standing, onEnd) => {
        const before = stateBefore(folder, key, file, standing.state, dataset.dataset)
        makeRoom(folder, file, dataset)
        const number = nextGeneration(folder)
        const publish = (bytes: number) => publishSnapshot(folder, key, dataset, { number, bytes }, log)
        const { segmentPeople } = options
        const more = segmentPeople === undefined ? {} : { segmentPeople }
        return ok(
          createSnapshotUpdate({ file: generationFile(folder, number), key, dataset, options: chosen, before, publish, onEnd, ...more }),
        )
      }),
    beginDelta: (dataset, chosen = {}) =>
      begin(dataset, chosen, (file, _standing, onEnd) => {
        if (file.generation === null) return err({ kind: 'no-base' })
        const { number } = file.generation
        const name = generationFile(folder, number)
        const writing = openForWriting(folder, file.generation, key)
        if (!writing.ok) return err(failed(writing.error))
        const onCommit = (): void => {
          writing.value.settle()
          raiseFloor(folder, dataset, { number, bytes: statSync(name).size }, log)
        }
        return createDeltaUpdate({ file: name, writing: writing.value, dataset, options: chosen, onCommit, onEnd })
      }),
    previous: () => previousRegister(folder, key),
    returnToPrevious: () =>
      changing(options, (file, release) => {
        try {
          return returnToPrevious(folder, key, file, log)
        } finally {
          release()
        }
      }),
    async verify(chosen = {}) {
      const before = readFolderFile(folder)
      const number = before.ok ? (before.value.generation?.number ?? null) : null
      const found = await verifyRegister(folder, key, chosen)
      const isDamaged = found.kind === 'damaged' || (found.kind === 'failed' && found.failure.code === 'database-damaged')
      if (isDamaged && options.mayChange) condemn(options, number)
      return found
    },
  }
}

type Standing = Extract<ReturnType<typeof readStanding>, { ok: true }>['value']

function refusesChanges({ path: folder, mayChange }: RegisterFeedOptions): Failure | null {
  return mayChange ? null : failure('not-permitted', 'This command only reads the register.', { path: folder })
}

/** Takes the turn to change the register; `work` lets it go through `release`, unless it is refused or throws. */
function changing<Value>(
  options: RegisterFeedOptions,
  work: (file: FolderFile, release: () => void) => Result<Value, FeedRefusal>,
): Result<Value, FeedRefusal> {
  const forbidden = refusesChanges(options)
  if (forbidden !== null) return err(failed(forbidden))
  const { path: folder } = options
  const turn = lockFolder(folder, 0, 'register')
  if (!turn.ok) return err(failed(turn.error))
  let isHeld = true
  const release = (): void => {
    if (isHeld) turn.value.release()
    isHeld = false
  }
  let done: Result<Value, FeedRefusal> | null = null
  try {
    const file = readFolderFile(folder)
    done = file.ok ? work(file.value, release) : err(failed(file.error))
    return done
  } catch (error) {
    return err(failed(storageFailureOrThrow(error, folder)))
  } finally {
    if (done?.ok !== true) release()
  }
}

/**
 * A register that is not what was published answers nobody any more, at no later start either: the pointer says so. The next run takes
 * the snapshot, and the previous generation can still be gone back to. What cannot be written now is found again by the next verification.
 */
function condemn(options: RegisterFeedOptions, number: number | null): void {
  const condemned = changing(options, (file, release) => {
    const { generation } = file
    if (generation !== null && generation.number === number)
      writeFolderFile(options.path, { ...file, generation: { ...generation, condemned: true } })
    release()
    return ok(null)
  })
  if (!condemned.ok) options.log.error('register.not-condemned', { kind: condemned.error.kind })
  else options.log.error('register.condemned')
}

/** The delta is durable by now, whatever becomes of the pointer: a lower floor beside a register that is ahead of it harms nobody. */
function raiseFloor(folder: string, dataset: Dataset, generation: NonNullable<FolderFile['generation']>, log: Log): void {
  const { dataset: name, epoch, sequence } = dataset
  try {
    const file = readFolderFile(folder)
    const floor = { dataset: name, epoch, sequence, returned: false }
    if (file.ok) writeFolderFile(folder, withFloor({ ...file.value, generation }, floor))
  } catch (error) {
    const found = storageFailure(error, folder)
    if (found === null) throw error
    log.error('feed.floor-unwritten', { cause: found.params['cause'] ?? null })
  }
}

function failed(cause: Failure): FeedRefusal {
  return { kind: 'failed', failure: cause }
}

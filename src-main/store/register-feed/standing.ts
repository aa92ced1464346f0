import type { Failure } from '../../../src-shared/contract.ts'
import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import type { FeedPosition } from '../../../src-shared/feed/update-plan.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { floorIn } from '../../app/feed-port.ts'
import type { FeedOptions, FeedRefusal, FeedStanding, FeedState } from '../../app/feed-port.ts'
import type { Connection } from '../encrypted-database.ts'
import { storageFailureOrThrow } from '../failures.ts'
import type { FolderFile } from '../folder-file.ts'
import { generationFile, openRegisterFile } from '../register/generation.ts'
import { readFeedRow } from './feed-row.ts'
import type { FeedRow } from './feed-row.ts'

/** Where the register stands, by itself and by the folder's pointer: of the two the higher place counts. A damaged register has no state. */
export function readStanding(folder: string, key: Uint8Array, file: FolderFile): Result<FeedStanding, Failure> {
  const row = readCurrentRow(folder, key, file)
  if (!row.ok) return row
  const state = row.value?.state ?? null
  const all = [...file.formerFeeds, ...(file.feed === null ? [] : [file.feed])]
  const name = state?.dataset ?? file.feed?.dataset ?? null
  const kept = all.find(({ dataset }) => dataset === name) ?? null
  const isAhead = state !== null && (kept === null || isBefore(kept, state))
  const floor = isAhead ? { dataset: state.dataset, epoch: state.epoch, sequence: state.sequence } : kept
  const isBelow = state !== null && floor !== null && isBefore(state, floor)
  const returned = kept?.returned === true && (isBelow || state === null)
  return ok({
    state,
    floor: floor === null ? null : { dataset: floor.dataset, epoch: floor.epoch, sequence: floor.sequence },
    returned,
    behind: isBelow && !returned,
    otherFloors: all.filter(({ dataset }) => dataset !== name),
  })
}

/**
 * The state of a dataset with which a snapshot is compared by the brakes; null where there never was one. A register that is damaged, or
 * that verification condemned, answers nobody, but its counts still hold back what is wrong with the next state; where it cannot be read
 * at all, those of the generation before it do.
 */
export function stateBefore(folder: string, key: Uint8Array, file: FolderFile, state: FeedState | null, dataset: string): FeedState | null {
  const known = (generation: FolderFile['generation']): FeedState | null => {
    if (generation === null) return null
    const { number, bytes } = generation
    try {
      const row = readInside(folder, key, { number, bytes }, (database) => readFeedRow(database, 0))
      return row.ok ? (row.value?.state ?? null) : null
    } catch {
      // Damage may have reached the counts themselves.
      return null
    }
  }
  const found = state ?? known(file.generation) ?? known(file.previous)
  return found?.dataset === dataset ? found : null
}

/** Why a published state is not begun with; null: it may be. */
export function refusalAt(standing: FeedStanding, dataset: Dataset, { again = false }: FeedOptions): FeedRefusal | null {
  const floor = floorIn(standing, dataset.dataset)
  if (floor === null) return null
  const { state } = standing
  const { epoch, sequence, returned } = floor
  if (isBefore(dataset, floor)) return { kind: 'older', floor: { epoch, sequence } }
  if (isBefore(floor, dataset)) return null
  if (returned) return again ? null : { kind: 'returned-from', floor: { epoch, sequence } }
  const isThere = state !== null && state.dataset === dataset.dataset && !isBefore(state, floor)
  return isThere ? { kind: 'up-to-date' } : null
}

/** The current generation's row of its feed; null where it has none or is damaged. */
export function readCurrentRow(folder: string, key: Uint8Array, { generation }: FolderFile): Result<FeedRow | null, Failure> {
  const row = readInside(folder, key, generation, (database) => readFeedRow(database, 0))
  return row.ok || row.error.code !== 'database-damaged' ? row : ok(null)
}

/** Reads from a generation on a connection of its own. Null: there is none. Errors: as `openRegisterFile`. */
export function readInside<Value>(
  folder: string,
  key: Uint8Array,
  generation: FolderFile['generation'],
  read: (database: Connection) => Value,
): Result<Value | null, Failure> {
  if (generation === null) return ok(null)
  const opened = openRegisterFile(folder, generation, key)
  if (!opened.ok) return opened
  try {
    return ok(read(opened.value))
  } catch (error) {
    return err(storageFailureOrThrow(error, generationFile(folder, generation.number)))
  } finally {
    opened.value.close()
  }
}

function isBefore(one: FeedPosition, other: FeedPosition): boolean {
  return one.epoch < other.epoch || (one.epoch === other.epoch && one.sequence < other.sequence)
}

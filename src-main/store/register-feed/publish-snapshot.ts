import { statSync, statfsSync } from 'node:fs'
import type { Failure } from '../../../src-shared/contract.ts'
import type { Dataset } from '../../../src-shared/feed/dataset.ts'
import { isDemoDataset } from '../../../src-shared/register/record.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { Log } from '../../app/ports.ts'
import { storageFailureOrThrow } from '../failures.ts'
import { readFolderFile, withFloor, writeFolderFile } from '../folder-file.ts'
import type { FolderFile } from '../folder-file.ts'
import { generationFile, openRegisterFile, removeGeneration, removeOtherGenerations } from '../register/generation.ts'

type Generation = NonNullable<FolderFile['generation']>

/**
 * The moment of the switch: the pointer with the place in the feed is replaced durably. The generation it named before is kept as the
 * previous one where it can be read; the one before that goes. After a failure the former pointer stands and the new file is gone.
 */
export function publishSnapshot(
  folder: string,
  key: Uint8Array,
  { dataset, epoch, sequence }: Dataset,
  generation: Generation,
  log: Log,
): Result<null, Failure> {
  const file = readFolderFile(folder)
  const opened = file.ok ? openRegisterFile(folder, generation, key) : file
  if (!file.ok || !opened.ok) {
    removeGeneration(folder, generation.number)
    return opened.ok ? ok(null) : err(opened.error)
  }
  opened.value.close()
  const next: FolderFile = {
    ...withFloor(file.value, { dataset, epoch, sequence, returned: false }),
    kind: isDemoDataset(dataset) ? 'demo' : 'real',
    generation,
    previous: isReadable(folder, key, file.value.generation) ? file.value.generation : null,
  }
  try {
    writeFolderFile(folder, next)
  } catch (error) {
    // The pointer may have been replaced although its folder could not be made durable: then the file must stay.
    const onDisk = readFolderFile(folder)
    if (onDisk.ok && onDisk.value.generation?.number !== generation.number) removeGeneration(folder, generation.number)
    return err(storageFailureOrThrow(error, folder))
  }
  removeOtherGenerations(folder, next)
  log.info('register.switched', { generation: generation.number, sequence })
  return ok(null)
}

/** What a generation takes on the disk for every byte of its snapshot, at most: indexes and pages against compressed lines. */
const GROWTH = 12

/** Where the disk is short of room for a snapshot, the previous generation goes first. Throws the file system's errors. */
export function makeRoom(folder: string, file: FolderFile, { snapshot }: Dataset): void {
  if (file.previous === null) return
  const former = file.generation === null ? 0 : sizeOf(generationFile(folder, file.generation.number))
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize > Math.max(former * 1.25, snapshot.bytes * GROWTH)) return
  writeFolderFile(folder, { ...file, previous: null })
  removeGeneration(folder, file.previous.number)
}

function isReadable(folder: string, key: Uint8Array, generation: FolderFile['generation']): boolean {
  if (generation === null) return false
  const opened = openRegisterFile(folder, generation, key)
  if (opened.ok) opened.value.close()
  return opened.ok
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

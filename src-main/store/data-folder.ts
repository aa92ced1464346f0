import { statSync } from 'node:fs'
import path from 'node:path'
import type { Failure, RegisterState } from '../../src-shared/contract.ts'
import { isDemoDataset } from '../../src-shared/register/record.ts'
import { err, ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import type { FeedRefusal, FeedUpdate, RegisterFeed } from '../app/feed-port.ts'
import type { Clock, DataFolder, KeyVault, Log } from '../app/ports.ts'
import { failure, kindDiffers, storageFailureOrThrow } from './failures.ts'
import { createRegisterFeed } from './register-feed/register-feed.ts'
import { settleLog } from './register-feed/writing-connection.ts'
import { makeFolder } from '../app/files/make-folder.ts'
import {
  checkKeys,
  folderFileExists,
  lostPointer,
  newFolderFile,
  newFolderId,
  readFolderFile,
  readKeys,
  removeFolderDrafts,
  writeFolderFile,
} from './folder-file.ts'
import type { FolderFile, FolderKeys } from './folder-file.ts'
import { lockFolder } from './folder-lock.ts'
import type { FolderLock } from './folder-lock.ts'
import { openJournal } from './journal.ts'
import { createBuilder } from './register/builder.ts'
import {
  generationFile,
  hasGenerations,
  nextGeneration,
  openGeneration,
  removeGeneration,
  removeOtherGenerations,
} from './register/generation.ts'
import { createLiveRegister } from './register/live-register.ts'
import type { LiveRegister } from './register/live-register.ts'
import { readSettingsFile, writeSettingsFile } from './settings-file.ts'

/**
 * `desk`: the one workplace that uses the folder, `writer`: a command that changes the register; both hold the folder's lock.
 * `reader`: a command that checks beside a running desk; it writes the journal too, never the register.
 */
export type FolderRole = 'desk' | 'reader' | 'writer'

/** `create`: the folder is new, so its keys are made; `open`: they must exist. */
export type VaultOf = (folderId: string, occasion: 'create' | 'open') => KeyVault

export interface OpenOptions {
  readonly path: string
  readonly role: FolderRole
  readonly vault: VaultOf
  readonly clock: Clock
  readonly log: Log
  /** For tests of large registers: see `register/segments.ts`. */
  readonly segmentPeople?: number
}

const CREATION_PATIENCE = 5000

/**
 * Opens a data folder and makes it where there is none, in any role, so that a check without a register can be journalled.
 * A register that is damaged does not keep the folder from opening: `register.state()` says so. Errors: `folder-in-use` (the
 * roles with a lock), `key-missing`, `key-wrong`, `database-damaged` (the journal or `folder.json`), `database-newer`,
 * `disk-full`, `journal-unwritable`.
 */
export function openDataFolder(options: OpenOptions): Result<DataFolder, Failure> {
  try {
    makeFolder(options.path)
  } catch (error) {
    return err(storageFailureOrThrow(error, options.path))
  }
  if (options.role === 'reader') return openUnlocked(options, null)
  const lock = lockFolder(options.path, 0)
  if (!lock.ok) return lock
  const opened = openUnlocked(options, lock.value)
  if (!opened.ok) lock.value.release()
  return opened
}

function openUnlocked(options: OpenOptions, lock: FolderLock | null): Result<DataFolder, Failure> {
  const { path: folder, vault, log } = options
  const first = folderFileExists(folder) ? readFolderFile(folder) : createFolder(options, lock)
  if (!first.ok) return first
  const keys = readKeys(vault(first.value.id, 'open'))
  if (!keys.ok) return keys
  const fit = checkKeys(first.value, keys.value)
  if (!fit.ok) return fit

  const journalFile = path.join(folder, 'journal.db')
  // A folder gets its journal before its first register: where there is none, proofs were lost, and starting anew would hide it.
  if (first.value.kind !== 'empty' && !hasContent(journalFile)) {
    return err(failure('database-damaged', 'The journal of checks is gone.', { path: journalFile }))
  }
  const register = createLiveRegister(log)
  const file = openRegister(register, folder, first.value, keys.value, log)
  if (!file.ok) return file
  const journal = openJournal(journalFile, keys.value.journal)
  if (!journal.ok) {
    register.close()
    return journal
  }
  if (lock !== null) {
    tidyRegister(folder, (pointer) => {
      removeFolderDrafts(folder)
      settleLog(folder, pointer.generation, keys.value.register)
    })
  }
  return ok(dataFolder(options, { file: file.value, keys: keys.value, register, journal: journal.value, lock }))
}

/**
 * Removes the registers that nothing points to, and does `more`. A desk that was closed in the middle of an update may still be at it for
 * some seconds: while it has the register's turn nothing is touched, and what it has switched meanwhile is seen.
 */
function tidyRegister(folder: string, more: (pointer: FolderFile) => void = () => undefined): void {
  const turn = lockFolder(folder, 0, 'register')
  if (!turn.ok) return
  try {
    const pointer = readFolderFile(folder)
    if (!pointer.ok) return
    removeOtherGenerations(folder, pointer.value)
    more(pointer.value)
  } finally {
    turn.value.release()
  }
}

/**
 * Opens the current generation and returns the pointer it was opened by. A desk may switch generations while a reader opens the
 * folder: a file that is gone although a newer pointer stands there is not damage. A damaged generation is a state of the
 * register; only one of a newer program refuses the folder.
 */
function openRegister(register: LiveRegister, folder: string, first: FolderFile, keys: FolderKeys, log: Log): Result<FolderFile, Failure> {
  let file = first
  for (;;) {
    if (file.generation === null) return ok(file)
    const generation = openGeneration(folder, file.generation, keys.register)
    if (generation.ok) {
      const isDemo = generation.value.state().source === 'demo'
      register.replace(generation.value)
      // Invented people must never answer unmarked: a pointer that calls them real is not believed.
      if (isDemo !== (file.kind === 'demo')) register.markDamaged()
      return ok(file)
    }
    if (generation.error.code !== 'database-damaged') return generation
    const again = readFolderFile(folder)
    if (!again.ok) return again
    if (again.value.generation?.number === file.generation.number) {
      log.error('register.damaged', { generation: file.generation.number })
      register.markDamaged()
      return ok(file)
    }
    file = again.value
  }
}

/** Makes keys first, then the pointer, so that a folder never exists without its keys. */
function createFolder(options: OpenOptions, held: FolderLock | null): Result<FolderFile, Failure> {
  const lock = held === null ? lockFolder(options.path, CREATION_PATIENCE) : ok(held)
  if (!lock.ok) return folderFileExists(options.path) ? readFolderFile(options.path) : lock
  try {
    if (folderFileExists(options.path)) return readFolderFile(options.path)
    if (hasDatabases(options.path)) return err(lostPointer(options.path))
    const id = newFolderId()
    const keys = readKeys(options.vault(id, 'create'))
    if (!keys.ok) return keys
    const file = newFolderFile(id, keys.value)
    writeFolderFile(options.path, file)
    options.log.info('folder.created', { folder: id })
    return ok(file)
  } catch (error) {
    return err(storageFailureOrThrow(error, options.path))
  } finally {
    if (held === null) lock.value.release()
  }
}

/** The pointer is written before any database: without it they belong to a folder whose pointer was lost, and are not touched. */
function hasDatabases(folder: string): boolean {
  return hasContent(path.join(folder, 'journal.db')) || hasGenerations(folder)
}

function hasContent(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0
}

interface Parts {
  readonly file: FolderFile
  readonly keys: FolderKeys
  readonly register: LiveRegister
  readonly journal: DataFolder['journal']
  readonly lock: FolderLock | null
}

function dataFolder(options: OpenOptions, parts: Parts): DataFolder {
  const { path: folder, log } = options
  const { keys, register, journal, lock } = parts
  let file = parts.file

  /** The moment of the switch: the pointer is replaced durably, then the new generation answers and the old one goes. */
  const publish = (number: number, kind: 'demo' | 'real', bytes: number): Result<RegisterState, Failure> => {
    const generation = openGeneration(folder, { number, bytes }, keys.register)
    if (!generation.ok) {
      removeGeneration(folder, number)
      return generation
    }
    // A worker may have moved the place in the feed since this folder was opened.
    const known = readFolderFile(folder)
    const next: FolderFile = { ...(known.ok ? known.value : file), kind, generation: { number, bytes }, previous: null }
    try {
      writeFolderFile(folder, next)
    } catch (error) {
      generation.value.close()
      // The pointer may have been replaced although its folder could not be made durable: then the file must stay.
      const onDisk = readFolderFile(folder)
      if (onDisk.ok && onDisk.value.generation?.number !== number) removeGeneration(folder, number)
      return err(storageFailureOrThrow(error, folder))
    }
    file = next
    register.replace(generation.value)
    removeOtherGenerations(folder, next)
    const state = generation.value.state()
    log.info('register.switched', { generation: number, people: state.people })
    return ok(state)
  }
  let distrusted: number | null = null
  const refresh = (): Result<RegisterState, Failure> => {
    const known = readFolderFile(folder)
    if (!known.ok) return known
    if (known.value.generation?.number === register.generation() && register.state().state !== 'damaged') {
      file = known.value
      if (file.generation?.condemned === true) register.markDamaged()
      return ok(register.state())
    }
    const opened = openRegister(register, folder, known.value, keys, log)
    if (!opened.ok) return opened
    file = opened.value
    if (distrusted !== null && register.generation() === distrusted) register.markDamaged()
    if (lock !== null) tidyRegister(folder)
    return ok(register.state())
  }

  return {
    path: folder,
    id: file.id,
    kind: () => file.kind,
    register,
    journal,
    build(header) {
      if (lock === null) return err(failure('not-permitted', 'This command only reads the register.', { path: folder }))
      const kind = isDemoDataset(header.dataset) ? 'demo' : 'real'
      if (file.kind !== 'empty' && file.kind !== kind) return err(kindDiffers(folder, file.kind, kind))
      const turn = lockFolder(folder, 0, 'register')
      if (!turn.ok) return turn
      const number = nextGeneration(folder)
      const builder = createBuilder({
        file: generationFile(folder, number),
        key: keys.register,
        header,
        publish: (bytes) => publish(number, kind, bytes),
        onEnd: () => turn.value.release(),
        ...(options.segmentPeople === undefined ? {} : { segmentPeople: options.segmentPeople }),
      })
      if (!builder.ok) turn.value.release()
      return builder
    },
    feed: switchingFeed(
      createRegisterFeed({
        path: folder,
        key: keys.register,
        mayChange: lock !== null,
        log,
        ...(options.segmentPeople === undefined ? {} : { segmentPeople: options.segmentPeople }),
      }),
      refresh,
    ),
    refresh,
    distrust() {
      distrusted = register.generation()
      register.markDamaged()
    },
    readSettings: () => readSettingsFile(folder),
    writeSettings: (value) => writeSettingsFile(folder, value),
    close() {
      journal.close()
      register.close()
      lock?.release()
    },
  }
}

/** The same feed; what it switches answers at once. */
function switchingFeed(feed: RegisterFeed, refresh: () => Result<RegisterState, Failure>): RegisterFeed {
  const refreshed = <Value>(done: Result<Value, FeedRefusal>): Result<Value, FeedRefusal> => {
    if (!done.ok) return done
    const state = refresh()
    return state.ok ? done : err({ kind: 'failed', failure: state.error })
  }
  const switching = (begun: Result<FeedUpdate, FeedRefusal>): Result<FeedUpdate, FeedRefusal> =>
    begun.ok ? ok({ ...begun.value, finish: (onPhase) => refreshed(begun.value.finish(onPhase)) }) : begun
  return {
    ...feed,
    beginSnapshot: (dataset, options) => switching(feed.beginSnapshot(dataset, options)),
    beginDelta: (dataset, options) => switching(feed.beginDelta(dataset, options)),
    returnToPrevious: () => refreshed(feed.returnToPrevious()),
  }
}

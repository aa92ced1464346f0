import { createSecretKey } from 'node:crypto'
import { userInfo } from 'node:os'
import packageFile from '../../package.json' with { type: 'json' }
import type { DemoSample, Failure, StationEvent, StationState } from '../../src-shared/contract.ts'
import type { Instant } from '../../src-shared/calendar.ts'
import { err, ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import { createRecheck } from '../app/create-recheck.ts'
import { createDemoKeeper } from '../app/demo-keeper.ts'
import { errorFields } from '../app/error-fields.ts'
import { createDispatch } from '../app/dispatch.ts'
import type { Dispatch } from '../app/dispatch.ts'
import type { Clock, DataFolder, KeyVault, Log } from '../app/ports.ts'
import { openStation } from '../app/station.ts'
import type { Station } from '../app/station.ts'
import type { Timer } from '../feed/follow/follower.ts'
import { openDataFolder } from '../store/data-folder.ts'
import type { FolderRole, VaultOf } from '../store/data-folder.ts'
import { defaultKeyFile, keyFileVault } from './keys/key-file-vault.ts'
import { refuseKeyPlace } from './keys/key-place.ts'
import { configFolder } from './paths.ts'
import { createDeskUpdates } from './updates/desk-updates.ts'
import type { DeskUpdates } from './updates/desk-updates.ts'
import type { EnrolmentText } from './updates/enrolment-files.ts'

export interface ComposeOptions {
  readonly dataFolder: string
  /** Null: under the user's configuration folder, by the id of the data folder. */
  readonly keyFile: string | null
  /** Another place for the keys than a file: the electron host's safe storage. */
  readonly vault?: VaultOf
  /** `desk` and `writer` hold the folder alone; `reader` works beside a running desk. */
  readonly role: FolderRole
  readonly host: StationState['host']
  readonly clock: Clock
  readonly log: Log
  /** Makes a demo register of so many people at once in an empty folder, instead of offering it. */
  readonly demoPeople?: number
  /** Follows this feed from now on; null or absent: what the folder follows already, if anything. */
  readonly enrolment?: EnrolmentText | null
  /** Another way to wait, for tests of nights. */
  readonly timer?: Timer
  /** False: a demo register keeps its date (tests of old data). Only desks re-date. */
  readonly redateDemo?: boolean
}

export interface Composed {
  readonly dispatch: Dispatch
  /** Calls back with every event until the returned function is called. */
  subscribe(listener: (event: StationEvent) => void): () => void
  /** For hosts' own work beside the door: loading, settings of the start. */
  readonly folder: DataFolder
  readonly station: Station
  /** Null beside a running desk: only who holds the folder follows its feed. */
  readonly updates: DeskUpdates | null
  /** Resolves when the work of the start (making or re-dating the demo register) is over; never rejects. */
  readonly settled: Promise<void>
  /** Stops background work and releases the folder at once; ends when nothing works in it any more. */
  close(): Promise<void>
}

/** Milliseconds after a check in which no other came: nobody waits for the journal's tidying up. */
const QUIET = 2000
const SIX_HOURS = 6 * 60 * 60 * 1000

/**
 * Builds everything once: opens the data folder with its keys, the station, the one door. Errors: those of the data folder, and
 * `settings-damaged` for a desk.
 */
export function compose(options: ComposeOptions): Result<Composed, Failure> {
  const { clock, log } = options
  const misplaced = refuseKeyPlace(options.keyFile ?? configFolder(), options.dataFolder)
  if (misplaced !== null) return err(misplaced)
  const vaultOf = options.vault ?? keyFiles(options.keyFile)
  const opened = openDataFolder({ path: options.dataFolder, role: options.role, vault: vaultOf, clock, log })
  if (!opened.ok) return opened
  const folder = opened.value
  const keys = keysOf(vaultOf(folder.id, 'open'))
  if (!keys.ok) {
    folder.close()
    return keys
  }
  const operator = operatorName()
  const station = openStation({ folder, clock, log, host: options.host, operator, appVersion: packageFile.version })
  // A reader and a writer still open, so that the settings can be mended; a check asks for the fault itself.
  const fault = options.role === 'desk' ? station.settingsFault() : null
  if (fault !== null) {
    folder.close()
    return err(fault)
  }
  const demo = createDemoKeeper(folder, station, clock, log)
  const listeners = new Set<(event: StationEvent) => void>()
  const told = (event: StationEvent): void => {
    for (const listener of listeners) listener(event)
  }
  const questionKey = createSecretKey(keys.value.question)
  // Only a desk has somebody to tell.
  const recheck = options.role === 'desk' ? createRecheck({ folder, station, questionKey, clock, log }) : null
  const updates =
    options.role === 'reader'
      ? null
      : createDeskUpdates({
          folder,
          station,
          key: keys.value.register,
          clock,
          operator,
          log,
          timer: options.timer ?? timeout,
          onChange: (payload) => told({ name: 'updates', payload }),
        })
  const enrolled = options.enrolment && updates?.enrol({ ...options.enrolment, replace: false })
  if (enrolled && !enrolled.ok) {
    folder.close()
    return enrolled
  }
  let known = station.state()
  station.onChange((payload) => {
    const former = known
    known = payload
    told({ name: 'state', payload })
    // Another window, zone or source: the next night may be due at another time.
    if (payload.settings !== former.settings) updates?.wake()
    const { version, asOf } = payload.register
    if (version !== former.register.version || asOf !== former.register.asOf) recheck?.afterSwitch()
  })
  const settling = whenQuiet(() => folder.journal.settle())
  const dispatch = createDispatch({
    folder,
    station,
    demo,
    questionKey,
    operator,
    clock,
    log,
    samples: demoSheet,
    updates,
    testCard: async () => (await import('./sample-pictures.ts')).testCardPictures(),
    onCheck: options.role === 'desk' ? settling.again : () => undefined,
  })

  // A journal that cannot be written just now must not keep the desk from opening; each check says so itself.
  const expire = (): void => {
    const { recheckKeepDays, journalKeepDays } = station.settings()
    try {
      folder.journal.expire(clock.now(), { recheckDays: recheckKeepDays, journalDays: journalKeepDays })
    } catch (error) {
      log.error('journal.not-expired', errorFields(error))
    }
  }
  let timer: NodeJS.Timeout | null = null
  let settled = Promise.resolve()
  // Questions are kept fourteen days also where only the command line is used; how long, damaged settings cannot say.
  if (station.settingsFault() === null) expire()
  if (options.role === 'desk') {
    timer = setInterval(expire, SIX_HOURS)
    timer.unref()
    // A command may have switched the register while no desk was open.
    recheck?.afterSwitch()
    // Who follows a feed gets its people from there.
    if (updates?.isEnrolled() === true) updates.start()
    else {
      settled = startDemo(options, folder, demo)
        .catch((error: unknown) => log.error('demo.start-failed', errorFields(error)))
        .then(() => updates?.start())
    }
  }
  return ok({
    dispatch,
    subscribe(listener) {
      const hear = (event: StationEvent): void => listener(event)
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    folder,
    station,
    updates,
    settled,
    async close() {
      if (timer !== null) clearInterval(timer)
      settling.stop()
      demo.stop()
      recheck?.stop()
      const stopped = updates?.stop()
      folder.close()
      await stopped
    },
  })
}

/** Waiting keeps no process alive. */
function timeout(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds)
  timer.unref()
  return () => clearTimeout(timer)
}

function keysOf(vault: KeyVault): Result<{ readonly question: Uint8Array; readonly register: Uint8Array }, Failure> {
  const question = vault.key('question-hash')
  if (!question.ok) return question
  const register = vault.key('register')
  return register.ok ? ok({ question: question.value, register: register.value }) : register
}

/** Does `work` once nothing was said to happen again for a while; it keeps no process alive. */
function whenQuiet(work: () => void): { again(): void; stop(): void } {
  let timer: NodeJS.Timeout | null = null
  const stop = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }
  return {
    again() {
      stop()
      timer = setTimeout(work, QUIET)
      timer.unref()
    },
    stop,
  }
}

function keyFiles(keyFile: string | null): VaultOf {
  return (folderId, occasion) =>
    keyFileVault({ file: keyFile ?? defaultKeyFile(configFolder(), folderId), folderId, occasion, passphrase: null })
}

async function startDemo(
  { demoPeople, redateDemo }: ComposeOptions,
  folder: DataFolder,
  demo: ReturnType<typeof createDemoKeeper>,
): Promise<void> {
  if (folder.kind() === 'empty' && demoPeople !== undefined) await demo.make({ people: demoPeople, seed: 1 })
  else if (redateDemo !== false) await demo.redate()
}

/** The sheet of sample codes of the demo register in the folder, with pictures. */
async function demoSheet(version: string, asOf: Instant): Promise<DemoSample[]> {
  const { demoOrderOf } = await import('../app/demo/records.ts')
  const order = demoOrderOf(version)
  if (order === null) return []
  const { demoSamples } = await import('../app/demo/samples.ts')
  const { withPictures } = await import('./sample-pictures.ts')
  return withPictures(demoSamples({ ...order, asOf }))
}

/** Who asks, for the journal: the account of the operating system. */
function operatorName(): string {
  try {
    return userInfo().username
  } catch {
    // An account without an entry in the user database, as in some containers.
    return `uid-${process.getuid?.() ?? 'unknown'}`
  }
}

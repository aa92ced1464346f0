import { setTimeout as pause } from 'node:timers/promises'
import type { Failure } from '../../../src-shared/contract.ts'
import type { RunReason } from '../../../src-shared/feed/follow-schedule.ts'
import { runEntrySchema } from '../../../src-shared/feed/run-outcome.ts'
import type { RunEntry, RunProgress } from '../../../src-shared/feed/run-outcome.ts'
import { decisionSchema } from '../../../src-shared/feed/updates-state.ts'
import type { Activity, Decision, UpdatesState } from '../../../src-shared/feed/updates-state.ts'
import { isDemoDataset } from '../../../src-shared/register/record.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { errorFields } from '../../app/error-fields.ts'
import type { Verification } from '../../app/feed-port.ts'
import type { Clock, DataFolder, Log } from '../../app/ports.ts'
import type { Station } from '../../app/station.ts'
import type { Updates } from '../../app/updates.ts'
import type { Follower, Timer } from '../../feed/follow/follower.ts'
import { kindDiffers, storageFailureOrThrow } from '../../store/failures.ts'
import { openEntryLog } from './entry-log.ts'
import { feedPlace } from './feed-place.ts'
import { enrolmentOf, keepEnrolment, readKeptEnrolment, stationPublicKey } from './kept-enrolment.ts'
import type { KeptEnrolment } from './kept-enrolment.ts'
import type { RegisterJob } from './register-job.ts'
import { CLOSING, inThread } from './register-thread.ts'
import { runInThread } from './run-in-thread.ts'
import { createRegisterWatch } from './register-watch.ts'
import { stationFollower } from './station-follower.ts'
import { lineSeal } from './station-secrets.ts'
import { toldDecisions } from './told-decisions.ts'
import { acceptedBrakes, waitingState } from './waiting-state.ts'

export interface DeskUpdatesOrder {
  readonly folder: DataFolder
  readonly station: Station
  /** The register's key. */
  readonly key: Uint8Array
  readonly clock: Clock
  readonly timer: Timer
  readonly operator: string
  readonly log: Log
  /** Hears every new state. */
  readonly onChange: (state: UpdatesState) => void
}

/** The updates of a desk, and what its host does with them. */
export interface DeskUpdates extends Updates {
  /** Follows the clock from now on, where the station is enrolled. */
  start(): void
  /** The computer woke up: looks at the clock at once. */
  wake(): void
  /** One run, to its end. Errors: `enrolment-missing`, `update-running`. */
  runOnce(order: { readonly again: boolean }): Promise<Result<RunEntry, Failure>>
  /** The station is enrolled. */
  isEnrolled(): boolean
  /** Cancels what goes on and ends when nothing runs any more, after some seconds whatever hangs. */
  stop(): Promise<void>
}

const KEPT_RUNS = 400
/** All that anybody will ever take: a few every year, and they are kept for good. */
const KEPT_DECISIONS = 50_000
/** The last ones that are told to a screen. */
const TOLD_RUNS = 30
const TOLD_DECISIONS = 10
/** Milliseconds between two words of progress: every one carries the whole state to the screen. */
const PROGRESS_EVERY = 300

/**
 * Joins follower, register and settings of a desk. One activity at a time: a run, a verification or a return. With an enrolment that
 * cannot be read the desk follows nothing.
 */
export function createDeskUpdates(order: DeskUpdatesOrder): DeskUpdates {
  const { folder, station, clock, log, key } = order
  const place = feedPlace(folder.path)
  const runs = openEntryLog(place.runs, runEntrySchema, KEPT_RUNS)
  // A decision that leaves no trace is none.
  const decisions = openEntryLog(place.decisions, decisionSchema, KEPT_DECISIONS, 'forgotten', lineSeal(key, 'decisions'))
  if (!decisions.isWhole()) log.error('feed.decisions-changed')
  const watch = createRegisterWatch(folder, place)
  const kept = readKeptEnrolment(place, key)
  if (!kept.ok) log.error('feed.enrolment-unreadable', { code: kept.error.code })
  let enrolment: KeptEnrolment | null = kept.ok ? kept.value : null
  let follower: Follower | null = null
  let activity: Activity | null = null
  const closing = new AbortController()
  let stopping: AbortController | null = null
  let ended: Promise<void> = Promise.resolve()
  let verification: UpdatesState['verification'] = null
  let takeAgain = false
  let isStarted = false
  let isStopped = false

  const sources = (): readonly string[] => station.settings().feedSources ?? enrolment?.sources ?? []
  const state = (): UpdatesState => ({
    enrolment: enrolment === null ? null : toldEnrolment(enrolment, station.settings().feedSources),
    ...watch.held(),
    next: follower === null || !isStarted ? null : follower.next(),
    activity,
    runs: runs.entries().slice(-TOLD_RUNS).toReversed(),
    waiting: waitingState(enrolment?.dataset ?? null, runs.entries(), decisions.proven()),
    decisions: toldDecisions(decisions.entries(), TOLD_DECISIONS),
    decisionsWhole: decisions.isWhole(),
    verification,
    disk: watch.disk(),
  })
  const changed = (): void => {
    if (!isStopped) order.onChange(state())
  }
  const setActivity = (next: Activity | null): void => {
    activity = next
    changed()
  }
  const switched = (): void => {
    // The folder is being closed: the next start finds what was switched.
    if (isStopped) return
    const refreshed = folder.refresh()
    if (!refreshed.ok) log.error('register.not-refreshed', { code: refreshed.error.code })
    watch.look()
    station.changed()
  }
  const decide = (decision: Omit<Decision, 'at' | 'operator' | 'dataset'>): Result<null, Failure> => {
    try {
      decisions.add({ at: clock.now(), operator: order.operator, dataset: enrolment?.dataset ?? null, ...decision })
      return ok(null)
    } catch (error) {
      return err(storageFailureOrThrow(error, place.decisions))
    }
  }
  const job = <Name extends RegisterJob['what']>(
    what: Name,
  ): { readonly what: Name; readonly dataFolder: string; readonly key: Uint8Array; readonly now: string } => ({
    what,
    dataFolder: folder.path,
    key,
    now: clock.now(),
  })

  /** One run, journalled whatever happens. Never throws: the follower counts on it. */
  const run = async (why: RunReason, signal: AbortSignal, followed: KeptEnrolment): Promise<RunEntry> => {
    const again = takeAgain
    takeAgain = false
    setActivity({ what: 'run', why, progress: null, cancelling: false })
    const onAbort = (): void => {
      if (activity?.what === 'run') setActivity({ ...activity, cancelling: true })
    }
    signal.addEventListener('abort', onAbort, { once: true })
    let told = Number.NEGATIVE_INFINITY
    const onProgress = (progress: RunProgress): void => {
      if (activity?.what !== 'run') return
      const isStep = stepOf(progress.phase) !== stepOf(activity.progress?.phase ?? null)
      if (!isStep && performance.now() - told < PROGRESS_EVERY) return
      told = performance.now()
      setActivity({ ...activity, progress })
    }
    const { dataset, root, contentKey } = followed
    const feedRun = {
      why,
      dataset,
      firstRoot: root,
      contentKey,
      // A word that somebody else wrote into the folder lets nothing pass.
      accepted: acceptedBrakes(dataset, decisions.proven()),
      takeReturned: again,
      sources: sources(),
      folder: place.folder,
      mirror: station.settings().feedMirror,
    }
    const entry = await runInThread({ ...job('run'), run: feedRun }, { log, signal, closing: closing.signal, onProgress }, clock)
    signal.removeEventListener('abort', onAbort)
    try {
      runs.add(entry)
    } catch (error) {
      log.error('feed.unjournalled', errorFields(error))
    }
    activity = null
    // A thread that ended without a word, or on a disk that failed behind the switch, may have switched all the same.
    try {
      switched()
    } catch (error) {
      log.error('register.not-refreshed', errorFields(error))
    }
    return entry
  }
  const follow = (followed: KeptEnrolment): void => {
    follower = stationFollower({
      folder,
      station,
      clock,
      timer: order.timer,
      dataset: followed.dataset,
      runs,
      run: (why, signal) => run(why, signal, followed),
      onChange: changed,
      isBusy: () => activity !== null && activity.what !== 'run',
    })
    if (isStarted) follower.start()
  }
  if (enrolment !== null) follow(enrolment)

  const nothingToReturn: Failure = { code: 'nothing-to-return', message: 'There is no former register.', params: {} }
  const running: Failure = { code: 'update-running', message: 'The register is being changed or verified.', params: {} }
  const begin = (again: boolean): Result<Promise<RunEntry>, Failure> => {
    if (follower === null) return err({ code: 'enrolment-missing', message: 'The station follows no feed.', params: {} })
    if (activity !== null && (activity.what !== 'run' || again)) return err(running)
    const left = enrolment === null ? null : watch.floor(enrolment.dataset)
    const decided = again ? decide({ what: 'taken-again', position: left, brakes: [], reason: '' }) : ok(null)
    if (!decided.ok) return decided
    takeAgain = again
    return ok(follower.runNow())
  }

  return {
    state,
    isEnrolled: () => enrolment !== null,
    start() {
      isStarted = true
      follower?.start()
    },
    wake: () => follower?.wake(),
    enrol({ enrolment: text, passphrase, replace }) {
      if (activity !== null) return err(running)
      const offered = enrolmentOf(text)
      if (!offered.ok) return offered
      const { dataset } = offered.value
      const kind = isDemoDataset(dataset) ? 'demo' : 'real'
      if (folder.kind() !== 'empty' && folder.kind() !== kind) return err(kindDiffers(folder.path, folder.kind(), kind))
      if (enrolment !== null && enrolment.dataset !== dataset && !replace) {
        return err({
          code: 'enrolment-other',
          message: 'The station follows another feed.',
          params: { known: enrolment.dataset, given: dataset },
        })
      }
      const next = keepEnrolment(place, key, { text, passphrase, now: clock.now() })
      if (!next.ok) return next
      const former = follower
      enrolment = next.value
      void former?.stop()
      follow(next.value)
      if (isStarted) void follower?.runNow()
      changed()
      return ok(state())
    },
    stationKey() {
      const made = stationPublicKey(place, key)
      return made.ok ? ok({ publicKey: made.value }) : made
    },
    run({ again }) {
      const begun = begin(again)
      return begun.ok ? ok(state()) : begun
    },
    async runOnce({ again }) {
      const begun = begin(again)
      return begun.ok ? ok(await begun.value) : begun
    },
    cancel() {
      follower?.cancel()
      if (activity?.what === 'verify' && !activity.cancelling) setActivity({ ...activity, cancelling: true })
      stopping?.abort()
      return state()
    },
    accept({ position, brakes, reason }) {
      if (activity !== null) return err(running)
      const { waiting } = state()
      const fits = waiting !== null && waiting.position.epoch === position.epoch && waiting.position.sequence === position.sequence
      if (!fits || brakes.some((brake) => !waiting.brakes.some((held) => held.brake === brake))) {
        return err({ code: 'brakes-changed', message: 'Another state waits.', params: {} })
      }
      const decided = decide({ what: 'accepted', position, brakes: [...brakes], reason })
      const begun = decided.ok ? begin(false) : decided
      return begun.ok ? ok(state()) : begun
    },
    async returnToPrevious(reason) {
      if (activity !== null) return err(running)
      const { standing, previous } = watch.held()
      if (previous === null) return err(nothingToReturn)
      const word = { position: standing?.position ?? null, brakes: [], reason }
      // Whatever becomes of it, and of this program: who left what, and why, is written down.
      const intended = decide({ what: 'returning', ...word })
      if (!intended.ok) return intended
      setActivity({ what: 'return' })
      const work = inThread(job('return'), { log, signal: closing.signal, closing: closing.signal })
      ended = settled(work)
      try {
        const returned = await work
        const outcome = returned.ok && returned.value !== null ? 'returned' : 'not-returned'
        const told = decide({ what: outcome, ...word })
        if (!told.ok) log.error('feed.decision-unwritten', { code: told.error.code })
        if (!returned.ok)
          return err(returned.error.kind === 'failed' ? returned.error.failure : { ...running, message: returned.error.kind })
        if (returned.value === null) return err(nothingToReturn)
      } finally {
        // A thread that ended without a word may have gone back all the same: then the intention alone stays written.
        activity = null
        switched()
        changed()
      }
      return ok(state())
    },
    verify() {
      if (activity !== null) return err(running)
      const abort = new AbortController()
      stopping = abort
      setActivity({ what: 'verify', done: 0, total: 0, cancelling: false })
      const onVerified = (done: number, total: number): void => {
        if (activity?.what === 'verify') setActivity({ ...activity, done, total })
      }
      ended = inThread(job('verify'), { log, signal: abort.signal, closing: closing.signal, onVerified })
        .catch((error: unknown): Verification => {
          log.error('register.verification-failed', errorFields(error))
          return { kind: 'failed', failure: { code: 'internal', message: 'The thread failed.', params: {} } }
        })
        .then((found) => {
          stopping = null
          verification = { at: clock.now(), result: found.kind, records: found.kind === 'whole' ? found.records : null }
          log.info('register.verified', { result: found.kind })
          // On a full disk the pointer cannot say so; the desk must not answer from it all the same.
          if (found.kind === 'damaged') folder.distrust()
          activity = null
          // What is not as published answers nobody any more.
          if (found.kind === 'damaged' || found.kind === 'failed') switched()
          changed()
          follower?.wake()
        })
      return ok(state())
    },
    async stop() {
      isStopped = true
      closing.abort()
      // A thread that hangs in a share never ends; whoever ends the process sees to that (`endHeldProcess`).
      const waited = new AbortController()
      const late = pause(CLOSING * 1.5, undefined, { ref: false, signal: waited.signal }).catch(() => undefined)
      await Promise.race([Promise.all([follower?.stop(), ended]), late])
      waited.abort()
    },
  }
}

/** Every step of a run is told, however soon it comes; decoding and inserting take turns and are one. */
function stepOf(phase: RunProgress['phase'] | null): RunProgress['phase'] | null {
  return phase === 'decode' ? 'insert' : phase
}

function settled(work: Promise<unknown>): Promise<void> {
  return work.then(
    () => undefined,
    () => undefined,
  )
}

function toldEnrolment(enrolment: KeptEnrolment, ownSources: readonly string[] | null): UpdatesState['enrolment'] {
  const { dataset, enrolledAt, rootFingerprint, contentKeyId, sources } = enrolment
  const sourcesOf = ownSources === null ? 'enrolment' : 'settings'
  return { dataset, enrolledAt, rootFingerprint, contentKeyId, sources: [...(ownSources ?? sources)], sourcesOf }
}

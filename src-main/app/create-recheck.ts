import type { KeyObject } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { errorFields } from './error-fields.ts'
import type { Clock, DataFolder, Log } from './ports.ts'
import { recheck } from './recheck.ts'
import type { Station } from './station.ts'

export interface CreateRecheckOptions {
  readonly folder: Pick<DataFolder, 'register' | 'journal'>
  readonly station: Pick<Station, 'settings' | 'settingsFault' | 'changed'>
  /** The key `question-hash`. */
  readonly questionKey: KeyObject
  readonly clock: Clock
  readonly log: Log
}

/** Milliseconds after which a run that was broken off begins anew: by then a clock is set right, a disk has room. */
const RETRY_AFTER = 10 * 60_000

/** Asks the waiting questions again in the background of a desk. */
export interface Recheck {
  /**
   * Asks again what waits, as soon as others have had their turn, and returns at once. To be called after `folder.refresh()` on a
   * switch, and when a desk starts: a register may have been switched, or a run broken off, while there was none. Where nothing waits for
   * these data it costs one query. A call during a run has another one follow. A run that is broken off
   * by a wrong clock or a full disk begins anew after ten minutes.
   */
  afterSwitch(): void
  /** Resolves when no run goes on; never rejects. */
  settled(): Promise<void>
  /** Ends the run after the question that is being asked; the folder may be closed right after the call. */
  stop(): void
}

/** A recheck at rest. The station tells its listeners when a run has asked something, for the count of changed answers stands in its state. */
export function createRecheck({ folder, station, questionKey, clock, log }: CreateRecheckOptions): Recheck {
  let running: Promise<void> | null = null
  let isWanted = false
  let isStopped = false
  let retry: NodeJS.Timeout | null = null
  const { register, journal } = folder

  async function run(): Promise<void> {
    isWanted = false
    // By settings that are not those that were set nothing may be answered.
    if (isStopped || station.settingsFault() !== null) return
    const asking = { register, journal, questionKey, settings: station.settings, clock, log, isStopped: () => isStopped }
    const { asked, changed, isBrokenOff } = await recheck(asking)
    if (isStopped) return
    if (isBrokenOff) retryLater()
    if (asked === 0) return
    log.info('recheck', { asked, changed })
    station.changed()
  }

  function retryLater(): void {
    if (retry !== null) clearTimeout(retry)
    retry = setTimeout(afterSwitch, RETRY_AFTER)
    retry.unref()
  }

  async function runLater(): Promise<void> {
    try {
      await setImmediate()
      await run()
    } catch (error) {
      log.error('recheck.failed', errorFields(error))
    }
    running = null
    if (isWanted) afterSwitch()
  }

  function afterSwitch(): void {
    if (isStopped) return
    isWanted = true
    running ??= runLater()
  }

  async function settled(): Promise<void> {
    if (running === null) return
    await running
    await settled()
  }

  return {
    afterSwitch,
    settled,
    stop() {
      isStopped = true
      if (retry !== null) clearTimeout(retry)
    },
  }
}

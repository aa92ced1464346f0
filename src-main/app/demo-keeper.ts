import type { Failure, RegisterState } from '../../src-shared/contract.ts'
import { epochMilliseconds, localDateTime } from '../../src-shared/calendar.ts'
import { err } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import { errorFields } from './error-fields.ts'
import type { Clock, DataFolder, Log } from './ports.ts'
import type { Station } from './station.ts'

/** Keeps the demo register of a demo folder: makes it once, re-dates it at every start. */
export interface DemoKeeper {
  /** Makes the demo register in an empty or demo folder. While one is being made, further calls wait for it. */
  make(order: { readonly people: number; readonly seed: number }): Promise<Result<RegisterState, Failure>>
  /**
   * Makes the demo register anew, same people and seed, when its data are not of today or lie ahead of the clock. The former
   * one answers, with its own date, until the switch. Does nothing in other folders.
   */
  redate(): Promise<void>
  /** Stops what is being made; the former register stays. */
  stop(): void
}

/** Milliseconds between two progress events. */
const PROGRESS_EVERY = 100

export function createDemoKeeper(folder: DataFolder, station: Station, clock: Clock, log: Log): DemoKeeper {
  const stopped = new AbortController()
  let running: Promise<Result<RegisterState, Failure>> | null = null

  const run = async (people: number, seed: number): Promise<Result<RegisterState, Failure>> => {
    station.setBusy({ what: 'demo', done: 0, total: people })
    try {
      const { makeDemo } = await import('./make-demo.ts')
      let told = performance.now()
      return await makeDemo(
        folder,
        { people, seed, asOf: clock.now() },
        (done, total) => {
          if (performance.now() - told < PROGRESS_EVERY) return
          told = performance.now()
          station.setBusy({ what: 'demo', done, total })
        },
        stopped.signal,
      )
    } catch (error) {
      log.error('demo.failed', errorFields(error))
      return err({ code: 'internal', message: 'The demo register could not be made.', params: {} })
    } finally {
      running = null
      if (!stopped.signal.aborted) station.setBusy(null)
    }
  }
  const make = ({ people, seed }: { readonly people: number; readonly seed: number }): Promise<Result<RegisterState, Failure>> => {
    if (folder.kind() === 'real') {
      return Promise.resolve(err({ code: 'folder-kind-differs', message: 'This folder holds real records.', params: {} }))
    }
    running ??= run(people, seed)
    return running
  }
  return {
    make,
    async redate() {
      if (folder.kind() !== 'demo') return
      const order = await redatingOrder(folder.register.state(), clock.now(), station.settings().timeZone)
      if (order === null) return
      const made = await make(order)
      if (made.ok) log.info('demo.redated', { people: order.people })
      else log.error('demo.not-redated', { code: made.error.code })
    },
    stop: () => stopped.abort(),
  }
}

/** What to make anew, or null where the demo register is of today. */
async function redatingOrder(
  register: RegisterState,
  now: string,
  timeZone: string,
): Promise<{ readonly people: number; readonly seed: number } | null> {
  if (register.version === null || register.asOf === null) return null
  const sameDay = localDateTime(register.asOf, timeZone).date === localDateTime(now, timeZone).date
  if (sameDay && epochMilliseconds(register.asOf) <= epochMilliseconds(now)) return null
  const { demoOrderOf } = await import('./demo/records.ts')
  return demoOrderOf(register.version)
}

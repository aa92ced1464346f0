import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { compose } from '../../../src-main/hosts/compose.ts'
import type { ComposeOptions, Composed } from '../../../src-main/hosts/compose.ts'
import { makeEnrolment } from '../../../src-main/feed/trust/enrolment.ts'
import type { EnrolmentSecret } from '../../../src-main/feed/trust/enrolment.ts'
import { keyFileVault } from '../../../src-main/hosts/keys/key-file-vault.ts'
import { openEncrypted } from '../../../src-main/store/encrypted-database.ts'
import type { UpdatesState } from '../../../src-shared/feed/updates-state.ts'
import { fakeLog } from '../../fakes/fake-folder.ts'
import { CHEAP } from '../../unit/feed/publisher.ts'
import type { TestPublisher } from '../../unit/feed/publisher.ts'

export const PASSPHRASE = 'тихая река'

/** The enrolment file of a publisher, as text. */
export function enrolmentText(publisher: TestPublisher, secret: EnrolmentSecret = { passphrase: PASSPHRASE }): string {
  const { dataset, contentKey, roots } = publisher.keys()
  const root = roots.get(1) ?? Buffer.alloc(0)
  const made = makeEnrolment({ dataset, root, sources: [publisher.feedFolder], contentKey, secret, cost: CHEAP })
  if (!made.ok) throw new Error(made.error.code)
  return JSON.stringify(made.value)
}

/** A composed desk whose time stands in the test's hand. */
export interface ComposedDesk {
  /** Holds all that it has: data and keys. */
  readonly folder: string
  readonly dataFolder: string
  readonly desk: Composed
  /** Sets the clock, and calls what waits for it, as a timer would. */
  setClock(instant: string): void
  call(method: string, input?: unknown): Promise<unknown>
  updates(): Promise<UpdatesState>
  /** The state once it fits. */
  until(fits: (state: UpdatesState) => boolean): Promise<UpdatesState>
  /** Changes a register file as somebody does who has its key. */
  tamper(folderId: string, generation: number, sql: string): void
  /** Closes the desk and opens it anew, as a restart does. */
  restart(changes?: Partial<ComposeOptions>): Promise<void>
  remove(): Promise<void>
}

/** `copyOf`: the folder of a desk that was closed, with which this one begins. */
export function composedDesk(now: string, copyOf: string | null = null): ComposedDesk {
  const folder = mkdtempSync(path.join(tmpdir(), 'polis-desk-composed-'))
  if (copyOf !== null) cpSync(copyOf, folder, { recursive: true })
  const dataFolder = path.join(folder, 'data')
  // It goes on by itself, as clocks do.
  let [time, since] = [now, performance.now()]
  let waiting: (() => void)[] = []
  const open = (changes: Partial<ComposeOptions> = {}): Composed => {
    const opened = compose({
      dataFolder,
      keyFile: path.join(folder, 'keys.json'),
      role: 'desk',
      host: 'web',
      clock: { now: () => new Date(Date.parse(time) + performance.now() - since).toISOString() },
      timer: (_milliseconds, call) => {
        waiting.push(call)
        return () => {
          waiting = waiting.filter((one) => one !== call)
        }
      },
      log: fakeLog(),
      ...changes,
    })
    if (!opened.ok) throw new Error(opened.error.code)
    return opened.value
  }
  let desk = open()
  const call = async (method: string, input: unknown = {}): Promise<unknown> => {
    const reply = await desk.dispatch(method, input)
    return reply.ok ? reply.value : reply.error
  }
  const updates = async (): Promise<UpdatesState> => {
    const reply = await desk.dispatch('updates.state', {})
    if (!reply.ok) throw new Error(reply.error.code)
    return reply.value
  }
  return {
    folder,
    dataFolder,
    get desk() {
      return desk
    },
    setClock(instant) {
      time = instant
      since = performance.now()
      for (const one of waiting.splice(0)) one()
    },
    call,
    updates,
    async until(fits) {
      const end = performance.now() + 20_000
      for (;;) {
        const state = await updates()
        if (fits(state)) return state
        if (performance.now() > end)
          throw new Error(`It never came: ${JSON.stringify(state.runs[0]?.outcome)} ${JSON.stringify(state.activity)}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    tamper(folderId, generation, sql) {
      const key = keyFileVault({ file: path.join(folder, 'keys.json'), folderId, occasion: 'open', passphrase: null }).key('register')
      if (!key.ok) throw new Error(key.error.code)
      const file = path.join(dataFolder, `register-${generation}.db`)
      const database = openEncrypted(file, key.value, { readonly: false, patience: 0, cacheBytes: 1 << 20 })
      database.exec(sql)
      database.close()
    },
    async restart(changes) {
      await desk.close()
      waiting = []
      desk = open(changes)
    },
    async remove() {
      await desk.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

import type { CheckReply, CheckRequest, DemoSample, EventName, Failure, StationState, TestPicture } from '../../src-shared/contract.ts'
import type { UpdatesState } from '../../src-shared/feed/updates-state.ts'
import { settingsSchema } from '../../src-shared/settings.ts'

type Connection = 'connecting' | 'connected' | 'lost' | 'no-session'

/** What a host would do, for a screen without one. Whatever is not given answers plainly. */
export interface FakeHost {
  readonly station: StationState
  readonly check?: (request: CheckRequest) => CheckReply | Failure
  readonly withdraw?: () => Failure | null
  readonly samples?: readonly DemoSample[]
  readonly testCard?: readonly TestPicture[]
  readonly makeDemo?: (report: (state: StationState) => void) => StationState | Failure
  readonly connection?: Connection
  /** Absent: the host follows no feed. */
  readonly updates?: UpdatesState
  /** What an order of the updates leads to; without it nothing changes. */
  readonly order?: (method: string, input: unknown, updates: UpdatesState) => UpdatesState | Failure
}

type Listener = (event: { readonly name: EventName; readonly payload: unknown }) => void

export interface FakeBridge {
  call(method: string, input: unknown): Promise<unknown>
  subscribe(listener: Listener): () => void
  watchConnection(listener: (connection: Connection) => void): () => void
  /** Every call so far, in order. */
  readonly calls: readonly { readonly method: string; readonly input: unknown }[]
  setStation(state: StationState): void
  setUpdates(state: UpdatesState): void
  setConnection(connection: Connection): void
}

/** A bridge that answers from memory. */
export function fakeBridge(host: FakeHost): FakeBridge {
  const calls: { method: string; input: unknown }[] = []
  const listeners = new Set<Listener>()
  const watchers = new Set<(connection: Connection) => void>()
  let { station, updates } = host
  let connection = host.connection ?? 'connected'

  function setStation(state: StationState): void {
    station = state
    for (const listener of listeners) listener({ name: 'state', payload: state })
  }

  function setUpdates(state: UpdatesState): void {
    updates = state
    for (const listener of listeners) listener({ name: 'updates', payload: state })
  }

  function answerUpdates(method: string, input: unknown): unknown {
    if (updates === undefined) return reply(refusal('not-permitted'))
    if (method === 'updates.station-key') return success({ publicKey: 'c3RhdGlvbi1wdWJsaWMta2V5LW9mLXRoZS1mYWtlLTAwMDA=' })
    if (method === 'updates.state') return success(updates)
    const outcome = host.order?.(method, input, updates) ?? updates
    if (!('code' in outcome)) updates = outcome
    return reply(outcome)
  }

  function answer(method: string, input: unknown): unknown {
    if (method.startsWith('updates.')) return answerUpdates(method, input)
    switch (method) {
      case 'state':
        return success(station)
      case 'check':
        return reply(host.check?.(input as CheckRequest) ?? refusal('internal'))
      case 'check.withdraw':
        return reply(host.withdraw?.() ?? {})
      case 'settings.set': {
        const { name, value } = input as { name: string; value: unknown }
        const settings = settingsSchema.safeParse({ ...station.settings, [name]: value })
        if (!settings.success) return reply(refusal('setting-invalid'))
        station = { ...station, settings: settings.data }
        return success(settings.data)
      }
      case 'scanner.card':
        return success(host.testCard ?? [])
      case 'demo.samples':
        return success(host.samples ?? [])
      case 'demo.make':
        return reply(host.makeDemo?.(setStation) ?? refusal('not-permitted'))
      default:
        return reply(refusal('unknown-method'))
    }
  }

  return {
    calls,
    call(method, input) {
      calls.push({ method, input })
      return Promise.resolve(connection === 'lost' ? null : answer(method, input))
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    watchConnection(watcher) {
      watchers.add(watcher)
      watcher(connection)
      return () => watchers.delete(watcher)
    },
    setStation,
    setUpdates,
    setConnection(next) {
      connection = next
      for (const watcher of watchers) watcher(next)
    },
  }
}

/** A refusal of the contract without any detail. */
export function refusal(code: Failure['code']): Failure {
  return { code, message: code, params: {} }
}

function reply(value: object): unknown {
  return 'code' in value && 'params' in value ? { ok: false, error: value } : success(value)
}

function success(value: unknown): unknown {
  return { ok: true, value }
}

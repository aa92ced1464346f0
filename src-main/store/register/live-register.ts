import type { Instant } from '../../../src-shared/calendar.ts'
import type { RegisterState } from '../../../src-shared/contract.ts'
import type { Facts } from '../../../src-shared/coverage/facts.ts'
import type { Finding, Log, Register } from '../../app/ports.ts'
import { storageFailure } from '../failures.ts'
import type { Finder } from './finder.ts'
import type { Generation } from './generation.ts'

/** The folder's register whatever generation is current. */
export interface LiveRegister extends Register {
  /** Answers from `generation` from now on; the former one is closed. Null: there is none. */
  replace(generation: Generation | null): void
  /** From now on the register says that it is damaged. */
  markDamaged(): void
  /** The number of the generation that answers, or null. */
  generation(): number | null
  close(): void
}

const NOBODY: Finding = { lookups: [], people: [], insurers: [] }
const ABSENT = { source: null, dataset: null, scope: null, version: null, asOf: null, people: null } as const

/**
 * A damaged page found in the middle of a look-up turns the whole register to `damaged`: ask `facts()` after `find()` too, since
 * the empty finding then only means that nothing could be read.
 */
export function createLiveRegister(log: Log): LiveRegister {
  let current: Generation | null = null
  let damaged = false
  /** What the register said of itself before it was found damaged. */
  let last: RegisterState = { ...ABSENT, state: 'missing' }

  /** `fallback` where the register is missing, damaged, or found damaged on the way. */
  const asked = <Value>(ask: (generation: Generation) => Value, fallback: Value): Value => {
    if (current === null || damaged) return fallback
    try {
      return ask(current)
    } catch (error) {
      const found = storageFailure(error, '')
      if (found?.code !== 'database-damaged') throw error
      log.error('register.damaged', { cause: found.params['cause'] ?? null })
      damaged = true
      return fallback
    }
  }
  const answer = (ask: (finder: Finder) => Finding): Finding => asked((generation) => ask(generation.finder), NOBODY)
  const state = (): RegisterState => {
    last = asked((generation) => generation.state(), last)
    if (damaged) return { ...last, state: 'damaged' }
    return current === null ? { ...ABSENT, state: 'missing' } : last
  }

  return {
    state,
    facts() {
      const stated = state()
      return factsOf(
        stated,
        asked((generation) => generation.issuedAt(), null),
      )
    },
    find: (items) => answer((finder) => finder.find(items)),
    byId: (id) => answer((finder) => finder.byId(id)),
    replace(generation) {
      const former = current
      current = generation
      last = generation?.state() ?? { ...ABSENT, state: 'missing' }
      damaged = false
      former?.close()
    },
    generation: () => current?.number ?? null,
    markDamaged() {
      damaged = true
    },
    close() {
      current?.close()
      current = null
    },
  }
}

/** A missing register has no version and no age; the rules look at neither before the state. */
function factsOf(state: RegisterState, issuedAt: Instant | null): Facts['register'] {
  return {
    state: state.state,
    source: state.source ?? 'loaded',
    version: state.version ?? '',
    asOf: state.asOf ?? '1970-01-01T00:00:00Z',
    issuedAt,
  }
}

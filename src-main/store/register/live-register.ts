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

  const answer = (ask: (finder: Finder) => Finding): Finding => {
    if (current === null || damaged) return NOBODY
    try {
      return ask(current.finder)
    } catch (error) {
      const found = storageFailure(error, '')
      if (found?.code !== 'database-damaged') throw error
      log.error('register.damaged', { cause: found.params['cause'] ?? null })
      damaged = true
      return NOBODY
    }
  }
  const state = (): RegisterState => {
    if (damaged) return { ...(current?.state ?? ABSENT), state: 'damaged' }
    return current?.state ?? { ...ABSENT, state: 'missing' }
  }

  return {
    state,
    facts: () => factsOf(state()),
    find: (items) => answer((finder) => finder.find(items)),
    byId: (id) => answer((finder) => finder.byId(id)),
    replace(generation) {
      const former = current
      current = generation
      damaged = false
      former?.close()
    },
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
function factsOf(state: RegisterState): Facts['register'] {
  return {
    state: state.state,
    source: state.source ?? 'loaded',
    version: state.version ?? '',
    asOf: state.asOf ?? '1970-01-01T00:00:00Z',
    issuedAt: null,
  }
}

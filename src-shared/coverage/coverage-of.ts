import type { Person, Policy } from '../register/person.ts'
import type { Finding } from './finding.ts'
import type { KnownFacts } from './known-facts.ts'
import type { Moment } from './moment.ts'
import { latestFirst, newestFirst, validOn } from './policy-period.ts'
import { stepConflicts } from './step-conflicts.ts'
import { stepDeath } from './step-death.ts'
import { stepPolicies } from './step-policies.ts'

/** What steps 5–7 say about one person. */
export interface Coverage {
  readonly decision: Finding
  /** Further conflicts of step 5, in the order of the rules. */
  readonly further: readonly Finding[]
  readonly policy: Policy | null
}

/**
 * Steps 5–7 (coverage rules §2) for exactly one person. This is also what is told in words as `underlying` when another step
 * decides. `person` is null where the record cannot be read in full.
 */
export function coverageOf(person: Person | null, known: KnownFacts, moment: Moment): Coverage {
  const [conflict, ...further] = stepConflicts(person, known, moment)
  if (person === null || conflict !== undefined) {
    if (conflict === undefined) throw new Error('an unreadable record must be named')
    return { decision: conflict, further, policy: person === null ? null : shownPolicy(person, moment) }
  }
  const death = stepDeath(person, moment)
  if (death !== null) return { decision: death, further: [], policy: shownPolicy(person, moment) }
  return { ...stepPolicies(person, known.insurers, moment), further: [] }
}

/** The policy to show where none decides. */
function shownPolicy(person: Person, moment: Moment): Policy | null {
  return newestFirst(validOn(person, moment.serviceDate, moment))[0] ?? latestFirst(person.policies, moment)[0] ?? null
}

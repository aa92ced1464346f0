import type { Person } from '../register/person.ts'
import { finding } from './finding.ts'
import type { Finding } from './finding.ts'
import type { Moment } from './moment.ts'

/** Step 6 (coverage rules §2): a death before the service date. On the day itself and later it plays no part here. */
export function stepDeath(person: Person, moment: Moment): Finding | null {
  return person.deathDate !== null && person.deathDate < moment.serviceDate ? finding('death', { deathDate: person.deathDate }) : null
}

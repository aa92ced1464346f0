import type { Person } from '../../../src-shared/register/person.ts'
import type { RegisterRecord } from '../../../src-shared/register/record.ts'
import { dateText, demoToday } from './days.ts'
import { demoRecords } from './records.ts'
import type { DemoOrder } from './records.ts'
import { showcasePeople } from './showcase-people.ts'

/** People who join the region with every publication after the first. */
const NEWCOMERS = 5

/** The demo region as its publisher has it at a publication from 1, to be published as a feed. */
export interface DemoPublication {
  readonly order: DemoOrder
  readonly records: Iterable<RegisterRecord>
  /** Whose answer changes with every publication, to be seen at the desk. */
  readonly changing: { readonly person: Person; readonly covered: boolean }
}

/**
 * The demo region grows by a few people with every publication, and the policy of one person of the showcase is valid in every other
 * one. All else is as in the demo register of that order.
 */
export function demoPublication(order: DemoOrder, publication: number): DemoPublication {
  const grown = { ...order, people: order.people + NEWCOMERS * (publication - 1) }
  const person = showcasePeople(demoToday(order.asOf)).digital
  const covered = publication % 2 === 1
  return { order: grown, records: covered ? demoRecords(grown) : withoutPolicy(grown, person), changing: { person, covered } }
}

function* withoutPolicy(order: DemoOrder, { id }: Person): Generator<RegisterRecord, void, void> {
  const yesterday = dateText(demoToday(order.asOf) - 1)
  for (const record of demoRecords(order)) {
    if (!('person' in record) || record.person.id !== id) yield record
    else {
      const policies = record.person.policies.map((policy) => ({ ...policy, status: 'НСД', to: yesterday }))
      yield { person: { ...record.person, policies } }
    }
  }
}

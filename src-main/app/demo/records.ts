import type { Instant } from '../../../src-shared/calendar.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { RECORD_SCHEMA_VERSION, type RegisterHeader, type RegisterRecord } from '../../../src-shared/register/record.ts'
import { dateText, dayNumberOf, demoToday, type DayNumber } from './days.ts'
import { drawHousehold } from './household.ts'
import { demoInsurers } from './insurers.ts'
import { createNumbers } from './numbers.ts'
import { createRandom } from './random.ts'
import { showcasePeople, showcaseRoles } from './showcase-people.ts'

/** What a demo register is made from; the same three give the same records, byte for byte. */
export interface DemoOrder {
  /** Records of people, 1–2,000,000; the insurers come on top. */
  readonly people: number
  /** A whole number from 0 to 2⁵³ − 1. */
  readonly seed: number
  /** The instant up to which the data are complete; births, ends of stay and deaths keep their distance from its day. */
  readonly asOf: Instant
}

const MAX_PEOPLE = 2_000_000
/** The showcase tells of things that began up to this day. */
const EARLIEST_DAY = dayNumberOf(2024, 3, 1)

/** The header of the demo register; `version` tells the order it was made from. Throws RangeError on an order out of range. */
export function demoHeader(order: DemoOrder): RegisterHeader {
  assertOrder(order)
  return {
    schemaVersion: RECORD_SCHEMA_VERSION,
    dataset: 'demo-region-00',
    scope: 'synthetic region 00',
    version: `${dateText(demoToday(order.asOf))}.people-${order.people}.seed-${order.seed}`,
    asOf: order.asOf,
  }
}

/** The people and seed that a demo register of a version was made from, or null for any other version text. */
export function demoOrderOf(version: string): { readonly people: number; readonly seed: number } | null {
  const parts = /\.people-(\d{1,7})\.seed-(\d{1,16})$/.exec(version)
  return parts === null ? null : { people: Number(parts[1]), seed: Number(parts[2]) }
}

/**
 * The demo register, streaming: insurers, then the showcase, then households until there are `people` people. A smaller
 * register is the beginning of a larger one. Throws RangeError on an order out of range.
 */
export function* demoRecords(order: DemoOrder): Generator<RegisterRecord, void, void> {
  assertOrder(order)
  const today = demoToday(order.asOf)
  for (const insurer of demoInsurers(today)) yield { insurer }
  const settle = today < EARLIEST_DAY ? (person: Person) => begunBy(person, today) : (person: Person) => person
  let left = order.people
  const showcase = showcasePeople(today)
  for (const role of showcaseRoles) {
    if (left === 0) return
    left -= 1
    yield { person: settle(showcase[role]) }
  }
  const numbersOf = createNumbers()
  for (let household = 0; left > 0; household += 1) {
    for (const person of drawHousehold(createRandom(order.seed, household), today, numbersOf(household))) {
      if (left === 0) return
      left -= 1
      yield { person: settle(person) }
    }
  }
}

function assertOrder({ people, seed }: DemoOrder): void {
  if (!Number.isInteger(people) || people < 1 || people > MAX_PEOPLE) throw new RangeError(`A demo register has 1–${MAX_PEOPLE} people`)
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError('The seed is a whole number from 0')
}

/** For registers dated before the digital policy was common: nothing in them begins after their own day. */
function begunBy(person: Person, today: DayNumber): Person {
  const day = dateText(today)
  const bounded = <Period extends { readonly from: string; readonly to: string | null }>(period: Period): Period =>
    period.from <= day ? period : { ...period, from: day, to: period.to === null || period.to >= day ? period.to : day }
  return { ...person, policies: person.policies.map(bounded), attachments: person.attachments.map(bounded) }
}

import { demoHeader, demoRecords } from '../../../src-main/app/demo/records.ts'
import { personId } from '../../../src-main/app/demo/numbers.ts'
import { enpCheckDigit } from '../../../src-shared/policy/enp.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import type { RegisterHeader, RegisterRecord } from '../../../src-shared/register/record.ts'

/** A synthetic region of any size; the same order gives the same records. */
export interface RegionOrder {
  readonly people: number
  /** The day of the demo, and the instant up to which its first state is complete. */
  readonly asOf: string
}

/** A demo register has no more people; a larger region is put together from several. */
const PEOPLE_PER_BLOCK = 1_700_000
/** Greater than every number in the person ids, and than every serial in the ENPs, of one block. */
const IDS_PER_BLOCK = 200_000_000
const SERIALS_PER_BLOCK = 9000

export function regionHeader({ people, asOf }: RegionOrder): RegisterHeader {
  return { ...demoHeader({ people: Math.min(people, PEOPLE_PER_BLOCK), seed: 1, asOf }), version: `${asOf}.people-${people}` }
}

/**
 * The people and insurers of a region. Beyond the first 1,700,000 ids and ENPs stay unique, while the numbers of documents and СНИЛС
 * come again: there are not enough invented ones.
 */
export function* regionRecords({ people, asOf }: RegionOrder): Generator<RegisterRecord, void, void> {
  for (let block = 0; block * PEOPLE_PER_BLOCK < people; block += 1) {
    const order = { people: Math.min(PEOPLE_PER_BLOCK, people - block * PEOPLE_PER_BLOCK), seed: block + 1, asOf }
    for (const record of demoRecords(order)) {
      if ('person' in record) yield block === 0 ? record : { person: inBlock(record.person, block) }
      else if (block === 0) yield record
    }
  }
}

/** The ENP of somebody else of the same birth date. */
export function shiftedEnp(enp: string, by: number): string {
  const first15 = enp.slice(0, 10) + String(Number(enp.slice(10, 15)) + by).padStart(5, '0')
  return first15 + String(enpCheckDigit(first15))
}

function inBlock(person: Person, block: number): Person {
  const idOf = (id: string): string => personId(Number(id) + block * IDS_PER_BLOCK)
  const enpOf = (enp: string): string => shiftedEnp(enp, block * SERIALS_PER_BLOCK)
  return {
    ...person,
    id: idOf(person.id),
    enp: person.enp === null ? null : enpOf(person.enp),
    formerEnps: person.formerEnps.map(enpOf),
    redirect: person.redirect === null ? null : idOf(person.redirect),
    policies: person.policies.map((policy) => ({ ...policy, enp: policy.enp === null ? null : enpOf(policy.enp) })),
    representatives: person.representatives.map((one) => ({ ...one, person: one.person === null ? null : idOf(one.person) })),
  }
}

import { z } from 'zod'
import { validPolicyStatuses } from '../../../src-shared/coverage/register-codes.ts'
import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import type { RegisterTotals } from '../../app/feed-port.ts'

/** Keeps counts up with the work of the changes alone. */
export interface Totals {
  /** `record`: null where the record cannot be interpreted. */
  add(entity: string, record: FeedRecord | null): void
  /** Takes back what `add` brought. */
  remove(entity: string, record: FeedRecord | null): void
  value(): RegisterTotals
}

export function createTotals(from?: RegisterTotals): Totals {
  let people = from?.people ?? 0
  let insured = from?.insured ?? 0
  let unreadable = from?.unreadable ?? 0
  const entities = new Map(Object.entries(from?.entities ?? {}))
  const insurers = new Map(Object.entries(from?.insurers ?? {}))

  const count = (entity: string, record: FeedRecord | null, step: 1 | -1): void => {
    entities.set(entity, (entities.get(entity) ?? 0) + step)
    if (record === null) unreadable += step
    if (entity !== 'person') return
    if (record === null || !('person' in record)) people += step
    else countPerson(record.person, step)
  }
  const countPerson = (person: Person, step: 1 | -1): void => {
    if (person.removed !== null) return
    people += step
    const valid = person.policies.filter((policy) => validPolicyStatuses.has(policy.status))
    if (valid.length === 0) return
    insured += step
    for (const code of new Set(valid.map((policy) => policy.insurer))) {
      if (code !== null) insurers.set(code, (insurers.get(code) ?? 0) + step)
    }
  }

  return {
    add: (entity, record) => count(entity, record, 1),
    remove: (entity, record) => count(entity, record, -1),
    value: () => ({ entities: present(entities), people, insured, insurers: present(insurers), unreadable }),
  }
}

const countsSchema = z.record(z.string(), z.int().min(0))
const totalsSchema = z.object({
  entities: countsSchema,
  people: z.int().min(0),
  insured: z.int().min(0),
  insurers: countsSchema,
  unreadable: z.int().min(0),
})

export function totalsText(totals: RegisterTotals): string {
  return JSON.stringify(totals)
}

/** Throws on a text that `totalsText` did not write. */
export function readTotals(text: string): RegisterTotals {
  return totalsSchema.parse(JSON.parse(text))
}

/** In the order of their names, so that the same counts give the same text whatever way led to them. */
function present(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].filter(([, count]) => count !== 0).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

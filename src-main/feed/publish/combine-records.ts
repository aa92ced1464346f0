import { canonicalRecord } from '../../../src-shared/feed/canonical-record.ts'
import { personSchema } from '../../../src-shared/register/person.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { keepStronger } from '../../import/keep-stronger.ts'
import { entityOf } from './state-line.ts'

export interface Combined {
  /** Canonical JSON. */
  readonly record: string
  /** True where the last attachment that was open is closed now. */
  readonly isDetached: boolean
}

/**
 * What becomes of a known record when a weaker source brings the same one (register sources §5.5, rule 8). A person gains attachments and
 * documents and keeps every status; of anything else, and of a person of another shape, the known record stays. Both are canonical JSON.
 */
export function combineRecords(name: string, known: string, brought: string, today: string): Combined {
  if (entityOf({ name }) !== 'person') return { record: known, isDetached: false }
  const before = personSchema.safeParse(JSON.parse(known))
  const after = personSchema.safeParse(JSON.parse(brought))
  if (!before.success || !after.success) return { record: known, isDetached: false }
  const person = { ...keepStronger(before.data, after.data, { carriesPolicies: false }), id: before.data.id }
  return {
    record: canonicalRecord({ person }).json,
    isDetached: hasOpen(before.data, today) && !hasOpen(person, today),
  }
}

function hasOpen({ attachments }: Person, today: string): boolean {
  return attachments.some(({ to }) => to === null || to > today)
}

import { z } from 'zod'
import { canonicalRecord } from '../../../src-shared/feed/canonical-record.ts'
import { personSchema } from '../../../src-shared/register/person.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { keepStronger } from '../../import/keep-stronger.ts'
import { personParts } from '../../import/outcome.ts'
import { entityOf } from './state-line.ts'

/**
 * What a record may do to one that is known: `whole` replaces it, `weaker` overwrites no status, and one that `lacks` parts states
 * policies but says nothing of these.
 */
export const strengthSchema = z.union([z.enum(['whole', 'weaker']), z.object({ lacks: z.array(z.enum(personParts)).readonly() })])
export type Strength = Readonly<z.infer<typeof strengthSchema>>

export interface Combined {
  /** Canonical JSON. */
  readonly record: string
  /** True where the last attachment that was open is closed now. */
  readonly isDetached: boolean
}

/**
 * A record on its way to the merge: canonical JSON behind what it may do and its rank. Records of higher rank come later, whatever the
 * order in which it was found out whom they mean; a whole record comes before all others.
 */
export function givenText(record: string, strength: Strength, rank: number): string {
  if (strength === 'whole') return record
  return `${strength === 'weaker' ? WEAKER : `${LACKING}${strength.lacks.join(',')}`} ${rank} ${record}`
}

export function readGiven(text: string): { readonly record: string; readonly strength: Strength; readonly rank: number } {
  if (text.startsWith('{')) return { record: text, strength: 'whole', rank: -1 }
  const end = text.indexOf(' ')
  const start = text.indexOf(' ', end + 1)
  const given = { record: text.slice(start + 1), rank: Number(text.slice(end + 1, start)) }
  if (text.startsWith(WEAKER)) return { ...given, strength: 'weaker' }
  const names = text.slice(LACKING.length, end).split(',')
  return { ...given, strength: { lacks: personParts.filter((part) => names.includes(part)) } }
}

const WEAKER = '~'
const LACKING = '-'

/**
 * What becomes of a known record when a list brings the same one (register sources §5.5, rule 8). A person gains attachments and documents
 * of a weaker one and keeps every status; of anything else, and of a person of another shape, the known record stays. Both are canonical
 * JSON.
 */
export function combineRecords(
  name: string,
  known: string,
  brought: string,
  strength: Exclude<Strength, 'whole'>,
  today: string,
): Combined {
  if (entityOf({ name }) !== 'person') return { record: known, isDetached: false }
  const before = personSchema.safeParse(JSON.parse(known))
  if (!before.success) return { record: strength === 'weaker' ? known : brought, isDetached: false }
  // An import made it a moment ago, in the shape of today.
  const after: Person = JSON.parse(brought)
  const source = strength === 'weaker' ? { carriesPolicies: false, lacks: [] } : { carriesPolicies: true, lacks: strength.lacks }
  const person = { ...keepStronger(before.data, after, source), id: before.data.id }
  return {
    record: canonicalRecord({ person }).json,
    isDetached: hasOpen(before.data, today) && !hasOpen(person, today),
  }
}

function hasOpen({ attachments }: Person, today: string): boolean {
  return attachments.some(({ to }) => to === null || to > today)
}

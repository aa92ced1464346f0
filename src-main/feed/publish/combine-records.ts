import { z } from 'zod'
import type { CalendarDate } from '../../../src-shared/calendar.ts'
import { canonicalRecord } from '../../../src-shared/feed/canonical-record.ts'
import { personSchema } from '../../../src-shared/register/person.ts'
import type { Person } from '../../../src-shared/register/person.ts'
import { withDoubt } from '../../import/doubt.ts'
import { keepStronger, laterAttachments } from '../../import/keep-stronger.ts'
import { personParts } from '../../import/outcome.ts'
import { NOT_CARRIED } from '../../import/read-policy.ts'
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
  /** Whether statuses, and attachments, are those that were brought. */
  readonly hasStatuses: boolean
  readonly hasAttachments: boolean
}

/** What a record may do to the known one. */
export interface Manner {
  readonly strength: Strength
  /** Statuses, or attachments, that were brought are of an earlier day than those that are known. */
  readonly areStatusesOlder: boolean
  readonly areAttachmentsOlder: boolean
  /** Attachments that end until this day have ended. */
  readonly today: string
}

/**
 * A record on its way to the merge: canonical JSON behind what it may do and its rank. Records of higher rank come later, whatever the
 * order in which it was found out whom they mean; a whole record comes before all others.
 */
export function givenText(record: string, strength: Strength, rank: number): string {
  if (strength === 'whole') return record
  return `${strength === 'weaker' ? WEAKER : `${LACKING}${strength.lacks.join(',')}`} ${rank} ${record}`
}

/** No record, but that one of a list may mean this person and withdraw what is known of them: all of it, or what follows `end`. */
export function doubtText(rank: number, end: CalendarDate | null): string {
  return `${DOUBT} ${rank} ${end ?? ''}`
}

export function readGiven(text: string): { readonly record: string; readonly strength: Strength | 'doubt'; readonly rank: number } {
  if (text.startsWith('{')) return { record: text, strength: 'whole', rank: -1 }
  const end = text.indexOf(' ')
  const start = text.indexOf(' ', end + 1)
  const given = { record: text.slice(start + 1), rank: Number(text.slice(end + 1, start)) }
  if (text.startsWith(DOUBT)) return { ...given, strength: 'doubt' }
  if (text.startsWith(WEAKER)) return { ...given, strength: 'weaker' }
  const names = text.slice(LACKING.length, end).split(',')
  return { ...given, strength: { lacks: personParts.filter((part) => names.includes(part)) } }
}

const WEAKER = '~'
const LACKING = '-'
const DOUBT = '?'

/**
 * What becomes of a known record when a list brings the same one (register sources §5.5, rule 8). A person gains attachments and documents
 * of a weaker one and keeps every status, and so of one whose statuses are older; of anything else, and of a person of another shape, the
 * known record stays. Both are canonical JSON.
 */
export function combineRecords(name: string, known: string, brought: string, manner: Manner): Combined {
  const { strength, areStatusesOlder, areAttachmentsOlder, today } = manner
  const isWeaker = strength === 'weaker' || areStatusesOlder
  const kept = { record: known, isDetached: false, hasStatuses: false, hasAttachments: false }
  if (entityOf({ name }) !== 'person') return kept
  const before = personSchema.safeParse(JSON.parse(known))
  if (!before.success) return isWeaker ? kept : { record: brought, isDetached: false, hasStatuses: true, hasAttachments: true }
  // An import made it a moment ago, in the shape of today.
  const given: Person = JSON.parse(brought)
  const after = areStatusesOlder ? stripped(given) : given
  const lacks = typeof strength === 'string' ? [] : strength.lacks
  const source = { carriesPolicies: !isWeaker, lacks, isOlder: areAttachmentsOlder }
  // A register replaces all but what a later list told of attachments, and of a death.
  const isReplaced = strength === 'whole' && !isWeaker
  const deathDate = after.deathDate ?? (areAttachmentsOlder ? before.data.deathDate : null)
  const combined = isReplaced
    ? { ...after, deathDate, attachments: laterAttachments(before.data, after, true) }
    : keepStronger(before.data, after, source)
  const person = { ...combined, id: before.data.id }
  // Where all began later than the known ones, they are the older list's own, and its next one may close them.
  const areOwn = person.attachments.length > 0 && person.attachments.every((one) => after.attachments.includes(one))
  const areBelieved = !areAttachmentsOlder || (areOwn && strength !== 'whole')
  // A death has the day of the attachments: who is told dead is attached nowhere.
  const tellsMore = after.attachments.length > 0 || (after.deathDate !== null && before.data.deathDate === null)
  return {
    record: canonicalRecord({ person }).json,
    isDetached: hasOpen(before.data, today) && !hasOpen(person, today),
    hasStatuses: !isWeaker,
    hasAttachments: areBelieved && (isWeaker ? tellsMore : !lacks.includes('attachments')),
  }
}

/** A known record, canonical JSON, without a valid policy (`withDoubt`); one of another shape stays. `end`: empty for none. */
export function doubtedRecord(known: string, end: string): string {
  const person = personSchema.safeParse(JSON.parse(known))
  return person.success ? canonicalRecord({ person: withDoubt(person.data, end === '' ? null : end) }).json : known
}

/** A person of whom nobody knows the statuses: those of the record, canonical JSON, are older than what says nothing of them. */
export function withoutStatuses(record: string): string {
  const person: Person = JSON.parse(record)
  return canonicalRecord({ person: stripped(person) }).json
}

function stripped(person: Person): Person {
  return { ...person, status: NOT_CARRIED, policies: [] }
}

function hasOpen({ attachments }: Person, today: string): boolean {
  return attachments.some(({ to }) => to === null || to > today)
}

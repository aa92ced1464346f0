import { daysBetween } from '../calendar.ts'
import type { UsableItem } from '../intake/item.ts'
import type { Attachment, Person, Policy } from '../register/person.ts'
import type { KnownFacts } from './known-facts.ts'
import type { Finding, Note } from './finding.ts'
import { note } from './finding.ts'
import type { Moment } from './moment.ts'
import { documentNotes } from './notes-documents.ts'
import { endOf, letterOf } from './policy-period.ts'
import { reasonOrder } from './reasons.ts'
import { THERAPEUTIC_AREA, UNREADABLE_RECORD, validAttachmentStatuses } from './register-codes.ts'
import { enpNotes, passportNotes } from './notes-person.ts'
import { policyShown } from './shown-documents.ts'
import { ageHours, isAgeing } from './step-age.ts'
import type { Comparison } from './step-identity.ts'
import type { Matched } from './step-match.ts'
import { limitOn, presentedRow } from './tables.ts'

/** What the notes may look at. */
export interface NoteContext {
  readonly known: KnownFacts
  readonly moment: Moment
  readonly presented: readonly UsableItem[]
  readonly matched: Matched
  readonly comparison: Comparison | null
  /** What steps 5–7 said. */
  readonly coverage: Finding
  readonly policy: Policy | null
  /** The person found is the representative of a newborn: what concerns only the patient is left out. */
  readonly representative: boolean
}

/** Death is spoken of: reminders to the patient would be out of place. */
const aboutDeath: ReadonlySet<string> = new Set(['death', 'death-unconfirmed', 'death-undated', 'alive-and-dead'])

/** Notes on the moment alone; they stand on every verdict (coverage rules §4). */
export function momentNotes(moment: Moment): readonly Note[] {
  const days = daysBetween(moment.today, moment.serviceDate)
  const hours = ageHours(moment)
  return [
    ...(isAgeing(moment) && hours !== null ? [note('data-age', { hours: String(hours) })] : []),
    ...(days > 0 && moment.age !== null ? [note('future-date', { days: String(days), serviceDate: moment.serviceDate })] : []),
  ]
}

/** All notes on exactly one person, in the order of coverage rules §4. They never change the outcome. */
export function personNotes(context: NoteContext): readonly Note[] {
  const { matched, coverage, representative } = context
  const { full } = matched.entry
  // The parts that could be read of a record say what finds it, not what holds today.
  const person = full?.removed?.reason === UNREADABLE_RECORD ? null : full
  const notes = [...momentNotes(context.moment), ...matchNotes(context)]
  if (person !== null) {
    const { deathDate } = person
    if (deathDate === context.moment.serviceDate) notes.push(note('died-on-service-date'))
    notes.push(...policyNotes(context))
    if (deathDate === null && !aboutDeath.has(coverage.code)) {
      notes.push(...documentNotes(context, person), ...transitionNote(context))
      if (!representative) notes.push(...patientNotes(context, person))
    }
  }
  return inOrder(notes)
}

/** Sorted as §4 lists them. */
export function inOrder(notes: readonly Note[]): readonly Note[] {
  return notes.toSorted((one, other) => reasonOrder(one.code) - reasonOrder(other.code))
}

function matchNotes({ matched, comparison }: NoteContext): readonly Note[] {
  if (comparison === null) return matched.merged ? [note('record-merged')] : []
  const partly = comparison.differences.filter(({ result, presented, register }) => {
    const oneSideOnly = result === 'not-given' && (presented !== null || register !== null)
    return result === 'partly' || oneSideOnly
  })
  return [
    ...(matched.merged ? [note('record-merged')] : []),
    ...(partly.length > 0 ? [note('compared-partly', { fields: partly.map((difference) => difference.field).join(',') })] : []),
    ...(comparison.nameless ? [note('compare-person')] : []),
    ...(comparison.confirmed === null ? [] : [note('identity-confirmed', { field: comparison.confirmed })]),
  ]
}

/** Notes on the policy that a positive answer rests on. */
function policyNotes({ coverage, policy, moment, presented, matched }: NoteContext): readonly Note[] {
  if (coverage.outcome !== 'covered' || policy === null) return []
  const letter = letterOf(policy)
  const end = endOf(policy, moment)
  const days = end === null ? null : daysBetween(moment.serviceDate, end)
  const blankOrCard = presented.some((item) => item.kind === 'policy-barcode') || letter === 'П' || letter === 'Э'
  const { printedInsurer, insurer } = policy
  return [
    ...(letter === 'С' ? [note('old-style-replace')] : []),
    ...(blankOrCard && policyShown(presented, matched) ? [note('policy-still-valid')] : []),
    ...(end !== null && days !== null && days <= limitOn(moment.tables, 'endsSoonDays', moment.serviceDate)
      ? [note('ends-soon', { end, days: days === 0 ? null : String(days) })]
      : []),
    ...(printedInsurer !== null && insurer !== null && printedInsurer !== insurer
      ? [note('insurer-differs', { printedInsurer, insurer, insurerCode: insurer })]
      : []),
    ...(policy.status === 'ДНП' ? [note('awaiting-confirmation')] : []),
  ]
}

/** The note of the dated table (coverage rules §3). */
function transitionNote({ moment }: NoteContext): readonly Note[] {
  const row = presentedRow(moment.tables, moment.serviceDate, moment.station.regionCode)
  return row?.transitionNote === true ? [note('transition', { to: row.to ?? moment.serviceDate })] : []
}

function patientNotes({ known, moment, presented, policy }: NoteContext, person: Person): readonly Note[] {
  const order: readonly (typeof known.changedSinceLastVisit)[number][] = ['insurer', 'attachment', 'surname', 'document']
  const changes = order.filter((change) => known.changedSinceLastVisit.includes(change))
  return [
    ...passportNotes(person, presented, moment),
    ...attachmentNote(person, moment),
    ...(person.contacts === 'none' ? [note('contact-stale')] : []),
    ...(changes.length > 0 ? [note('changed-since-last-visit', { changes: changes.join(',') })] : []),
    ...enpNotes(person, policy),
  ]
}

function attachmentNote(person: Person, moment: Moment): readonly Note[] {
  const { clinicCode } = moment.station
  if (clinicCode === null) return []
  const attachment = therapeuticAttachment(person, moment)
  if (attachment === null) return [note('not-attached')]
  return attachment.clinicCode === clinicCode
    ? [note('attached-here', { from: attachment.from, area: attachment.area })]
    : [note('attached-elsewhere', { clinicCode: attachment.clinicCode })]
}

/** The therapeutic attachment on the service date: the station's own clinic first, then the newest; null where there is none. */
export function therapeuticAttachment(person: Person, moment: Moment): Attachment | null {
  const { serviceDate, station } = moment
  const valid = person.attachments.filter(
    ({ areaType, status, from, to }) =>
      areaType === THERAPEUTIC_AREA && validAttachmentStatuses.has(status) && from <= serviceDate && (to === null || serviceDate <= to),
  )
  const rank = (one: Attachment) =>
    `${one.clinicCode === station.clinicCode ? 1 : 0} ${one.from} ${one.to ?? '9'} ${one.clinicCode} ${one.area ?? ''}`
  return valid.toSorted((one, other) => (rank(one) < rank(other) ? 1 : -1))[0] ?? null
}

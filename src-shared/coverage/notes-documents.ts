import { fullYears } from '../calendar.ts'
import type { Person } from '../register/person.ts'
import { fullBirthDate } from './birth-date.ts'
import { note } from './finding.ts'
import type { Note } from './finding.ts'
import type { NoteContext } from './notes.ts'
import { birthCertificates } from './register-codes.ts'
import { policyShown, shownDocuments } from './shown-documents.ts'
import { limitOn } from './tables.ts'

/** Notes on the documents that were shown (coverage rules §4); each at most once, in whatever order they were shown. */
export function documentNotes({ moment, presented, matched, representative }: NoteContext, person: Person): readonly Note[] {
  const documents = shownDocuments(presented, matched, moment).toSorted(
    (one, other) => one.type - other.type || ((one.expiresOn ?? '') < (other.expiresOn ?? '') ? -1 : 1),
  )
  const changed = documents.find((document) => document.state === 'unknown' && !document.found && document.otherHeld)
  const replaced = documents.find((document) => document.state === 'replaced')
  const expired = documents.find((document) => document.state === 'expired')
  const passportAge = limitOn(moment.tables, 'passportAge', moment.serviceDate)
  const birthDate = fullBirthDate(person)
  const certificateTooLate =
    !representative &&
    birthDate !== null &&
    fullYears(birthDate, moment.serviceDate) >= passportAge &&
    documents.some((document) => birthCertificates.has(document.type)) &&
    policyShown(presented, matched)
  return [
    ...(changed === undefined ? [] : [note('document-changed', { documentType: String(changed.type) })]),
    ...(replaced === undefined ? [] : [note('document-replaced', { documentType: String(replaced.type) })]),
    ...(certificateTooLate ? [note('passport-at-14', { age: String(passportAge) })] : []),
    ...(expired === undefined ? [] : [note('document-expired', { documentType: String(expired.type), expiresOn: expired.expiresOn })]),
  ]
}

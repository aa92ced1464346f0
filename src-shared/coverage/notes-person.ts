import { addDays, birthdayAt, daysBetween } from '../calendar.ts'
import { RUSSIAN_PASSPORT } from '../identity/documents.ts'
import { documentKey } from '../identity/documents.ts'
import type { UsableItem } from '../intake/item.ts'
import { codedPart } from '../policy/enp.ts'
import type { Person, Policy } from '../register/person.ts'
import { fullBirthDate } from './birth-date.ts'
import { note } from './finding.ts'
import type { Note } from './finding.ts'
import type { Moment } from './moment.ts'
import { currentDocument } from './shown-documents.ts'
import { limitOn } from './tables.ts'

/** `passport-due` and `turns-14-soon`, only where the birth date is fully known (coverage rules §4). */
export function passportNotes(person: Person, presented: readonly UsableItem[], moment: Moment): readonly Note[] {
  const birthDate = fullBirthDate(person)
  if (birthDate === null) return []
  const { serviceDate, tables } = moment
  const passportAge = limitOn(tables, 'passportAge', serviceDate)
  const birthday = birthdayAt(birthDate, passportAge)
  const daysLeft = daysBetween(serviceDate, birthday)
  const soon = daysLeft > 0 && daysLeft <= limitOn(tables, 'turns14SoonDays', serviceDate)
  const due = dueAge(birthDate, passportIssuedOn(person, presented, moment), moment)
  return [
    ...(due === null ? [] : [note('passport-due', { age: String(due) })]),
    ...(soon ? [note('turns-14-soon', { birthday, age: String(passportAge) })] : []),
  ]
}

/** `enp-mismatch`: what the ENP codes against the record; an unreadable coded part says nothing. */
export function enpNotes(person: Person, policy: Policy | null): readonly Note[] {
  const enp = policy?.enp ?? person.enp
  const coded = enp === null ? null : codedPart(enp)
  const birthDate = fullBirthDate(person)
  if (coded === null) return []
  const differs = (birthDate !== null && coded.birthDate !== birthDate) || (person.sex !== null && coded.sex !== person.sex)
  return differs ? [note('enp-mismatch')] : []
}

/** The age at which the passport ought to have been renewed, the later one first; null where it is in order. */
function dueAge(birthDate: string, issuedOn: string | null, { serviceDate, tables }: Moment): number | null {
  if (issuedOn === null) return null
  const days = limitOn(tables, 'passportDueDays', serviceDate)
  const ages = [limitOn(tables, 'secondPassportRenewalAge', serviceDate), limitOn(tables, 'firstPassportRenewalAge', serviceDate)]
  const due = ages.find((age) => {
    const birthday = birthdayAt(birthDate, age)
    return issuedOn < birthday && serviceDate > addDays(birthday, days)
  })
  return due ?? null
}

/** Of the passport that was shown, from its MRZ or the register; of the register's current one where none was shown. */
function passportIssuedOn(person: Person, presented: readonly UsableItem[], moment: Moment): string | null {
  const shown = presented.flatMap((item) =>
    (item.kind === 'document' || item.kind === 'mrz') && item.type === RUSSIAN_PASSPORT ? [item] : [],
  )
  if (shown.length === 0) return currentDocument(person, RUSSIAN_PASSPORT, moment)?.issuedOn ?? null
  const keys = new Set(shown.map((item) => documentKey(item.type, item.series, item.number)))
  const dates = [
    ...shown.map((item) => (item.kind === 'mrz' ? item.issuedOn : null)),
    ...person.documents
      .filter(({ type, series, number }) => type === RUSSIAN_PASSPORT && keys.has(documentKey(type, series, number)))
      .map((document) => document.issuedOn),
  ].filter((date) => date !== null)
  return dates.toSorted().at(-1) ?? null
}

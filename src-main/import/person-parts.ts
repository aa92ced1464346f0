import type { Person } from '../../src-shared/register/person.ts'
import { personParts } from './outcome.ts'
import type { PersonPart } from './outcome.ts'
import type { ColumnPlan } from './profile-rows.ts'
import type { FieldName } from './profile.ts'

/** The fields that make a part; one of them is enough to carry it. */
const fieldsOf: Readonly<Record<PersonPart, readonly FieldName[]>> = {
  enp: ['enp'],
  names: ['familyName', 'givenName'],
  dost: ['dost'],
  sex: ['sex'],
  snils: ['snils'],
  death: ['deathDate'],
  redirect: ['redirect'],
  documents: ['document', 'documentNumber'],
  attachments: ['attachedFrom'],
}

/** Parts of a person that no column of a file fills. */
export function lackedParts(places: ColumnPlan['places']): readonly PersonPart[] {
  return personParts.filter((part) => !fieldsOf[part].some((field) => places.has(field)))
}

/**
 * A person as a source with statuses brings them, with the parts that it does not carry as they were known: a list without a column for
 * the death does not bring anybody back to life, nor does one without documents forget those that limit an insurance.
 */
export function withKnownParts(known: Person, brought: Person, lacks: readonly PersonPart[]): Person {
  const kept = new Set(lacks)
  return {
    ...brought,
    ...(kept.has('enp') ? { enp: known.enp } : {}),
    ...(kept.has('names') ? { familyName: known.familyName, givenName: known.givenName, patronymic: known.patronymic } : {}),
    ...(kept.has('dost') ? { dost: known.dost } : {}),
    ...(kept.has('sex') ? { sex: known.sex } : {}),
    ...(kept.has('snils') ? { snils: known.snils } : {}),
    ...(kept.has('death') ? { deathDate: known.deathDate } : {}),
    ...(kept.has('redirect') ? { redirect: known.redirect } : {}),
    ...(kept.has('documents') ? { documents: known.documents } : {}),
    ...(kept.has('attachments') ? { attachments: known.attachments } : {}),
    // No profile has columns for these.
    formerEnps: known.formerEnps,
    contacts: known.contacts,
    representatives: known.representatives,
  }
}

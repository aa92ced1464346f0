import { documentKey } from '../../src-shared/identity/documents.ts'
import type { Person, Policy } from '../../src-shared/register/person.ts'
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
  policyEnds: ['policyTo'],
  certificateEnds: ['certificateTo'],
  documents: ['document', 'documentNumber'],
  documentEnds: ['documentExpiresOn'],
  attachments: ['attachedFrom'],
}

/** Parts of a person that no column of a file fills. */
export function lackedParts(places: ColumnPlan['places']): readonly PersonPart[] {
  return personParts.filter((part) => !fieldsOf[part].some((field) => places.has(field)))
}

/**
 * A person as a source with statuses brings them, with the parts that it does not carry as they were known: a list without a column for
 * the death does not bring anybody back to life. A row names one document at most, so documents are never forgotten: one of them may limit
 * the insurance. Nor are ends of policies and documents, where no column tells them.
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
    documents: documentsOf(known, brought, kept),
    policies: brought.policies.map((policy) => withKnownEnds(policy, known.policies, kept)),
    ...(kept.has('attachments') ? { attachments: known.attachments } : {}),
    // No profile has columns for these.
    formerEnps: known.formerEnps,
    contacts: known.contacts,
    representatives: known.representatives,
  }
}

function documentsOf(known: Person, brought: Person, kept: ReadonlySet<PersonPart>): Person['documents'] {
  if (kept.has('documents')) return known.documents
  const documents = new Map(known.documents.map((one) => [documentKey(one.type, one.series, one.number), one]))
  for (const one of brought.documents) {
    const key = documentKey(one.type, one.series, one.number)
    documents.set(key, kept.has('documentEnds') ? { ...one, expiresOn: documents.get(key)?.expiresOn ?? null } : one)
  }
  return [...documents.values()]
}

function withKnownEnds(policy: Policy, known: readonly Policy[], kept: ReadonlySet<PersonPart>): Policy {
  const same = known.find((one) => one.type === policy.type && one.from === policy.from)
  return {
    ...policy,
    ...(kept.has('policyEnds') ? { to: same?.to ?? null } : {}),
    ...(kept.has('certificateEnds') ? { certificateTo: same?.certificateTo ?? null } : {}),
  }
}

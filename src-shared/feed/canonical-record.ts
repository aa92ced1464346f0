import type { Attachment, IdentityDocument, Insurer, Person, Policy, Representative } from '../register/person.ts'
import type { RegisterRecord } from '../register/record.ts'
import type { ClassifierEntry } from './classifier.ts'

/** What a feed publishes: a whole person with policies, documents, attachments and representatives; an insurer; a classifier entry. */
export type FeedRecord = RegisterRecord | { readonly classifier: ClassifierEntry }

/** A record's name in the published set, and its canonical JSON. */
export interface CanonicalRecord {
  readonly entity: 'person' | 'insurer' | 'classifier'
  /** Unique among the records of an entity: person id, insurer code, `F011/14`. */
  readonly key: string
  readonly json: string
}

/**
 * The canonical form of a record: what `JSON.stringify` of ECMAScript gives without white space for the record with its keys in the
 * order of its schema, lists in the order of the source, the whole in Unicode NFC. The same record gives the same text everywhere
 * (register feed, «Files»: the state digest is over canonical bytes).
 */
export function canonicalRecord(record: FeedRecord): CanonicalRecord {
  if ('person' in record) return canonical('person', record.person.id, personInOrder(record.person))
  if ('insurer' in record) return canonical('insurer', record.insurer.code, insurerInOrder(record.insurer))
  const { classifier, code, name, from, to } = record.classifier
  return canonical('classifier', `${classifier}/${code}`, { classifier, code, name, from, to })
}

/** True for canonical JSON with characters that no desk can keep: NUL and halves of surrogate pairs. */
export function holdsBrokenText(json: string): boolean {
  return BROKEN.test(json)
}

const BROKEN = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f]..)/

/** Everything outside these ranges may be changed by NFC; nothing within them is, so most records need no second look. */
const MAY_CHANGE = /[^\0-\u02ff\u0400-\u0482\u048a-\u052f]/

function canonical(entity: CanonicalRecord['entity'], key: string, value: object): CanonicalRecord {
  const json = composed(JSON.stringify(value))
  return { entity, key: composed(key), json }
}

/** No quote, comma or bracket of JSON composes with a following mark, so a whole text may be composed at once. */
function composed(text: string): string {
  return MAY_CHANGE.test(text) ? text.normalize('NFC') : text
}

function personInOrder(person: Person): Person {
  return {
    id: person.id,
    enp: person.enp,
    formerEnps: person.formerEnps,
    familyName: person.familyName,
    givenName: person.givenName,
    patronymic: person.patronymic,
    birthDate: person.birthDate,
    dost: person.dost,
    sex: person.sex,
    snils: person.snils,
    status: person.status,
    deathDate: person.deathDate,
    redirect: person.redirect,
    removed: person.removed === null ? null : { reason: person.removed.reason, on: person.removed.on },
    contacts: person.contacts,
    policies: person.policies.map(policyInOrder),
    documents: person.documents.map(documentInOrder),
    attachments: person.attachments.map(attachmentInOrder),
    representatives: person.representatives.map(representativeInOrder),
  }
}

function policyInOrder(policy: Policy): Policy {
  return {
    type: policy.type,
    status: policy.status,
    enp: policy.enp,
    series: policy.series,
    number: policy.number,
    from: policy.from,
    to: policy.to,
    certificateTo: policy.certificateTo,
    insurer: policy.insurer,
    printedInsurer: policy.printedInsurer,
  }
}

function documentInOrder(document: IdentityDocument): IdentityDocument {
  return {
    type: document.type,
    series: document.series,
    number: document.number,
    issuedOn: document.issuedOn,
    expiresOn: document.expiresOn,
    status: document.status,
  }
}

function attachmentInOrder(attachment: Attachment): Attachment {
  return {
    areaType: attachment.areaType,
    clinicCode: attachment.clinicCode,
    area: attachment.area,
    from: attachment.from,
    to: attachment.to,
    status: attachment.status,
  }
}

function representativeInOrder(representative: Representative): Representative {
  return {
    familyName: representative.familyName,
    givenName: representative.givenName,
    patronymic: representative.patronymic,
    person: representative.person,
  }
}

function insurerInOrder(insurer: Insurer): Insurer {
  return { code: insurer.code, name: insurer.name, hotLine: insurer.hotLine, closedOn: insurer.closedOn }
}

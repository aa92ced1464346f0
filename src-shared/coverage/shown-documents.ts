import { documentKey } from '../identity/documents.ts'
import type { UsableItem } from '../intake/item.ts'
import type { IdentityDocument, Person } from '../register/person.ts'
import type { Moment } from './moment.ts'
import { currentDocumentStatuses, datedDocuments, EXPIRED_DOCUMENT } from './register-codes.ts'
import type { Matched } from './step-match.ts'

/** A document that was shown, against what the register of this person holds. */
export interface ShownDocument {
  readonly type: number
  /** From an MRZ or from the register. */
  readonly issuedOn: string | null
  readonly expiresOn: string | null
  /**
   * `current`: held as valid; `unknown`: the register of this person does not hold it; `replaced`, `expired`: it finds the
   * person but counts as not presented (coverage rules §2 step 4).
   */
  readonly state: 'current' | 'unknown' | 'replaced' | 'expired'
  /** The item hit this person by its document number. */
  readonly found: boolean
  /** The register holds another current document of that kind. */
  readonly otherHeld: boolean
}

type DocumentItem = Extract<UsableItem, { kind: 'document' | 'mrz' }>

/** The documents among the presented items. Documents of merged records count as this person's. */
export function shownDocuments(presented: readonly UsableItem[], matched: Matched, moment: Moment): readonly ShownDocument[] {
  const held = matched.records.flatMap((record) => record.full?.documents ?? [])
  return presented.flatMap((item, index) =>
    item.kind === 'document' || item.kind === 'mrz' ? [shownDocument(item, held, matched.keys.get(index) === 'document', moment)] : [],
  )
}

/** True where a policy was shown whose number finds this person: any other number is not this person's policy. */
export function policyShown(presented: readonly UsableItem[], matched: Matched): boolean {
  return presented.some((item, index) => {
    const key = matched.keys.get(index)
    return isPolicyItem(item) && (key === 'enp' || key === 'policy-number')
  })
}

/**
 * True where the facts contradict themselves: a look-up found this person by a document that none of the records holds. Such a
 * document may be one that the register has replaced.
 */
export function documentsContradict(documents: readonly ShownDocument[]): boolean {
  return documents.some((document) => document.found && document.state === 'unknown')
}

/** The newest current passport or other document of a type that the register holds, or null. */
export function currentDocument(person: Person, type: number, moment: Moment): IdentityDocument | null {
  const current = person.documents.filter((document) => document.type === type && isCurrent(document, moment))
  return current.toSorted((one, other) => ((one.issuedOn ?? '') < (other.issuedOn ?? '') ? 1 : -1))[0] ?? null
}

function isPolicyItem(item: UsableItem): boolean {
  return (
    item.kind === 'policy-barcode' ||
    item.kind === 'enp' ||
    item.kind === 'old-policy' ||
    item.kind === 'temporary-certificate' ||
    item.kind === 'uek-card'
  )
}

function shownDocument(item: DocumentItem, held: readonly IdentityDocument[], found: boolean, moment: Moment): ShownDocument {
  const key = documentKey(item.type, item.series, item.number)
  const ofType = held.filter((document) => document.type === item.type)
  const same = ofType
    .filter((document) => documentKey(document.type, document.series, document.number) === key)
    .toSorted((one, other) => (lifeOf(one) < lifeOf(other) ? 1 : -1))
  const best = same.find((document) => isCurrent(document, moment)) ?? same.find((document) => ranOut(document, moment)) ?? same[0]
  const otherHeld = ofType.some((document) => !same.includes(document) && isCurrent(document, moment))
  return {
    type: item.type,
    issuedOn: (item.kind === 'mrz' ? item.issuedOn : null) ?? best?.issuedOn ?? null,
    expiresOn: best?.expiresOn ?? null,
    state: best === undefined ? 'unknown' : stateOf(best, moment),
    found,
    otherHeld,
  }
}

function stateOf(document: IdentityDocument, moment: Moment): ShownDocument['state'] {
  if (isCurrent(document, moment)) return 'current'
  return ranOut(document, moment) && datedDocuments.has(document.type) ? 'expired' : 'replaced'
}

function isCurrent(document: IdentityDocument, moment: Moment): boolean {
  return currentDocumentStatuses.has(document.status) && !isPastEnd(document, moment)
}

function ranOut(document: IdentityDocument, moment: Moment): boolean {
  return document.status === EXPIRED_DOCUMENT || (currentDocumentStatuses.has(document.status) && isPastEnd(document, moment))
}

/** For an order that does not depend on the list: the longest valid first. */
function lifeOf({ expiresOn, issuedOn, status }: IdentityDocument): string {
  return `${expiresOn ?? ''} ${issuedOn ?? ''} ${status}`
}

function isPastEnd(document: IdentityDocument, moment: Moment): boolean {
  return document.expiresOn !== null && document.expiresOn < moment.serviceDate
}

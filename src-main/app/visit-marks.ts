import type { KeyObject } from 'node:crypto'
import type { Person } from '../../src-shared/register/person.ts'
import type { Facts } from '../../src-shared/coverage/facts.ts'
import type { Verdict } from '../../src-shared/coverage/verdict.ts'
import { documentKey } from '../../src-shared/identity/documents.ts'
import { nameKey } from '../../src-shared/identity/names.ts'
import type { VisitMarks } from './ports.ts'
import { keyedHash } from './question.ts'

type Change = Facts['changedSinceLastVisit'][number]

const MARKS: readonly Change[] = ['insurer', 'attachment', 'surname', 'document']

/** The keyed hash under which a person's marks are kept. */
export function personHash(key: KeyObject, personId: string): Uint8Array {
  return keyedHash(key, 'person', personId)
}

/**
 * Hashes of what the note `changed-since-last-visit` compares (coverage rules §4): the factual insurer and attachment that the
 * verdict names, the family name and the documents that the record holds as valid. Null where there is nothing to compare.
 */
export function visitMarks(key: KeyObject, person: Person, verdict: Verdict): VisitMarks {
  const mark = (kind: Change, value: string | null): Uint8Array | null =>
    value === null ? null : keyedHash(key, `visit-${kind}`, `${person.id}\n${value}`)
  const documents = person.documents
    .filter((document) => document.status === 'ДПП' || document.status === 'ДНП')
    .map((document) => documentKey(document.type, document.series, document.number))
    .toSorted()
  return {
    insurer: mark('insurer', verdict.insurer?.code ?? null),
    attachment: mark('attachment', verdict.attachment === null ? null : verdict.attachment.clinicCode),
    surname: mark('surname', nameKey(person.familyName)),
    document: mark('document', documents.length === 0 ? null : documents.join('\n')),
  }
}

/** Which marks differ; a mark that is missing on either side says nothing. */
export function changedMarks(last: VisitMarks | null, now: VisitMarks): Change[] {
  if (last === null) return []
  return MARKS.filter((name) => {
    const before = last[name]
    const after = now[name]
    return before !== null && after !== null && Buffer.compare(before, after) !== 0
  })
}

/** The marks to keep: today's, and the last known ones where today gave none. */
export function keptMarks(last: VisitMarks | null, now: VisitMarks): VisitMarks {
  return {
    insurer: now.insurer ?? last?.insurer ?? null,
    attachment: now.attachment ?? last?.attachment ?? null,
    surname: now.surname ?? last?.surname ?? null,
    document: now.document ?? last?.document ?? null,
  }
}

import { documentKey } from '../../src-shared/identity/documents.ts'
import type { Person } from '../../src-shared/register/person.ts'
import { dayOf } from './merge-rows.ts'
import type { SourceFacts } from './outcome.ts'

/**
 * What becomes of a person who is known already when a file brings the same person again. A source that carries policies states the whole
 * person and replaces what was known. One that carries none is weaker: it adds attachments and documents, fills what was absent, and
 * leaves names, status, policies and death as they were (register sources §5.5, rule 8: a newer file of a weaker source does not
 * overwrite a status from the register).
 */
export function keepStronger(known: Person, brought: Person, source: Pick<SourceFacts, 'carriesPolicies'>): Person {
  if (source.carriesPolicies) return brought
  const documents = new Map(known.documents.map((one) => [documentKey(one.type, one.series, one.number), one]))
  for (const one of brought.documents) {
    const key = documentKey(one.type, one.series, one.number)
    if (!documents.has(key)) documents.set(key, one)
  }
  const isOlder = dayOf(brought) < dayOf({ attachments: known.attachments.filter(({ areaType }) => isKindOf(brought, areaType)) })
  const kept = isOlder ? known.attachments : known.attachments.filter(({ areaType }) => !isKindOf(brought, areaType))
  return {
    ...known,
    enp: known.enp ?? brought.enp,
    snils: known.snils ?? brought.snils,
    sex: known.sex ?? brought.sex,
    documents: [...documents.values()],
    attachments: isOlder ? kept : [...kept, ...brought.attachments],
  }
}

function isKindOf({ attachments }: Person, areaType: string): boolean {
  return attachments.some((one) => one.areaType === areaType)
}

import { documentKey } from '../../src-shared/identity/documents.ts'
import type { Person } from '../../src-shared/register/person.ts'
import { dayOf } from './merge-rows.ts'
import type { SourceFacts } from './outcome.ts'
import { withKnownParts } from './person-parts.ts'
import { NOT_CARRIED } from './read-policy.ts'

/**
 * What becomes of a person who is known already when a file brings the same person again (register sources §5.5, rule 8: a newer file of a
 * weaker source does not overwrite a status from the register). A source that carries policies states the whole person and replaces
 * what was known, but for the parts that it has no columns for. One that carries none is weaker: it adds attachments and documents, fills
 * what was absent, a death too, and leaves names, status and policies as they were, unless they came from such a list too.
 */
export function keepStronger(known: Person, brought: Person, source: Pick<SourceFacts, 'carriesPolicies' | 'lacks'>): Person {
  if (source.carriesPolicies) return withKnownParts(known, brought, source.lacks)
  const [main, other] = isWeak(known) ? [brought, known] : [known, brought]
  const documents = new Map(other.documents.map((one) => [documentKey(one.type, one.series, one.number), one]))
  for (const one of main.documents) documents.set(documentKey(one.type, one.series, one.number), one)
  const isOlder = dayOf(brought) < dayOf({ attachments: known.attachments.filter(({ areaType }) => isKindOf(brought, areaType)) })
  const kept = isOlder ? known.attachments : known.attachments.filter(({ areaType }) => !isKindOf(brought, areaType))
  const named = main.familyName === null && main.givenName === null ? other : main
  return {
    ...main,
    familyName: named.familyName,
    givenName: named.givenName,
    patronymic: named.patronymic,
    enp: main.enp ?? other.enp,
    snils: main.snils ?? other.snils,
    sex: main.sex ?? other.sex,
    // Beside a valid policy it is a contradiction, which somebody looks at: better than a dead person's policy.
    deathDate: main.deathDate ?? other.deathDate,
    documents: [...documents.values()],
    attachments: isOlder ? kept : [...kept, ...brought.attachments],
  }
}

/** True for a person who came from such a list before: the newer list is as good. */
export function isWeak({ status, policies, deathDate, redirect, removed }: Person): boolean {
  return status === NOT_CARRIED && policies.length === 0 && deathDate === null && redirect === null && removed === null
}

function isKindOf({ attachments }: Person, areaType: string): boolean {
  return attachments.some((one) => one.areaType === areaType)
}

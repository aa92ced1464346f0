import { documentKey } from '../../src-shared/identity/documents.ts'
import type { Person } from '../../src-shared/register/person.ts'
import type { SourceFacts } from './outcome.ts'
import { withKnownParts } from './person-parts.ts'
import { NOT_CARRIED } from './read-policy.ts'

/**
 * What becomes of a person who is known already when a file brings the same person again (register sources §5.5, rule 8: a newer file of a
 * weaker source does not overwrite a status from the register). A source that carries policies states the whole person and replaces
 * what was known, but for the parts that it has no columns for. One that carries none is weaker: it adds attachments and documents, fills
 * what was absent, a death too, and leaves names, status and policies as they were, unless they came from such a list too. `isOlder`: what
 * is known of attachments was told on a later day.
 */
export function keepStronger(
  known: Person,
  brought: Person,
  source: Pick<SourceFacts, 'carriesPolicies' | 'lacks'> & { readonly isOlder?: boolean },
): Person {
  const { carriesPolicies, lacks, isOlder = false } = source
  if (carriesPolicies) {
    const person = withKnownParts(known, brought, lacks)
    return isOlder && !lacks.includes('attachments') ? { ...person, attachments: laterAttachments(known, brought, isOlder) } : person
  }
  const [main, other] = isWeak(known) && !isOlder ? [brought, known] : [known, brought]
  const documents = new Map(other.documents.map((one) => [documentKey(one.type, one.series, one.number), one]))
  for (const one of main.documents) documents.set(documentKey(one.type, one.series, one.number), one)
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
    attachments: laterAttachments(known, brought, isOlder),
  }
}

/** True for a person who came from such a list before: the newer list is as good. */
export function isWeak({ status, policies, deathDate, redirect, removed }: Person): boolean {
  return status === NOT_CARRIED && policies.length === 0 && deathDate === null && redirect === null && removed === null
}

/**
 * The attachments of two, kind by kind those that began later; of equals those that were brought, unless they were told on an earlier day
 * (register sources §5.5, rules 6 and 8).
 */
export function laterAttachments(known: Person, brought: Person, isOlder: boolean): Person['attachments'] {
  const isBrought = (kind: string): boolean => {
    const [mine, theirs] = [lastBegin(known, kind), lastBegin(brought, kind)]
    return theirs > mine || (theirs === mine && theirs !== '' && !isOlder)
  }
  return [
    ...known.attachments.filter(({ areaType }) => !isBrought(areaType)),
    ...brought.attachments.filter(({ areaType }) => isBrought(areaType)),
  ]
}

/** Empty where there is none of the kind. */
function lastBegin({ attachments }: Person, kind: string): string {
  return attachments.reduce((last, { areaType, from }) => (areaType === kind && from > last ? from : last), '')
}

import type { Shown } from '../../src-shared/contract.ts'
import { documentTypeName } from '../../src-shared/identity/document-types.ts'
import type { Item, KindHint, UsableItem } from '../../src-shared/intake/item.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { formatSnils } from '../../src-shared/identity/snils.ts'
import { policyType } from '../../src-shared/policy/numbers.ts'
import { formatDate } from '../ui/format.ts'
import { stringsOf } from '../ui/strings.ts'

/** One of several readings, written so that it can be read in this one way only. */
export function shownFromReading(item: UsableItem): Shown {
  switch (item.kind) {
    case 'policy-barcode':
    case 'enp':
      return { text: item.enp, confirmed: true }
    case 'old-policy':
      return { text: joined(item.series, item.number), as: 'old-policy' }
    case 'temporary-certificate':
      return { text: item.number, as: 'temporary-certificate' }
    case 'uek-card':
      return { text: item.number, as: 'uek-card' }
    case 'document':
    case 'mrz':
      return { text: joined(item.series, item.number), as: `document:${item.type}` }
    case 'snils':
      return { text: formatSnils(item.snils), confirmed: true }
    case 'name-and-birth-date':
      return { text: joined(item.familyName, item.givenName, item.patronymic, formatDate(item.birthDate, 'ru')) }
  }
}

/** What a thing is called where nothing of a person may stand: «Полис · ЕНП», «Паспорт РФ», «СНИЛС». */
export function nameOfKind(kind: Item['kind'] | null, documentType: number | null, language: Language): string {
  if (documentType !== null) return documentTypeName(documentType, language)
  return stringsOf(language).kinds[kind ?? 'unrecognised']
}

/** The words of a kind hint: an F011 document or one of the three policy papers. */
export function nameOfHint(hint: KindHint, language: Language): string {
  const strings = stringsOf(language).question
  if (hint === 'old-policy') return strings.oldPolicy
  if (hint === 'temporary-certificate') return strings.temporaryCertificate
  if (hint === 'uek-card') return strings.uekCard
  return documentTypeName(Number(hint.slice('document:'.length)), language)
}

/** The name of a policy type letter; an unknown letter stands for itself. */
export function nameOfPolicyType(letter: string, language: Language): string {
  return policyType(letter)?.short[language] ?? letter
}

function joined(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' ')
}

import type { CheckReply } from '../../src-shared/contract.ts'
import type { Item } from '../../src-shared/intake/item.ts'
import type { Language, Verdict, VerdictPerson } from '../../src-shared/coverage/verdict.ts'
import { showName } from '../../src-shared/coverage/show-values.ts'
import { formatAge, formatBirthDate } from '../ui/format.ts'
import { stringsOf } from '../ui/strings.ts'

type Named = Pick<VerdictPerson, 'familyName' | 'givenName' | 'patronymic'>

/** All parts of a name in the order of documents, written as in a sentence: registers hold them in capitals. */
export function fullName(person: Named, language: Language): string {
  return showName(person) ?? stringsOf(language).verdict.unnamed
}

/** One part of a name, written as in a sentence. */
export function namePart(part: string): string {
  return showName({ familyName: part, givenName: null, patronymic: null }) ?? part
}

/** `Иванов И. И.`, and for a child `Кузнецов М. (6 лет)`. */
export function shortName(person: VerdictPerson, language: Language): string {
  const initials = [person.givenName, person.patronymic]
    .filter((part) => part !== null)
    .map((part) => `${[...part][0]?.toUpperCase() ?? ''}.`)
  const isChild = person.age !== null && person.age < 14
  const familyName = person.familyName === null ? null : namePart(person.familyName)
  const name = [familyName, ...(isChild ? initials.slice(0, 1) : initials)].filter((part) => part !== null).join(' ')
  const known = name === '' ? stringsOf(language).verdict.unnamed : name
  return isChild && person.age !== null ? `${known} (${formatAge(person.age, language)})` : known
}

/** `15.03.1985 · 41 год · мужчина`. */
export function birthWords(person: VerdictPerson, language: Language): string {
  const strings = stringsOf(language).verdict
  const age = person.age === null ? null : formatAge(person.age, language)
  const sex = person.sex === null ? null : strings[person.sex]
  return [formatBirthDate(person.birthDate, language), age, sex].filter((part) => part !== null).join(' · ')
}

/** In the newborn's question the answer may stand on the record of the representative: then it must not be taken for the child's. */
export function isAboutRepresentative({ reasons, underlying }: Pick<Verdict, 'reasons' | 'underlying'>): boolean {
  return [...reasons.map((reason) => reason.code), underlying?.code ?? ''].some((code) => code.startsWith('newborn-'))
}

/** Whom an answer in the ribbon is about: the person, or the end of the number that found nobody; null for neither. */
export function ribbonName(reply: CheckReply, language: Language): string | null {
  const strings = stringsOf(language).ribbon
  const { person } = reply.verdict
  if (person !== null)
    return isAboutRepresentative(reply.verdict) ? strings.ofRepresentative(shortName(person, language)) : shortName(person, language)
  const [first] = reply.items
  return first === undefined ? null : endOf(first, language)
}

function endOf(item: Item, language: Language): string | null {
  if (item.kind === 'name-and-birth-date') {
    return shortName({ ...item, id: '', enp: null, age: null, sex: null, representatives: [] }, language)
  }
  if (item.kind === 'enp' || item.kind === 'policy-barcode') return `…${item.enp.slice(-4)}`
  if (item.kind === 'snils') return `…${item.snils.slice(-4)}`
  return 'number' in item ? `…${item.number.slice(-4)}` : null
}

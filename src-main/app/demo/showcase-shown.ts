import type { KindHint } from '../../../src-shared/intake/item.ts'
import { encodeMrz } from '../../../src-shared/identity/encode-mrz.ts'
import { encodePolicyBarcode } from '../../../src-shared/policy/encode-barcode.ts'
import type { Person } from '../../../src-shared/register/person.ts'

/** One thing shown, as text. */
export interface ShownText {
  readonly text: string
  readonly as?: KindHint
}

/** The 260 hex digits of a person's policy barcode, as a scanner in hex mode sends them. */
export function barcodeHex(person: Person, type: 1 | 2): string {
  const bytes = encodePolicyBarcode({
    type,
    enp: person.enp ?? '',
    familyName: person.familyName,
    givenName: person.givenName,
    patronymic: person.patronymic,
    sex: person.sex,
    birthDate: person.birthDate,
    expires: null,
    insurerOgrn: type === 1 ? '1000000000000' : null,
    okato: type === 1 ? '45000' : null,
  })
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The two lines at the foot of the current passport. */
export function mrzText(person: Person): string {
  const passport = person.documents.find(({ type, status }) => type === 14 && status === 'ДПП')
  return encodeMrz({
    familyName: person.familyName ?? '',
    givenName: person.givenName,
    patronymic: person.patronymic,
    series: passport?.series ?? '',
    number: passport?.number ?? '',
    birthDate: person.birthDate,
    sex: person.sex,
    issuedOn: passport?.issuedOn ?? '',
    departmentCode: '000-000',
  })
}

/** Series and number of the document of a type in a status, as people read it out. */
export function documentText(person: Person, type: number, status = 'ДПП'): string {
  const document = person.documents.find((candidate) => candidate.type === type && candidate.status === status)
  if (document === undefined) throw new Error(`The showcase lacks a document ${type} of ${person.id}`)
  return document.series === null ? document.number : `${document.series} ${document.number}`
}

/** The same with its type, for documents whose shape does not tell. */
export function documentShown(person: Person, type: number): ShownText {
  return { text: documentText(person, type), as: `document:${type}` }
}

/** Names and birth date as they are typed. */
export function nameText(person: Person): string {
  return `${[person.familyName, person.givenName, person.patronymic].filter((part) => part !== null).join(' ')} ${dayText(person.birthDate)}`
}

/** `31.12.1999` */
export function dayText(date: string): string {
  return date.split('-').toReversed().join('.')
}

/** The same number with one digit read wrongly. */
export function misread(number: string): string {
  const wrong = (Number(number.charAt(11)) + 1) % 10
  return `${number.slice(0, 11)}${wrong}${number.slice(12)}`
}

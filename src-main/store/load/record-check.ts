import type { RegisterRecord } from '../../../src-shared/register/record.ts'
import { daysInMonth } from '../../../src-shared/calendar.ts'

/**
 * Accepts exactly what `registerRecordSchema` accepts, some ten times faster: a register has millions of lines. A property test
 * holds the two together; change them together.
 */
export function isRegisterRecord(value: unknown): value is RegisterRecord {
  if (!isObject(value, 1)) return false
  if ('person' in value) return isPerson(value['person'])
  return 'insurer' in value && isInsurer(value['insurer'])
}

type Fields = Readonly<Record<string, unknown>>

function isPerson(value: unknown): boolean {
  return (
    isObject(value, 19) &&
    isText(value['id'], 1, 40) &&
    isNullOr(isEnp, value['enp']) &&
    isListOf(isEnp, value['formerEnps']) &&
    isTextOrNull(value['familyName'], 0, 200) &&
    isTextOrNull(value['givenName'], 0, 200) &&
    isTextOrNull(value['patronymic'], 0, 200) &&
    hasDateShape(value['birthDate']) &&
    isListOf(isDost, value['dost']) &&
    isNullOr(isSex, value['sex']) &&
    isNullOr(isSnils, value['snils']) &&
    isCode(value['status']) &&
    isNullOr(isDate, value['deathDate']) &&
    isTextOrNull(value['redirect'], 1, 40) &&
    isNullOr(isRemoval, value['removed']) &&
    isContacts(value['contacts']) &&
    isListOf(isPolicy, value['policies']) &&
    isListOf(isDocument, value['documents']) &&
    isListOf(isAttachment, value['attachments']) &&
    isListOf(isRepresentative, value['representatives'])
  )
}

function isPolicy(value: unknown): boolean {
  return (
    isObject(value, 10) &&
    isCode(value['type']) &&
    isCode(value['status']) &&
    isNullOr(isEnp, value['enp']) &&
    isTextOrNull(value['series'], 0, 40) &&
    isTextOrNull(value['number'], 0, 40) &&
    isDate(value['from']) &&
    isNullOr(isDate, value['to']) &&
    isNullOr(isDate, value['certificateTo']) &&
    isNullOr(isInsurerCode, value['insurer']) &&
    isNullOr(isInsurerCode, value['printedInsurer'])
  )
}

function isDocument(value: unknown): boolean {
  return (
    isObject(value, 6) &&
    isWholeNumber(value['type'], 1, 99) &&
    isTextOrNull(value['series'], 0, 40) &&
    isText(value['number'], 1, 40) &&
    isNullOr(isDate, value['issuedOn']) &&
    isNullOr(isDate, value['expiresOn']) &&
    isCode(value['status'])
  )
}

function isAttachment(value: unknown): boolean {
  return (
    isObject(value, 6) &&
    isText(value['areaType'], 1, 8) &&
    isText(value['clinicCode'], 1, 20) &&
    isTextOrNull(value['area'], 0, 40) &&
    isDate(value['from']) &&
    isNullOr(isDate, value['to']) &&
    isCode(value['status'])
  )
}

function isRepresentative(value: unknown): boolean {
  return (
    isObject(value, 4) &&
    isTextOrNull(value['familyName'], 0, 200) &&
    isTextOrNull(value['givenName'], 0, 200) &&
    isTextOrNull(value['patronymic'], 0, 200) &&
    isTextOrNull(value['person'], 0, 40)
  )
}

function isRemoval(value: unknown): boolean {
  return isObject(value, 2) && isText(value['reason'], 1, 40) && isNullOr(isDate, value['on'])
}

function isInsurer(value: unknown): boolean {
  return (
    isObject(value, 4) &&
    isInsurerCode(value['code']) &&
    isText(value['name'], 1, 400) &&
    isTextOrNull(value['hotLine'], 0, 60) &&
    isNullOr(isDate, value['closedOn'])
  )
}

/** An object with exactly so many keys; the caller asks for each of them by name, so none is unknown. */
function isObject(value: unknown, keys: number): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === keys
}

function isListOf(isEntry: (entry: unknown) => boolean, value: unknown): boolean {
  if (!Array.isArray(value)) return false
  for (const entry of value) if (!isEntry(entry)) return false
  return true
}

function isNullOr(isGood: (value: unknown) => boolean, value: unknown): boolean {
  return value === null || isGood(value)
}

function isText(value: unknown, shortest: number, longest: number): boolean {
  return typeof value === 'string' && value.length >= shortest && value.length <= longest
}

function isTextOrNull(value: unknown, shortest: number, longest: number): boolean {
  return value === null || isText(value, shortest, longest)
}

function isCode(value: unknown): boolean {
  return isText(value, 1, 12)
}

function isDigits(value: unknown, length: number): boolean {
  if (typeof value !== 'string' || value.length !== length) return false
  for (let place = 0; place < length; place += 1) if (!isDigit(value.charCodeAt(place))) return false
  return true
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isEnp(value: unknown): boolean {
  return isDigits(value, 16)
}

function isSnils(value: unknown): boolean {
  return isDigits(value, 11)
}

function isInsurerCode(value: unknown): boolean {
  return isDigits(value, 5)
}

function isWholeNumber(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
}

function isDost(value: unknown): boolean {
  return isWholeNumber(value, 1, 6)
}

function isSex(value: unknown): boolean {
  return value === 'male' || value === 'female'
}

function isContacts(value: unknown): boolean {
  return value === 'present' || value === 'none' || value === 'not-carried'
}

function hasDateShape(value: unknown): boolean {
  if (typeof value !== 'string' || value.length !== 10) return false
  for (let place = 0; place < 10; place += 1) {
    const code = value.charCodeAt(place)
    if (place === 4 || place === 7 ? code !== 45 : !isDigit(code)) return false
  }
  return true
}

/** A day of the calendar as `YYYY-MM-DD`. */
export function isDate(value: unknown): boolean {
  if (typeof value !== 'string' || !hasDateShape(value)) return false
  const day = twoDigits(value, 8)
  return day > 0 && day <= daysInMonth(twoDigits(value, 0) * 100 + twoDigits(value, 2), twoDigits(value, 5))
}

function twoDigits(text: string, place: number): number {
  return text.charCodeAt(place) * 10 + text.charCodeAt(place + 1) - 528
}

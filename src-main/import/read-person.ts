import { calendarDate } from '../../src-shared/calendar.ts'
import type { CalendarDate } from '../../src-shared/calendar.ts'
import { parseSnils, judgeSnils } from '../../src-shared/identity/snils.ts'
import { codedPart } from '../../src-shared/policy/enp.ts'
import type { Attachment, IdentityDocument, Person } from '../../src-shared/register/person.ts'
import { err, ok } from '../../src-shared/result.ts'
import type { Result } from '../../src-shared/result.ts'
import { dateParts } from './dates.ts'
import type { WarningCode } from './outcome.ts'
import { personKey } from './person-key.ts'
import type { PersonKey } from './person-key.ts'
import type { ColumnPlan } from './profile-rows.ts'
import type { Profile } from './profile.ts'
import { documentWarnings, splitDocument } from './read-document.ts'
import { readEnp } from './read-enp.ts'
import { readName } from './read-name.ts'
import { NOT_CARRIED, readPolicy } from './read-policy.ts'
import { rowValues } from './row-values.ts'
import type { RowFault, RowValues } from './row-values.ts'

/** One row as a person. */
export interface ReadRow {
  readonly person: Person
  readonly key: PersonKey
  readonly warnings: readonly WarningCode[]
}

export interface RowReader {
  readonly profile: Profile
  readonly plan: ColumnPlan
  /** Births and deaths after it are mistakes. */
  readonly today: CalendarDate
}

const EARLIEST_BIRTH = '1900-01-01'
const NAME_FIELDS = ['familyName', 'givenName', 'patronymic'] as const

/**
 * Turns a row into a person by its profile, or says what is wrong (register sources §5.5, rules 5 and 7). Nothing is guessed: codes
 * outside a table, impossible dates and wrong ENPs set the row aside. What the source does not carry stays absent; statuses that
 * it does not carry are `NOT_CARRIED`, which no rule takes for valid.
 */
export function readPerson(cells: readonly string[], { profile, plan, today }: RowReader): Result<ReadRow, RowFault> {
  const values = rowValues(cells, plan, profile)
  if (values.fault !== null) return err(values.fault)
  const warnings: WarningCode[] = []
  values.code('action')
  if (plan.places.has('action') && values.text('action') === '') values.refuse('action', 'value-missing')
  const enp = readEnp(values, 'enp')
  const [familyName = null, givenName = null, patronymic = null] = NAME_FIELDS.map((field) => readNamePart(values, field, warnings))
  if (plan.places.has('familyName') && familyName === null && givenName === null && patronymic === null) {
    values.refuse('familyName', 'name-missing')
  }
  const dost = readDost(values)
  const birthDate = readBirthDate(values, profile, dost, today)
  const sex = readSex(values)
  const deathDate = values.date('deathDate')
  if (deathDate !== null && deathDate > today) values.refuse('deathDate', 'date-in-future')
  if (deathDate !== null && deathDate < birthDate) values.refuse('deathDate', 'date-order')
  const policy = readPolicy(values, enp, plan, warnings)
  const status = values.code('personStatus')
  const document = readDocument(values, warnings)
  const attachment = readAttachment(values, warnings)
  if (enp !== null) warnings.push(...enpWarnings(enp, birthDate, sex))
  const statedId = values.short('id')
  if (plan.places.has('id') && statedId === null) values.refuse('id', 'key-missing')
  const snils = readSnils(values, warnings)
  const redirect = values.short('redirect')
  if (values.fault !== null) return err(values.fault)
  const key = personKey({ statedId, enp, document, familyName, givenName, patronymic, birthDate })
  if (key === null) return err({ field: 'enp', reason: 'key-missing' })
  const person = {
    id: key.id,
    enp,
    formerEnps: [],
    familyName,
    givenName,
    patronymic,
    birthDate,
    dost,
    sex,
    snils,
    // A valid status without any policy would say that somebody has none, while it is the source that carries none.
    status: status === null || (policy === null && status.startsWith('Д')) ? NOT_CARRIED : status,
    deathDate,
    redirect,
    removed: null,
    contacts: 'not-carried' as const,
    policies: policy === null ? [] : [policy],
    documents: document === null ? [] : [document],
    attachments: attachment === null ? [] : [attachment],
    representatives: [],
  }
  return ok({ person, key, warnings })
}

function readNamePart(values: RowValues, field: (typeof NAME_FIELDS)[number], warnings: WarningCode[]): string | null {
  const read = readName(values.text(field))
  if (!read.ok) {
    values.refuse(field, read.error)
    return null
  }
  if (read.value.hasLookAlikes && !warnings.includes('look-alikes-in-name')) warnings.push('look-alikes-in-name')
  return read.value.name
}

/** One to six digits, with or without separators (register sources §1.5). */
function readDost(values: RowValues): number[] {
  const text = values.text('dost')
  const digits = text.replace(/[\s,;]/g, '')
  if (/^[1-6]*$/.test(digits)) return [...new Set(digits)].map(Number)
  values.refuse('dost', 'value-format')
  return []
}

/** Unknown parts and days outside the calendar stand only where a DOST code 4–6 explains them (policy formats §6.1). */
function readBirthDate(values: RowValues, profile: Profile, dost: readonly number[], today: CalendarDate): string {
  const text = values.text('birthDate')
  if (text === '') values.refuse('birthDate', 'value-missing')
  const parts = dateParts(text, profile.dates)
  if (parts === null) {
    if (text !== '') values.refuse('birthDate', 'date-impossible')
    return EARLIEST_BIRTH
  }
  const [year, month, day] = [parts.slice(0, 4), parts.slice(5, 7), parts.slice(8)].map(Number)
  const exists = calendarDate(year ?? 0, month ?? 0, day ?? 0) !== null
  if (!exists && !isExplained(parts, dost)) values.refuse('birthDate', 'date-impossible')
  if (parts > today) values.refuse('birthDate', 'date-in-future')
  if (parts < EARLIEST_BIRTH.slice(0, 4)) values.refuse('birthDate', 'date-too-early')
  return parts
}

function isExplained(parts: string, dost: readonly number[]): boolean {
  if (dost.includes(6)) return true
  const isMonth = calendarDate(2000, Number(parts.slice(5, 7)), 1) !== null
  if (dost.includes(4) && parts.endsWith('-00') && isMonth) return true
  return dost.includes(5) && parts.endsWith('-00') && (isMonth || parts.endsWith('-00-00'))
}

function readSex(values: RowValues): Person['sex'] {
  const code = values.code('sex')
  return code === 'male' || code === 'female' ? code : null
}

/** A masked or mistyped СНИЛС would be the key of somebody else, so it is left out. */
function readSnils(values: RowValues, warnings: WarningCode[]): string | null {
  const text = values.text('snils')
  if (text === '') return null
  const digits = parseSnils(text)
  const judged = digits === null ? 'wrong' : judgeSnils(digits)
  if (judged === 'valid' || judged === 'not-checkable') return digits
  warnings.push('snils-left-out')
  return null
}

function readDocument(values: RowValues, warnings: WarningCode[]): IdentityDocument | null {
  const typeText = values.code('documentType')
  const type = typeText === null ? null : Number(typeText)
  if (type !== null && !(/^\d{1,2}$/.test(typeText ?? '') && type > 0)) values.refuse('documentType', 'unknown-code')
  const joined = values.short('document', 90)
  const series = values.short('documentSeries')
  const number = values.short('documentNumber')
  const issuedOn = values.date('documentIssuedOn')
  const expiresOn = values.date('documentExpiresOn')
  const status = values.code('documentStatus') ?? NOT_CARRIED
  const found = joined === null ? (number === null ? null : { series, number }) : splitDocument(type ?? 0, joined)
  if (found === null) {
    if (type !== null || joined !== null || series !== null) warnings.push('document-without-number')
    return null
  }
  if (found.number.length > 40 || (found.series ?? '').length > 40) values.refuse('document', 'value-too-long')
  if (type === null) {
    warnings.push('document-without-type')
    return null
  }
  if (values.fault === null) warnings.push(...documentWarnings(type, found))
  return { type, series: found.series, number: found.number, issuedOn, expiresOn, status }
}

function readAttachment(values: RowValues, warnings: WarningCode[]): Attachment | null {
  const clinicCode = values.short('clinicCode', 20)
  const from = values.date('attachedFrom')
  const to = values.date('attachedTo')
  const areaType = values.code('areaType')
  const area = values.short('area')
  const status = values.code('attachmentStatus')
  if (areaType !== null && areaType.length > 8) values.refuse('areaType', 'value-too-long')
  if (from !== null && to !== null && to < from) values.refuse('attachedTo', 'date-order')
  if (clinicCode === null && from === null) return null
  if (clinicCode === null || from === null || areaType === null || status === null) {
    warnings.push('attachment-incomplete')
    return null
  }
  return { areaType, clinicCode, area, from, to, status }
}

/** The ENP stays for life while data are corrected, so a difference is told and nothing more (policy formats §3.3). */
function enpWarnings(enp: string, birthDate: string, sex: Person['sex']): readonly WarningCode[] {
  const coded = codedPart(enp)
  if (coded === null) return ['enp-coded-part-unreadable']
  const found: WarningCode[] = []
  if (coded.birthDate !== birthDate) {
    const swapped = `${birthDate.slice(0, 4)}-${birthDate.slice(8)}-${birthDate.slice(5, 7)}`
    found.push(coded.birthDate === swapped ? 'enp-swapped-birth-date' : 'enp-other-birth-date')
  }
  if (sex !== null && coded.sex !== sex) found.push('enp-other-sex')
  return found
}

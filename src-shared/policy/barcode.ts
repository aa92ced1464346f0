import { addDays } from '../calendar.ts'
import type { CalendarDate } from '../calendar.ts'
import type { Item, ItemWarning } from '../intake/item.ts'
import { err, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Sex } from '../schema-pieces.ts'
import { BARCODE_LENGTH, FIRST_DAY, layouts, NAMES_OFFSET, OGRN_OFFSET, OKATO_OFFSET } from './barcode-layout.ts'
import type { BarcodeLayout } from './barcode-layout.ts'
import { codedPart, hasEnpCheckDigit } from './enp.ts'
import { codesFromBigEndian, codesFromLittleEndian, DELIMITER_CODE, PADDING_CODE, sixBitLetter } from './six-bit.ts'

export type PolicyBarcode = Extract<Item, { kind: 'policy-barcode' }>

/** Why a payload is no readable policy barcode; `detail` and `params` as in an unrecognised item. */
export interface BarcodeProblem {
  readonly detail: 'length' | 'type-byte' | 'reserved-code' | 'too-many-names' | 'no-name' | 'enp-zeros' | 'enp-too-large'
  readonly params: Readonly<Record<string, string>>
}

interface Names {
  readonly familyName: string | null
  readonly givenName: string | null
  readonly patronymic: string | null
  readonly full: boolean
}

/**
 * Reads the 130 bytes of the barcode of a paper policy, type 01 or 02 (policy formats §1). The signature takes part in nothing:
 * the barcode carries data and proves nothing. `today` serves the warning about a birth date in the future.
 */
export function decodePolicyBarcode(bytes: Uint8Array, { today }: { readonly today: CalendarDate }): Result<PolicyBarcode, BarcodeProblem> {
  if (bytes.length !== BARCODE_LENGTH) {
    return err({ detail: 'length', params: { received: String(bytes.length), expected: String(BARCODE_LENGTH) } })
  }
  const type = bytes[0]
  if (type !== 1 && type !== 2) {
    return err({ detail: 'type-byte', params: { byte: (type ?? 0).toString(16).padStart(2, '0').toUpperCase() } })
  }
  const enp = readEnp(bytes)
  if (!enp.ok) return enp
  const names = readNames(bytes, type)
  if (!names.ok) return names

  const layout = layouts[type]
  const sex = readSex(bytes[layout.sex])
  const birthDate = addDays(FIRST_DAY, unsigned(bytes, layout.birthDate, 2))
  const expires = readExpiry(bytes, layout)
  const insurer = type === 1 ? readInsurer(bytes) : { insurerOgrn: null, okato: null, warnings: [] }
  const { full, ...parts } = names.value
  return ok({
    kind: 'policy-barcode',
    type,
    enp: enp.value,
    ...parts,
    sex,
    birthDate,
    expires,
    insurerOgrn: insurer.insurerOgrn,
    okato: insurer.okato,
    nameFieldFull: full,
    warnings: [
      ...enpWarnings(enp.value, { sex, birthDate }),
      ...dateWarnings(birthDate, expires, today),
      ...(sex === null ? (['sex-unknown'] as const) : []),
      ...insurer.warnings,
      ...(full ? (['name-field-full'] as const) : []),
    ],
  })
}

/** 64 bits do not fit a floating-point number; the text keeps the leading zeros. */
function readEnp(bytes: Uint8Array): Result<string, BarcodeProblem> {
  let value = 0n
  for (const byte of bytes.subarray(1, 9)) value = value * 256n + BigInt(byte)
  if (value === 0n) return err({ detail: 'enp-zeros', params: {} })
  if (value > 9_999_999_999_999_999n) return err({ detail: 'enp-too-large', params: {} })
  return ok(String(value).padStart(16, '0'))
}

function readNames(bytes: Uint8Array, type: 1 | 2): Result<Names, BarcodeProblem> {
  const field = bytes.subarray(NAMES_OFFSET, NAMES_OFFSET + layouts[type].namesLength)
  const codes = type === 1 ? codesFromLittleEndian(field) : codesFromBigEndian(field)
  const parts = ['']
  for (const [index, code] of codes.entries()) {
    if (code === DELIMITER_CODE) {
      parts.push('')
      continue
    }
    const letter = sixBitLetter(code)
    if (letter === null) return err({ detail: 'reserved-code', params: reservedPlace(code, index) })
    parts[parts.length - 1] += letter
  }
  if (parts.length > 3) return err({ detail: 'too-many-names', params: {} })
  const [first = null, second = null, third = null] = parts.map((part) => part.trim() || null)
  if (first === null && second === null && third === null) return err({ detail: 'no-name', params: {} })
  const full = codes.at(-1) !== PADDING_CODE
  return ok(
    type === 1
      ? { familyName: second, givenName: first, patronymic: third, full }
      : { familyName: first, givenName: second, patronymic: third, full },
  )
}

function reservedPlace(code: number, index: number): Record<string, string> {
  return { code: String(code), position: String(index + 1), offset: String(NAMES_OFFSET + Math.floor((6 * index) / 8)) }
}

function readSex(byte: number | undefined): Sex | null {
  if (byte === 1) return 'male'
  return byte === 2 ? 'female' : null
}

/** 0 means «без срока действия», not a day of 1900. */
function readExpiry(bytes: Uint8Array, layout: BarcodeLayout): CalendarDate | null {
  const days = unsigned(bytes, layout.expires, 2)
  return days === 0 ? null : addDays(FIRST_DAY, days)
}

function readInsurer(bytes: Uint8Array): { insurerOgrn: string | null; okato: string | null; warnings: ItemWarning[] } {
  const ogrn = unsigned(bytes, OGRN_OFFSET, 6)
  const okato = unsigned(bytes, OKATO_OFFSET, 3)
  const warnings: ItemWarning[] = []
  if (ogrn > 9_999_999_999_999) warnings.push('insurer-ogrn-unreadable')
  if (okato > 99_999) warnings.push('okato-unreadable')
  return { insurerOgrn: paddedNumber(ogrn, 13), okato: paddedNumber(okato, 5), warnings }
}

/** Null for 0 (absent) and for more digits than the field has. */
function paddedNumber(value: number, digits: number): string | null {
  const text = String(value).padStart(digits, '0')
  return value === 0 || text.length > digits ? null : text
}

/** Big-endian, up to 6 bytes: the value stays an exact integer. */
function unsigned(bytes: Uint8Array, offset: number, length: number): number {
  let value = 0
  for (const byte of bytes.subarray(offset, offset + length)) value = value * 256 + byte
  return value
}

function enpWarnings(enp: string, data: { readonly sex: Sex | null; readonly birthDate: CalendarDate }): ItemWarning[] {
  const warnings: ItemWarning[] = []
  const coded = codedPart(enp)
  if (!hasEnpCheckDigit(enp)) warnings.push('enp-check-digit')
  if (coded === null) warnings.push('enp-coded-part-unreadable')
  else if (coded.birthDate !== data.birthDate || (data.sex !== null && coded.sex !== data.sex)) warnings.push('enp-coded-part-differs')
  if (enp.startsWith('00')) warnings.push('enp-test-region')
  return warnings
}

function dateWarnings(birthDate: CalendarDate, expires: CalendarDate | null, today: CalendarDate): ItemWarning[] {
  const warnings: ItemWarning[] = []
  if (birthDate === FIRST_DAY) warnings.push('birth-date-may-be-missing')
  if (birthDate > today) warnings.push('birth-date-in-future')
  if (expires !== null && expires < birthDate) warnings.push('expires-before-birth')
  return warnings
}

import { daysBetween } from '../calendar.ts'
import type { CalendarDate } from '../calendar.ts'
import type { Sex } from '../schema-pieces.ts'
import { BARCODE_LENGTH, DATA_LENGTH, FIRST_DAY, LAST_DAY, layouts, NAMES_OFFSET, OGRN_OFFSET, OKATO_OFFSET } from './barcode-layout.ts'
import { bigEndianFromCodes, littleEndianFromCodes, PADDING_CODE, sixBitCode } from './six-bit.ts'

export interface BarcodeData {
  readonly type: 1 | 2
  readonly enp: string
  readonly familyName: string | null
  readonly givenName: string | null
  readonly patronymic: string | null
  readonly sex: Sex | null
  readonly birthDate: CalendarDate
  /** Null: without end date. */
  readonly expires: CalendarDate | null
  /** Type 01 only. */
  readonly insurerOgrn?: string | null
  readonly okato?: string | null
}

/**
 * Builds the 130 bytes of a policy barcode for tests and demo data; the signature is the dummy of policy formats §1.7. Names are
 * written in upper case, in the order of the type; what does not fit the name field is cut at its end. Throws RangeError on
 * letters outside the six-bit alphabet and on dates outside 1900-01-01 … 2079-06-06.
 */
export function encodePolicyBarcode(data: BarcodeData): Uint8Array {
  const layout = layouts[data.type]
  const bytes = new Uint8Array(BARCODE_LENGTH)
  bytes[0] = data.type
  if (!/^\d{16}$/.test(data.enp)) throw new RangeError('Barcode: the ENP is 16 digits')
  writeUnsigned(bytes, 1, 8, BigInt(data.enp))
  bytes.set(nameBytes(data, layout.namesCapacity), NAMES_OFFSET)
  bytes[layout.sex] = sexByte(data.sex)
  writeUnsigned(bytes, layout.birthDate, 2, dayNumber(data.birthDate))
  writeUnsigned(bytes, layout.expires, 2, data.expires === null ? 0n : dayNumber(data.expires))
  if (data.type === 1) {
    writeUnsigned(bytes, OGRN_OFFSET, 6, BigInt(data.insurerOgrn ?? 0))
    writeUnsigned(bytes, OKATO_OFFSET, 3, BigInt(data.okato ?? 0))
  }
  bytes.set(dummySignature(), DATA_LENGTH)
  return bytes
}

/** Byte `01` and the 64 bytes `00` … `3F`. */
function dummySignature(): Uint8Array {
  return Uint8Array.from({ length: BARCODE_LENGTH - DATA_LENGTH }, (_, index) => (index === 0 ? 1 : index - 1))
}

function nameBytes(data: BarcodeData, capacity: number): Uint8Array {
  const order = data.type === 1 ? [data.givenName, data.familyName, data.patronymic] : [data.familyName, data.givenName, data.patronymic]
  const text = order
    .map((part) => part ?? '')
    .join('|')
    .toUpperCase()
  const codes = Array.from({ length: capacity }, (_, index) => letterCode(text[index]))
  return data.type === 1 ? littleEndianFromCodes(codes) : bigEndianFromCodes(codes)
}

function letterCode(letter: string | undefined): number {
  const code = letter === undefined ? PADDING_CODE : sixBitCode(letter)
  if (code === null) throw new RangeError('Barcode: the six-bit alphabet does not hold a letter of the name')
  return code
}

function sexByte(sex: Sex | null): number {
  if (sex === null) return 0
  return sex === 'male' ? 1 : 2
}

function dayNumber(date: CalendarDate): bigint {
  if (date < FIRST_DAY || date > LAST_DAY) throw new RangeError('Barcode: dates reach from 1900-01-01 to 2079-06-06')
  return BigInt(daysBetween(FIRST_DAY, date))
}

function writeUnsigned(bytes: Uint8Array, offset: number, length: number, value: bigint): void {
  for (let index = length - 1, rest = value; index >= 0; index -= 1, rest /= 256n) bytes[offset + index] = Number(rest % 256n)
}

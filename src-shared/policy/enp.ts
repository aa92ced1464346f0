import { calendarDate } from '../calendar.ts'
import type { CalendarDate } from '../calendar.ts'
import type { Sex } from '../schema-pieces.ts'

/** What an ENP says about its holder; it stays for life, so later corrections of a person are not in it. */
export interface CodedPart {
  readonly birthDate: CalendarDate
  readonly sex: Sex
}

const EARLIEST_YEAR = 1900
const MAN_DAY_SHIFT = 50

/**
 * Builds an ENP (policy formats §3.1, §3.2). `region` is two digits, `serial` 0–99999 within region and coded part.
 * Throws RangeError on anything else: the arguments come from our own code.
 */
export function encodeEnp(parts: {
  readonly region: string
  readonly birthDate: CalendarDate
  readonly sex: Sex
  readonly serial: number
}): string {
  const [year, month, day] = parts.birthDate.split('-').map(Number)
  if (year === undefined || month === undefined || day === undefined || calendarDate(year, month, day) === null) {
    throw new RangeError('ENP: no such birth date')
  }
  if (!/^\d{2}$/.test(parts.region)) throw new RangeError('ENP: the region is two digits')
  if (!Number.isInteger(parts.serial) || parts.serial < 0 || parts.serial > 99_999) throw new RangeError('ENP: the serial is 0–99999')
  const plain =
    String(month + monthShift(year)).padStart(2, '0') +
    reverse(String(year).padStart(4, '0')) +
    String(parts.sex === 'male' ? day + MAN_DAY_SHIFT : day).padStart(2, '0')
  const first15 = parts.region + complement(plain) + String(parts.serial).padStart(5, '0')
  return first15 + String(enpCheckDigit(first15))
}

/**
 * Birth date and sex coded in places 3–10 (policy formats §3.2), or null where they cannot be read: month or day out of
 * range, a month shift that does not fit the year, no such calendar date, or a year before 1900, which no living person has.
 * Whether the date lies in the future is for the caller, who knows today.
 */
export function codedPart(enp: string): CodedPart | null {
  if (!/^\d{16}$/.test(enp)) return null
  const plain = complement(enp.slice(2, 10))
  const year = Number(reverse(plain.slice(2, 6)))
  const month = Number(plain.slice(0, 2)) - monthShift(year)
  const codedDay = Number(plain.slice(6))
  const isMan = codedDay > MAN_DAY_SHIFT
  if (year < EARLIEST_YEAR) return null
  const birthDate = calendarDate(year, month, isMan ? codedDay - MAN_DAY_SHIFT : codedDay)
  return birthDate === null ? null : { birthDate, sex: isMan ? 'male' : 'female' }
}

/** True for 16 digits whose last is their check digit; false for anything else and for all zeros (policy formats §3.3, §3.4). */
export function hasEnpCheckDigit(enp: string): boolean {
  if (!/^\d{16}$/.test(enp) || /^0+$/.test(enp)) return false
  return enpCheckDigit(enp.slice(0, 15)) === Number(enp[15])
}

/**
 * The check digit 0–9 for the first 15 digits: ISO/HL7 27931 Mod 10, equal to Luhn (policy formats §3.3). Doubling the
 * number made of the odd places gives the same digit sum as doubling its digits one by one, since a carry never runs on.
 */
export function enpCheckDigit(first15: string): number {
  if (!/^\d{15}$/.test(first15)) throw new RangeError('ENP: the check digit is computed over 15 digits')
  let sum = 0
  for (let place = 0; place < 15; place += 1) {
    const digit = first15.charCodeAt(place) - 48
    const doubled = place % 2 === 0 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return (10 - (sum % 10)) % 10
}

function monthShift(year: number): number {
  if (year <= 1950) return 20
  return year <= 2000 ? 40 : 0
}

function complement(digits: string): string {
  return digits.replace(/\d/g, (digit) => String(9 - Number(digit)))
}

function reverse(digits: string): string {
  return digits.split('').toReversed().join('')
}

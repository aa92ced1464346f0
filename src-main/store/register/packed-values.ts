import type { Person } from '../../../src-shared/register/person.ts'

/** So many rows of one table at most belong to one person. */
export const ROWS_PER_PERSON = 4096

/** `YYYY-MM-DD` (parts may be 00) as the integer YYYYMMDD. */
export function packDate(date: string): number {
  return (
    digit(date, 0) * 10_000_000 +
    digit(date, 1) * 1_000_000 +
    digit(date, 2) * 100_000 +
    digit(date, 3) * 10_000 +
    digit(date, 5) * 1000 +
    digit(date, 6) * 100 +
    digit(date, 8) * 10 +
    digit(date, 9)
  )
}

export function packDateOrNull(date: string | null): number | null {
  return date === null ? null : packDate(date)
}

/** The integer YYYYMMDD as `YYYY-MM-DD`. */
export function unpackDate(packed: number): string {
  const digits = String(packed).padStart(8, '0')
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
}

export function unpackDateOrNull(packed: number | null): string | null {
  return packed === null ? null : unpackDate(packed)
}

/** A number as text of exactly `length` digits; null stays null. */
export function unpackDigits(packed: number | null, length: number): string | null {
  return packed === null ? null : String(packed).padStart(length, '0')
}

/** DOST codes as one text of digits; null where there are none. */
export function packDost(dost: readonly number[]): string | null {
  return dost.length === 0 ? null : dost.join('')
}

export function dostCodes(packed: string | null): number[] {
  return packed === null ? [] : [...packed].map(Number)
}

const SEXES = [null, 'male', 'female'] as const
const CONTACTS = ['not-carried', 'none', 'present'] as const

export function packSex(sex: Person['sex']): number | null {
  if (sex === null) return null
  return sex === 'male' ? 1 : 2
}

export function unpackSex(packed: number | null): Person['sex'] {
  return SEXES[packed ?? 0] ?? null
}

export function packContacts(contacts: Person['contacts']): number {
  return CONTACTS.indexOf(contacts)
}

export function unpackContacts(packed: number): Person['contacts'] {
  return CONTACTS[packed] ?? 'not-carried'
}

function digit(text: string, place: number): number {
  return text.charCodeAt(place) - 48
}

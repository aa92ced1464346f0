import { snilsCheck } from '../../../src-shared/identity/snils.ts'
import { encodeEnp, enpCheckDigit } from '../../../src-shared/policy/enp.ts'
import type { Sex } from '../../../src-shared/schema-pieces.ts'
import { dateText, dayNumberOf, type DayNumber } from './days.ts'

/** The region of every demo number; no such region exists. */
export const DEMO_REGION = '00'
/** Numbers below this are kept for the showcase. */
const FIRST_NUMBER = 1000
const FIRST_SERIAL = 101
const FIRST_BIRTH_DAY = dayNumberOf(1900, 1, 1)

/**
 * Every household owns a block of each kind of number, so that a birth or a new passport in one household never moves the
 * numbers of another from one day to the next.
 */
const BLOCK = { people: 100, snils: 10, passports: 40, certificates: 20, others: 40 } as const

/** Hands out numbers to one household; nobody else in the same register has them. */
export interface Numbers {
  /** The id of the next person, 12 digits. */
  personId(): string
  enp(birth: DayNumber, sex: Sex): string
  /** Eleven digits with a right check, from the range 990…999 that is not issued; null when the block is used up. */
  snils(): string | null
  /** Region 00: series `00 00`, and `00 01` and so on where a million numbers do not do. */
  passport(): { readonly series: string; readonly number: string }
  birthCertificate(): { readonly series: string; readonly number: string }
  /** Nine digits for certificates and free-form documents. */
  nineDigits(): string
}

/** Starts the numbers of a register; the answer gives the numbers of household 0, 1, 2 …, each asked for once. */
export function createNumbers(): (household: number) => Numbers {
  const series: ({ readonly prefix: string; serial: number } | undefined)[] = []

  function enp(birth: DayNumber, sex: Sex): string {
    const key = (birth - FIRST_BIRTH_DAY) * 2 + (sex === 'male' ? 1 : 0)
    let known = series[key]
    if (known === undefined) {
      known = { prefix: encodeEnp({ region: DEMO_REGION, birthDate: dateText(birth), sex, serial: 0 }).slice(0, 10), serial: FIRST_SERIAL }
      series[key] = known
    }
    const first15 = known.prefix + String(known.serial++).padStart(5, '0')
    return first15 + String(enpCheckDigit(first15))
  }

  return (household) => {
    const next = { people: 0, snils: 0, passports: 0, certificates: 0, others: 0 }
    const take = (kind: keyof typeof BLOCK) => household * BLOCK[kind] + next[kind]++
    return {
      enp,
      personId: () => personId(FIRST_NUMBER + take('people')),
      snils: () => (next.snils < BLOCK.snils ? snilsOf(FIRST_NUMBER + take('snils')) : null),
      passport: () => {
        const index = take('passports')
        return { series: `00 ${twoDigits(seriesOf(index))}`, number: scattered(index) }
      },
      birthCertificate: () => {
        const index = take('certificates')
        return { series: `I-А${'АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ'.charAt(seriesOf(index))}`, number: scattered(index) }
      },
      nineDigits: () => String(FIRST_NUMBER + take('others')).padStart(9, '0'),
    }
  }
}

/** The register's person id (12 digits) with a number. */
export function personId(number: number): string {
  return String(number).padStart(12, '0')
}

/** A СНИЛС of the unissued range for a number below ten million (check: policy formats §5.3). */
export function snilsOf(number: number): string {
  const digits = `99${String(number).padStart(7, '0')}`
  return digits + snilsCheck(digits)
}

const NUMBERS_PER_SERIES = 1_000_000 - FIRST_NUMBER
/** Prime to NUMBERS_PER_SERIES (2³·3³·5³·37), so that every number comes exactly once. */
const STEP = 387_421

function seriesOf(index: number): number {
  return Math.floor(index / NUMBERS_PER_SERIES)
}

/** Six digits that do not look counted. */
function scattered(index: number): string {
  return String(FIRST_NUMBER + (((index % NUMBERS_PER_SERIES) * STEP) % NUMBERS_PER_SERIES)).padStart(6, '0')
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}

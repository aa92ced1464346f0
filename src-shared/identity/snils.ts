/** `not-checkable`: numbers up to 001-001-998 carry no check digits (policy formats §5.3). */
export type SnilsJudgement = 'valid' | 'not-checkable' | 'wrong' | 'zeros'

const LAST_WITHOUT_CHECK = 1_001_998

/** Eleven digits of a СНИЛС written with spaces, hyphens, dashes or nothing between them; null for any other text. */
export function parseSnils(text: string): string | null {
  const digits = text.replace(/[\s\u00a0\u2010-\u2015-]/g, '')
  return /^\d{11}$/.test(digits) ? digits : null
}

/** Judges eleven digits by their check (policy formats §5.3). Throws RangeError on anything but eleven digits. */
export function judgeSnils(digits: string): SnilsJudgement {
  if (!/^\d{11}$/.test(digits)) throw new RangeError('СНИЛС: eleven digits are needed')
  if (/^0+$/.test(digits)) return 'zeros'
  if (Number(digits.slice(0, 9)) <= LAST_WITHOUT_CHECK) return 'not-checkable'
  return snilsCheck(digits.slice(0, 9)) === digits.slice(9) ? 'valid' : 'wrong'
}

/** The two check digits for the first nine digits. */
export function snilsCheck(first9: string): string {
  let sum = 0
  for (let place = 0; place < 9; place += 1) sum += Number(first9[place]) * (9 - place)
  const rest = sum > 101 ? sum % 101 : sum
  return rest >= 100 ? '00' : String(rest).padStart(2, '0')
}

/** `XXX-XXX-XXX YY`. */
export function formatSnils(digits: string): string {
  return `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6, 9)} ${digits.slice(9)}`
}

import type { Item } from './item.ts'
import { matchEmbeddedEnp } from './match-embedded-enp.ts'
import { unread } from './problem-detail.ts'
import { LONGEST_TYPED } from './read-options.ts'
import type { Matcher, ReadOptions } from './read-options.ts'
import { readEnp, readPassport, readSnils } from './read-numbers.ts'
import { strangeDigits, withoutSeparators } from './typed-digits.ts'
import { typedDate } from './typed-date.ts'

/** What a number alone is grouped by; a number between other punctuation stands in other text (policy formats §2 steps b and c). */
const GROUPED = /^[\d\s№#./_N-]+$/
/** A date among other digits: they are not to be counted as one number. */
const DATE_INSIDE = /(?<!\d)(\d{1,2}[./]\d{1,2}[./](19|20)\d\d|(19|20)\d\d-\d\d-\d\d)(?!\d)/

/** A text of digits and separators only: what it is follows from the count (policy formats §4.2). A date alone asks for the name. */
export const matchDigits: Matcher = ({ line }, options) => {
  if (line.length > LONGEST_TYPED) return null
  const date = dateAlone(line, options)
  if (date !== null) return date
  const digits = withoutSeparators(line)
  if (!/^[0-9]+$/.test(digits)) return strangeDigits(digits)
  if (DATE_INSIDE.test(line) && /\d/.test(line.replace(DATE_INSIDE, ''))) return unread('input-ambiguous', 'several-things')
  const item = groupedSnils(line) ?? readDigits(digits, line, options)
  if (item.kind === 'enp' && !GROUPED.test(line)) return { ...item, confirm: true }
  // More digits than any number has, in groups: one of the groups may be an ENP.
  return digits.length > 16 ? (matchEmbeddedEnp({ raw: line, line }, options) ?? item) : item
}

function readDigits(digits: string, line: string, options: ReadOptions): Item {
  const received = String(digits.length)
  switch (digits.length) {
    case 16:
      return readEnp(digits, options)
    case 15:
      return unread('input-incomplete', 'lost-zero')
    case 14:
      return { kind: 'uek-card', number: digits, warnings: [] }
    case 11:
      return readSnils(digits, { meantAsSnils: /^\d{3}[- ]\d{3}[- ]\d{3}[- ]\d\d$/.test(line) }, options)
    case 10:
      return readPassport(digits)
    case 9:
      return { kind: 'temporary-certificate', number: digits, warnings: [] }
    default:
      return digits.length < 9
        ? unread('input-incomplete', 'few-digits', { received })
        : unread('not-a-policy-code', 'digits-length', { received })
  }
}

/** Ten digits in the groups of a СНИЛС: one is missing, most likely a leading zero. */
function groupedSnils(line: string): Item | null {
  return /^(\d{3}-\d{3}-\d{3}[- ]?\d|\d{2}-\d{3}-\d{3}[- ]\d\d)$/.test(line) ? unread('input-incomplete', 'snils-lost-zero') : null
}

/** A beginning of a date («15.», «15 03») is left to the digit count, which says what is missing as well. */
function dateAlone(line: string, { today }: ReadOptions): Item | null {
  if (!/^[\d\s./,-]+(г\D*)?$/iu.test(line) && !/^\d{1,2}\s*\p{L}+\s*\d{4}/u.test(line)) return null
  const date = typedDate(line, today)
  if (date === null || date.kind === 'unfinished') return null
  if (date.kind === 'date' || date.kind === 'century') return unread('input-incomplete', 'name-missing')
  return /^\d{1,2}[./]\d{1,2}[./]\d{4}(\s*г\D*)?$/iu.test(line)
    ? unread('misread', date.kind === 'future' ? 'date-in-future' : 'date-impossible')
    : null
}

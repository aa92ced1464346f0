import type { Item } from './item.ts'
import { unread } from './problem-detail.ts'

/**
 * The text without what people and programs write between and around digits: spaces, hyphens, dots, slashes, commas, colons,
 * quotes, №, #, and N or No in their midst (policy formats §3.4, §5.2). What remains need not be digits.
 */
export function withoutSeparators(line: string): string {
  return line.replace(/(?<=\d\s*)N[OОoо°º]?\.?(?=\s*\d)/gi, '').replace(/[\s№#./_,;:"'«»-]/g, '')
}

/**
 * The refusal for a number in which letters stand for digits (О for 0, З for 3) or whose digits are not 0–9; null for any other
 * text. Nothing is changed silently (policy formats §3.4). Two letters before six or seven digits are the series of a document.
 */
export function strangeDigits(compact: string): Item | null {
  if (/^[0-9]*$/.test(compact) || compact.length < 9 || compact.length > 17) return null
  if (/^\p{Nd}+$/u.test(compact)) return unread('misread', 'other-digits')
  if (/^\D{2}\d{6,7}$/.test(compact)) return null
  const digits = compact.replace(/[^0-9]/g, '').length
  const mostlyDigits = digits >= 5 && compact.length - digits <= digits
  return mostlyDigits && /^[0-9OОoоЗзIlLБб|]+$/.test(compact) ? unread('misread', 'letters-for-digits') : null
}

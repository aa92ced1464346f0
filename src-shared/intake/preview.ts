import texts from '../../resources/rules/preview-texts.json' with { type: 'json' }
import type { Language } from '../coverage/verdict.ts'
import { describeItem, formatItem } from './describe-item.ts'
import type { Item, Unrecognised } from './item.ts'
import { describeProblem, fill } from './problem-texts.ts'
import { readItem } from './read-item.ts'
import type { ReadOptions } from './read-options.ts'
import { withoutSeparators } from './typed-digits.ts'

/** What the one box says about its text while somebody types. */
export interface Preview {
  /** `unfinished` is said quietly: the text may still become something. `problem`: it will not by going on typing. */
  readonly state: 'empty' | 'unfinished' | 'recognised' | 'problem'
  readonly item: Item
  /** What was recognised; null where nothing was. */
  readonly kind: string | null
  /** The recognised text in its usual writing. */
  readonly formatted: string | null
  /** What is missing, what else it may become, or what is wrong; null where there is nothing to add. */
  readonly hint: string | null
}

/** Numbers that have a longer number ahead which begins the same way, and how many digits they need. */
const GOALS = [
  ['passport', 10],
  ['snils', 11],
  ['enp', 16],
] as const

/** Texts up to this length may still become anything. */
const SHORT = 12

/** Reads an unfinished text without an error tone: the live answer under the one box. */
export function previewItem(text: string, options: ReadOptions & { readonly language: Language }): Preview {
  const { language } = options
  const item = readItem({ text }, options)
  const digits = withoutSeparators(text.trim())
  const goal = options.as === undefined && /^[0-9]{1,15}$/.test(digits) ? missingDigits(digits.length, language) : null
  if (item.kind === 'unrecognised') {
    const quiet = goal ?? beginningOf(item, text, language)
    return { state: unreadState(item, quiet), item, kind: null, formatted: null, hint: quiet ?? describeProblem(item, language) }
  }
  return { state: 'recognised', item, kind: describeItem(item, language), formatted: formatItem(item, language), hint: goal }
}

function unreadState(item: Unrecognised, quiet: string | null): Preview['state'] {
  if (item.reason === 'input-empty') return 'empty'
  return quiet !== null || item.reason === 'input-incomplete' || item.reason === 'input-ambiguous' ? 'unfinished' : 'problem'
}

/** What a text may be the beginning of that is not yet understood; null where going on typing will not help. */
function beginningOf(item: Unrecognised, text: string, language: Language): string | null {
  if (isBeginningOfCode(text)) return texts.code[language]
  if (item.detail === 'date-unfinished') return texts.date[language]
  if (item.detail !== 'other-text') return null
  if (/^[\p{L}' -]+\s[\d\s./-]{1,9}$/u.test(text.trim())) return texts.date[language]
  return text.trim().length <= SHORT ? texts.start[language] : null
}

/** The beginning of a zone, of hex or of base64 that a scanner is typing in. */
function isBeginningOfCode(text: string): boolean {
  const compact = text.replace(/\s/g, '')
  if (/^PNRUS[A-Z0-9<]*$/i.test(compact)) return compact.length < 88
  if (/^0[12][0-9a-f]+$/i.test(compact)) return compact.length < 260 && compact.length > 16
  return compact.length > 16 && compact.length < 174 && /^A[Q-Za-v][A-Za-z0-9+/]+$/.test(compact)
}

function missingDigits(count: number, language: Language): string | null {
  const ahead = GOALS.filter(([, needed]) => needed > count)
  // A whole passport number, СНИЛС or other number may be meant as it stands: only the ENP is named after it.
  const named = count > 8 ? ahead.filter(([name]) => name === 'enp' || (name === 'passport' && count === 9)) : ahead
  return named.length === 0 ? null : named.map(([name, needed]) => more(texts[name][language], needed - count, language)).join(' · ')
}

function more(name: string, count: number, language: Language): string {
  return fill(texts.more[language], { name, count: String(count), digits: digitWord(count, language) })
}

function digitWord(count: number, language: Language): string {
  if (language === 'en') return count === 1 ? 'digit' : 'digits'
  const lastTwo = count % 100
  if (lastTwo >= 11 && lastTwo <= 14) return 'цифр'
  if (count % 10 === 1) return 'цифра'
  return count % 10 >= 2 && count % 10 <= 4 ? 'цифры' : 'цифр'
}

import type { CalendarDate } from '../calendar.ts'
import type { Item, ItemWarning } from './item.ts'
import { unread } from './problem-detail.ts'
import type { ProblemDetail } from './problem-detail.ts'
import type { Matcher } from './read-options.ts'
import { isMonthName, typedDate } from './typed-date.ts'
import type { TypedDate } from './typed-date.ts'
import { isNameWord, typedNames } from './typed-names.ts'
import type { NameItem, Names } from './typed-names.ts'

const LONGEST = 200

/** Name and birth date in any order: «15.03.1985 Иванов Иван», «Иванов Иван Иванович, 15 03 1985 г.р.». */
export const matchName: Matcher = ({ line }, { today }) => {
  if (line.length > LONGEST) return null
  const pieces = takeApart(line)
  if (pieces === null) return null
  const { words, date: dateText } = pieces
  const names = typedNames(words)
  if (dateText === '') return nameAlone(words)
  const date = typedDate(dateText, today)
  if (date === null) return null
  if (names.kind === 'too-many-words') return unread('input-ambiguous', 'too-many-words')
  if (names.kind !== 'names') return unread('input-incomplete', names.kind)
  if (date.kind !== 'date') return badDate(date)
  const items = names.splits.map((split) => nameItem(split, date.date, names.warnings))
  if (items.some(tooLong)) return null
  const [only] = items
  return items.length === 1 && only !== undefined ? only : { kind: 'several-candidates', candidates: items, warnings: [] }
}

function nameItem({ familyName, givenName, patronymic }: Names, birthDate: CalendarDate, warnings: readonly ItemWarning[]): NameItem {
  return { kind: 'name-and-birth-date', familyName, givenName, patronymic, birthDate, warnings: [...warnings] }
}

function tooLong({ familyName, givenName, patronymic }: NameItem): boolean {
  return [familyName, givenName, patronymic].some((part) => part !== null && part.length > LONGEST)
}

/** Words of Latin letters alone are no name for certain; the same keys under the Russian layout may be one. */
function nameAlone(words: readonly string[]): Item | null {
  if (words.length > 5 || words.some((word) => !/[А-ЯЁ]/i.test(word) && word !== '-')) return null
  return unread('input-incomplete', 'birth-date-missing')
}

function badDate(date: Exclude<TypedDate, { kind: 'date' }>): Item {
  const details: Readonly<Record<typeof date.kind, ProblemDetail>> = {
    century: 'date-century',
    unfinished: 'date-unfinished',
    impossible: 'date-impossible',
    future: 'date-in-future',
  }
  if (date.kind === 'century') return unread('input-ambiguous', details.century)
  return unread(date.kind === 'unfinished' ? 'input-incomplete' : 'misread', details[date.kind])
}

/** Words and the one run of numbers between, before or after them; null where the text holds anything else. */
function takeApart(line: string): { readonly words: readonly string[]; readonly date: string } | null {
  const tokens = line
    .replace(/(?<!\p{L})(дата рождения|д\.\s?р\.?|ф\.?и\.?о\.?|г\.\s?р\.?|гр\.|года рождения|г\.|года|рождения)(?!\p{L})/giu, ' ')
    .replace(/[,;:"«»()]/g, ' ')
    .replace(/(\p{L}{2})(?=\d)|(\d)(?=\p{L}{2})/gu, '$1$2 ')
    .replace(/(\d)г\.?(?=\s|$)/gi, '$1')
    .split(' ')
    .filter((token) => token !== '')
  const isNumber = tokens.map((token, index) => /^\d/.test(token) || isInnerDatePart(tokens, index))
  const from = isNumber.indexOf(true)
  const to = isNumber.lastIndexOf(true)
  const dateTokens = from === -1 ? [] : tokens.slice(from, to + 1)
  const words = from === -1 ? tokens : [...tokens.slice(0, from), ...tokens.slice(to + 1)]
  if (words.length === 0 || !isNumber.slice(from, to + 1).every(Boolean) || !words.every(isNameWord)) return null
  return words.some((word) => word !== '-') ? { words, date: dateTokens.join(' ') } : null
}

/** A month name, dash or dot between two numbers. */
function isInnerDatePart(tokens: readonly string[], index: number): boolean {
  const between = /^\d{1,2}/.test(tokens[index - 1] ?? '') && /^\d/.test(tokens[index + 1] ?? '')
  const token = tokens[index] ?? ''
  return between && (isMonthName(token) || /^[-./]$/.test(token))
}

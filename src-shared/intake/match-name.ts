import type { CalendarDate } from '../calendar.ts'
import type { Item, ItemWarning } from './item.ts'
import { unread } from './problem-detail.ts'
import type { ProblemDetail } from './problem-detail.ts'
import type { Matcher } from './read-options.ts'
import { isMonthName, typedDate } from './typed-date.ts'
import type { TypedDate } from './typed-date.ts'
import { isAbsentPart, isNameWord, typedNames } from './typed-names.ts'
import type { NameItem, Names } from './typed-names.ts'

const LONGEST = 200
/** Words about a person that are part of no name. */
const NOISE =
  /(?<!\p{L})(дата рожд(ения|\.)|д[./]?\s?р\.?|ф\.?и\.?о\.?|г[./]\s?р\.?|гр\.?|года рождения|г\.|года|рождения|рожд\.?|родил(ся|ась)|пациентк?а?|фамилия|имя|отчество)(?!\p{L})/giu
/** The sex and the time of day, as other programs write them after a date. */
const AFTER_DATE = /(?<=\d[\s,]*)(?:\s\d{1,2}:\d\d(:\d\d)?(?!\d)|[\s,](?:пол:?\s*)?(?:м|ж|муж|жен)(?:ской|ский|\.)?\s*$)/iu
/** Words of other things than people: a text with one of them is no name. */
const NO_NAME = /^(СЕРИЯ|НОМЕР|ПОЛИСА?|ПАСПОРТА?|СНИЛС|ЕНП|ОМС|ТЕЛ\.?|ТЕЛЕФОНА?|КАРТЫ?|СВИДЕТЕЛЬСТВ[ОА]|ВЫДАНО?|УЛ\.?)$/

/** Name and birth date in any order: «15.03.1985 Иванов Иван», «Иванов Иван Иванович, 15 03 1985 г.р.». */
export const matchName: Matcher = ({ line }, { today }) => {
  if (line.length > LONGEST) return null
  const pieces = takeApart(line)
  if (pieces === null) return null
  const { words, date: dateText, interrupted } = pieces
  const names = typedNames(words)
  if (dateText === '') return nameAlone(words)
  const date = typedDate(withSpaces(dateText, words), today)
  if (date === null || (date.kind !== 'date' && isBareNumber(dateText, words, date))) return null
  if (interrupted) return unread('input-ambiguous', 'several-things')
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
  if (words.length > 5 || words.some((word) => !/[А-ЯЁ]/i.test(word) && !isAbsentPart(word))) return null
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

/** Six digits after a name are a birth date typed without dots. */
function withSpaces(date: string, words: readonly string[]): string {
  return words.length > 1 ? date.replace(/^(\d\d)(\d\d)(\d\d)$/, '$1 $2 $3') : date
}

/** A number that a document could have as well: no date was meant. */
function isBareNumber(date: string, words: readonly string[], { kind }: TypedDate): boolean {
  return (/^\d{6}$/.test(date) && kind !== 'century') || (/^\d+$/.test(date) && words.length < 2 && kind === 'unfinished')
}

interface Pieces {
  readonly words: readonly string[]
  readonly date: string
  /** A whole name stands before the date and more words behind it. */
  readonly interrupted: boolean
}

/** Words and the one run of numbers between, before or after them; null where the text holds anything else. */
function takeApart(line: string): Pieces | null {
  const tokens = line
    .replace(AFTER_DATE, ' ')
    .replace(NOISE, ' ')
    .replace(/(?<=\p{L})\s*(-|(?<=[А-ЯЁа-яё]\s*)[`'])\s*(?=\p{L})/gu, (sign) => (sign.trim() === '-' ? '-' : "'"))
    .replace(/[,;:|"«»()]/g, ' ')
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
  if (words.some((word) => NO_NAME.test(word.toUpperCase()))) return null
  const interrupted = from > 1 && to < tokens.length - 1
  return words.some((word) => !isAbsentPart(word)) ? { words, date: dateTokens.join(' '), interrupted } : null
}

/** A month name, dash or dot between two numbers. */
function isInnerDatePart(tokens: readonly string[], index: number): boolean {
  const between = /^\d{1,2}/.test(tokens[index - 1] ?? '') && /^\d/.test(tokens[index + 1] ?? '')
  const token = tokens[index] ?? ''
  return between && (isMonthName(token) || /^[-./]$/.test(token))
}

import { lookAlikesToCyrillic } from '../identity/fold.ts'
import { isPatronymicWord } from '../identity/patronymic-words.ts'
import type { ItemWarning, UsableItem } from './item.ts'

export type NameItem = Extract<UsableItem, { kind: 'name-and-birth-date' }>
export type Names = Pick<NameItem, 'familyName' | 'givenName' | 'patronymic'>

/** How a row of words can be a person's names: every possible split, or why there is none. */
export type TypedNames =
  | { readonly kind: 'names'; readonly splits: readonly Names[]; readonly warnings: readonly ItemWarning[] }
  | { readonly kind: 'given-name-missing' | 'initials' | 'too-many-words' }

/** Words that often begin a family name of several words; some are family names by themselves («Ван», «Де»), so both are offered. */
const FAMILY_PARTICLES =
  /^(ФОН|ЦУ|ДЕР|ВАН|ДЕН|ДЕ|ДИ|ДА|ДУ|ДО|ДОС|ДЕЛЬ?|ДЕЛЛА|ЛА|ЛЕ|ЛЯ|АЛЬ|АЛ|АШ|ЭЛЬ|ЭЛ|АД|ИБН|БЕН|БИН|БЕНТ|АБУ|ТЕР|САН|СЕН)$/
const ABSENT = '-'
const PATRONYMIC = /(ОВИЧ|ЕВИЧ|ИЧ|ОВНА|ЕВНА|ИЧНА|ИНИЧНА)$|\s/

/**
 * True for a word that can be part of a name: Cyrillic or Latin letters with inner hyphens and apostrophes, initials, or a lone
 * hyphen for an absent part. Dots inside a word make it an address rather than a name.
 */
export function isNameWord(word: string): boolean {
  return (
    isAbsentPart(word) ||
    /^[\p{Script=Cyrillic}\p{Script=Latin}][\p{Script=Cyrillic}\p{Script=Latin}\p{M}'-]*\.?$|^(\p{L}\.)+\p{L}?\.?$/u.test(word)
  )
}

/** «-», «.» and «НЕТ» stand for a part that the person does not have (policy formats §6.1). */
export function isAbsentPart(word: string): boolean {
  return word === '-' || word === '.' || word.toUpperCase() === 'НЕТ'
}

/**
 * Splits words into family name, first name and patronymic, upper case. «Иван Иванович Иванов» is told by its patronymic;
 * «оглы» and «кызы» belong to the word before; four words, and three with «фон» or the like in front, give several splits.
 */
export function typedNames(words: readonly string[]): TypedNames {
  const { parts, warnings } = spelled(words)
  const [first = '', second, third, fourth, ...more] = joined(parts)
  if (second === undefined) return { kind: 'given-name-missing' }
  if (more.length > 0) return { kind: 'too-many-words' }
  if (
    isInitials(first, { family: true }) ||
    [second, third, fourth].some((part) => part !== undefined && isInitials(part, { family: false }))
  ) {
    return { kind: 'initials' }
  }
  if (fourth !== undefined && third !== undefined) {
    return { kind: 'names', splits: splitsOfFour([first, second, third, fourth]), warnings: [...warnings, 'double-name'] }
  }
  const usual = inUsualOrder(first, second, third ?? null)
  if (third === undefined || third === ABSENT || !FAMILY_PARTICLES.test(first)) return { kind: 'names', splits: [usual], warnings }
  return { kind: 'names', splits: [names(`${first} ${second}`, third, null), usual], warnings }
}

function inUsualOrder(first: string, second: string, third: string | null): Names {
  const patronymicSecond = third !== null && PATRONYMIC.test(second) && !PATRONYMIC.test(third)
  return patronymicSecond ? names(third, first, second) : names(first, second, third)
}

function splitsOfFour([one, two, three, four]: readonly [string, string, string, string]): Names[] {
  const splits = [names(`${one} ${two}`, three, four), names(one, `${two} ${three}`, four)]
  if (PATRONYMIC.test(four)) return splits
  const longFamily = FAMILY_PARTICLES.test(one) ? [names(`${one} ${two} ${three}`, four, null)] : []
  return [...longFamily, ...splits, names(one, two, `${three} ${four}`)]
}

function names(familyName: string, givenName: string, patronymic: string | null): Names {
  return { familyName: present(familyName), givenName: present(givenName), patronymic: present(patronymic) }
}

function present(part: string | null): string | null {
  return part === ABSENT ? null : part
}

/** Upper case; a word of both scripts, or of Latin look-alikes among Russian words, is meant in Russian. */
function spelled(words: readonly string[]): { readonly parts: string[]; readonly warnings: ItemWarning[] } {
  const upper = words.map((word) => (isAbsentPart(word) ? ABSENT : word.toUpperCase()))
  const hasRussian = upper.some((word) => /[А-ЯЁ]/.test(word))
  const parts = upper.map((word) => {
    const folded = lookAlikesToCyrillic(word)
    return hasRussian && /^[А-ЯЁ'.-]+$/.test(folded) ? folded : word
  })
  return { parts, warnings: parts.some((part, index) => part !== upper[index]) ? ['look-alikes-replaced'] : [] }
}

function joined(parts: readonly string[]): string[] {
  const result: string[] = []
  for (const part of parts) {
    const before = result.at(-1)
    if (before !== undefined && before !== ABSENT && isPatronymicWord(part)) result[result.length - 1] = `${before} ${part}`
    else result.push(part)
  }
  return result
}

/** One letter, or letters with dots. A family name of one letter exists («О»), so there only dots tell. */
function isInitials(part: string, { family }: { readonly family: boolean }): boolean {
  return /^(\p{L}\.)+\p{L}?\.?$/u.test(part) || (!family && /^\p{L}$/u.test(part))
}

import { lookAlikesToCyrillic, plainText } from './fold.ts'

export type NameComparison = 'equal' | 'partly' | 'different' | 'not-given'

/** Texts that programs write for a part that does not exist (policy formats §6.1). */
const ABSENT = new Set(['', 'НЕТ', '-', '.', "'"])
/** What folding leaves as it is: nearly every name of a register. */
const PLAIN_KEY = /^[А-Я]+(?:[ -][А-Я]+)*$/
const LOOSE: Readonly<Record<string, string>> = { III: 'Ш', '111': 'Ш', II: 'П', '11': 'П', I: '1', V: 'У', D: 'Д', L: 'Л' }

/**
 * The search key of one name part (policy formats §6.2): upper case, one kind of hyphen and apostrophe, Latin look-alikes as
 * Cyrillic, Ё as Е, no spare spaces. Null where the part is absent: empty, «НЕТ», «-», «.». For comparing only; applying it
 * twice changes nothing. Й stays distinct from И.
 */
export function nameKey(part: string | null): string | null {
  if (part === null) return null
  let key = part.toUpperCase().replaceAll('Ё', 'Е')
  if (!PLAIN_KEY.test(key)) {
    for (let before = ''; before !== key;) {
      before = key
      key = foldOnce(key)
    }
  }
  return ABSENT.has(key) ? null : key
}

/**
 * Compares a presented name part with the register's. `partly`: a hyphen in one stands for a space in the other, or, with
 * `prefix`, the presented part is the beginning of the register's (it may have been cut). `not-given`: absent on one side
 * only; absent on both sides is `equal` (policy formats §1.10, §5.4, §6.5).
 */
export function compareName(
  presented: string | null,
  register: string | null,
  options: { readonly prefix?: boolean } = {},
): NameComparison {
  const shown = nameKey(presented)
  const held = nameKey(register)
  if (shown === held) return 'equal'
  if (shown === null || held === null) return 'not-given'
  const shownWords = shown.replaceAll('-', ' ')
  const heldWords = held.replaceAll('-', ' ')
  if (shownWords === heldWords) return 'partly'
  return options.prefix === true && heldWords.startsWith(shownWords) ? 'partly' : 'different'
}

/** A wider key that also undoes old typing habits such as «III» for «Ш» (policy formats §6.2, loose variant). Never for a match by itself. */
export function looseNameKey(part: string | null): string | null {
  let key = nameKey(part)
  for (let before: string | null = null; key !== null && before !== key;) {
    before = key
    key = nameKey(key.replace(/III|111|II|11|I|V|D|L/g, (habit) => LOOSE[habit] ?? habit))
  }
  return key
}

function foldOnce(text: string): string {
  return lookAlikesToCyrillic(plainText(text).toUpperCase())
    .replaceAll('Ё', 'Е')
    .replace(/\s*([-.'])\s*/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

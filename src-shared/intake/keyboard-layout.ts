/** What the keys of a PC keyboard give under the Russian and under the US English layout, key by key. */
const RUSSIAN = 'ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"№;:?/'
const ENGLISH = '`qwertyuiop[]asdfghjkl;\'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?@#$^&|'

const toRussian = new Map([...ENGLISH].map((key, index) => [key, RUSSIAN[index] ?? key]))
const toEnglish = new Map([...RUSSIAN].map((key, index) => [key, ENGLISH[index] ?? key]))

/** What the same keys give under the Russian layout: `bdfyjd` → `иванов`. The reverse of `asEnglishKeys`. */
export function asRussianKeys(text: string): string {
  return replaceKeys(text, toRussian)
}

/** What the same keys give under the US English layout: `ЗТКГЫ` → `PNRUS`. The reverse of `asRussianKeys`. */
export function asEnglishKeys(text: string): string {
  return replaceKeys(text, toEnglish)
}

/**
 * Undoes Russian typed under the English layout, word by word: words of Latin letters are retyped; of the others the
 * slash (the dot key of the Russian layout) and `#` change, since digits, dots and hyphens come from the number pad as well.
 */
export function repairToRussian(line: string): string {
  return line
    .split(' ')
    .map((word) => (/[A-Za-z]/.test(word) && !/[А-ЯЁ]/i.test(word) ? asRussianKeys(word) : word.replaceAll('/', '.').replaceAll('#', '№')))
    .join(' ')
}

function replaceKeys(text: string, table: ReadonlyMap<string, string>): string {
  let result = ''
  for (const key of text) result += table.get(key) ?? key
  return result
}

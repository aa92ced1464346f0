const VALUES: readonly (readonly [string, number])[] = [
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
]
const CYRILLIC_TYPED: Readonly<Record<string, string>> = { '1': 'I', У: 'V', Х: 'X', Л: 'L', С: 'C', І: 'I' }

/** Canonical roman numeral of 1–399. */
export function romanNumeral(value: number): string {
  let rest = value
  let text = ''
  for (const [letters, worth] of VALUES) {
    while (rest >= worth) {
      text += letters
      rest -= worth
    }
  }
  return text
}

/**
 * Value of a roman numeral of I V X L C; also of the spellings that only repeat a letter too often (IIII, VIIII, XXXX).
 * Null for any other order of letters.
 */
export function romanValue(letters: string): number | null {
  if (!/^C{0,9}(XC|XL|L?X{0,9})(IX|IV|V?I{0,9})$/.test(letters) || letters === '') return null
  let rest = letters
  let value = 0
  for (const [symbol, worth] of VALUES) {
    while (rest.startsWith(symbol)) {
      value += worth
      rest = rest.slice(symbol.length)
    }
  }
  return value
}

/** Maps what is typed for roman letters (1, Cyrillic У Х Л С) to I V X L C; upper case in, other characters stay (policy formats §5.1). */
export function romanLetters(upperCase: string): string {
  return upperCase.replace(/[1УХЛСІ]/g, (letter) => CYRILLIC_TYPED[letter] ?? letter)
}

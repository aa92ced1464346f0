/** Characters in each of the two lines. */
export const LINE_LENGTH = 44

const WEIGHTS = [7, 3, 1]

/** Check digit of a field: weights 7-3-1, digits as they are, A = 10 … Z = 35, filler 0, sum modulo 10 (policy formats §5.4). */
export function checkDigit(field: string): string {
  let sum = 0
  for (let place = 0; place < field.length; place += 1) sum += characterValue(field.charAt(place)) * (WEIGHTS[place % 3] ?? 0)
  return String(sum % 10)
}

function characterValue(character: string): number {
  if (character >= '0' && character <= '9') return Number(character)
  return character >= 'A' && character <= 'Z' ? character.charCodeAt(0) - 55 : 0
}

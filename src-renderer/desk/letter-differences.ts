/** A run of letters that stands in both texts, or in one only. */
export interface LetterRun {
  readonly text: string
  readonly differs: boolean
}

/**
 * Marks the letters in which two texts differ, for laying them side by side. Case does not matter. Where less than half is
 * common, both are marked as a whole: single letters that happen to agree would only confuse.
 */
export function letterDifferences(
  one: string,
  other: string,
): { readonly one: readonly LetterRun[]; readonly other: readonly LetterRun[] } {
  const first = [...one]
  const second = [...other]
  const common = longestCommon(first.map(fold), second.map(fold))
  if (common.length * 2 < Math.max(first.length, second.length)) return { one: whole(one), other: whole(other) }
  return {
    one: runs(first, new Set(common.map(([left]) => left))),
    other: runs(second, new Set(common.map(([, right]) => right))),
  }
}

function fold(letter: string): string {
  return letter.toLocaleLowerCase('ru').replace('ё', 'е')
}

function whole(text: string): readonly LetterRun[] {
  return text === '' ? [] : [{ text, differs: true }]
}

/** Places of the longest common subsequence, as pairs of places in both. */
function longestCommon(first: readonly string[], second: readonly string[]): readonly (readonly [number, number])[] {
  const lengths = Array.from({ length: first.length + 1 }, () => new Uint16Array(second.length + 1))
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0
  for (let row = first.length - 1; row >= 0; row--) {
    for (let column = second.length - 1; column >= 0; column--) {
      const equal = first[row] === second[column]
      const length = equal ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
      lengths[row]?.fill(length, column, column + 1)
    }
  }
  const pairs: (readonly [number, number])[] = []
  for (let row = 0, column = 0; row < first.length && column < second.length;) {
    if (first[row] === second[column]) pairs.push([row++, column++])
    else if (at(row + 1, column) >= at(row, column + 1)) row++
    else column++
  }
  return pairs
}

function runs(letters: readonly string[], common: ReadonlySet<number>): readonly LetterRun[] {
  const result: { text: string; differs: boolean }[] = []
  for (const [place, letter] of letters.entries()) {
    const differs = !common.has(place)
    const last = result.at(-1)
    if (last?.differs === differs) last.text += letter
    else result.push({ text: letter, differs })
  }
  return result
}

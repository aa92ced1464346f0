import { patternBits, wordCount, wordModules } from '../../../../src-shared/decoder/pdf417/bar-patterns.ts'
import { symbolOfWords } from './symbol-modules.ts'
import type { SymbolModules } from './symbol-modules.ts'

const wordOfBits = Array.from({ length: 3 }, (_, cluster) => {
  const bits = patternBits.subarray(cluster * wordCount, (cluster + 1) * wordCount)
  return new Map([...bits].map((value, word) => [value, word]))
})

/** All words of a symbol with these data words: length word, data, padding, correction of the given level. */
export function symbolWords(data: readonly number[], level: number): Uint16Array {
  return wordsOf(symbolOfWords(data, { columns: 6, level }), 6)
}

/** The words of a drawn symbol with that many data columns, row by row. */
export function wordsOf(symbol: SymbolModules, columns: number): Uint16Array {
  const words = new Uint16Array(symbol.rows * columns)
  for (let index = 0; index < words.length; index++) {
    const row = Math.floor(index / columns)
    const from = row * symbol.width + 2 * wordModules + (index % columns) * wordModules
    const bits = Number.parseInt(symbol.modules.slice(from, from + wordModules).join(''), 2)
    const word = wordOfBits[row % 3]?.get(bits)
    if (word === undefined) throw new Error(`Row ${row} has bars that are no codeword`)
    words[index] = word
  }
  return words
}

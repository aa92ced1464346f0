import { describe, expect, it } from 'vitest'
import { decodeSymbol } from '../../../../src-shared/decoder/pdf417/symbol.ts'
import type { WordBeliefs } from '../../../../src-shared/decoder/pdf417/symbol.ts'
import { policyPayloads } from '../pictures.ts'
import { policyForm, symbolModules } from './symbol-modules.ts'
import { wordsOf } from './symbol-words.ts'

const form = { rows: 15, columns: 10, level: 4 }
const truth = wordsOf(symbolModules(policyPayloads.S1, policyForm), 10)

/** What a picture says in which `doubtful` cells (from the first on) are wrong and not sure, and `sure` further cells wrong and sure. */
function beliefs(doubtful: number, sure: number, likeness = 2): WordBeliefs {
  const wrong = doubtful + sure
  return {
    form,
    words: truth.map((word, cell) => ((cell * 7) % truth.length < wrong ? (word + 1 + cell) % 929 : word)),
    margins: Float32Array.from(truth, (_, cell) => ((cell * 7) % truth.length < doubtful ? 1 : 60)),
    loss: (cell, word) => (word === truth[cell] && (cell * 7) % truth.length >= doubtful ? 60 : 1),
    likeness: () => likeness,
  }
}

describe('a symbol of 118 data words and 32 correction words', () => {
  it('is read when all words are right', () => {
    expect(decodeSymbol(beliefs(0, 0))?.bytes).toEqual(policyPayloads.S1)
  })

  it('is read when 28 doubtful words are wrong: four correction words are left over', () => {
    expect(decodeSymbol(beliefs(28, 0))?.bytes).toEqual(policyPayloads.S1)
  })

  it.each([29, 30, 32])(
    'is refused when %i doubtful words are wrong, although the correction words could make a symbol of them',
    (count) => {
      expect(decodeSymbol(beliefs(count, 0))).toBeNull()
    },
  )

  it('is read when a few clear words are wrong, refused when many are', () => {
    expect(decodeSymbol(beliefs(0, 4))?.bytes).toEqual(policyPayloads.S1)
    expect(decodeSymbol(beliefs(0, 5))).toBeNull()
  })

  it('is refused when the picture looks no more like the result than by chance', () => {
    expect(decodeSymbol(beliefs(0, 0, 0.2))).toBeNull()
  })

  it('is refused when its length word does not tell the number of its data words', () => {
    const words = Uint16Array.from({ length: 150 })
    expect(decodeSymbol({ ...beliefs(0, 0), words, loss: () => 0 })).toBeNull()
  })
})

describe('a symbol with two correction words', () => {
  const short = symbolModules(Uint8Array.of(1, 2, 3), { columns: 2, level: 0 })
  const words = wordsOf(short, 2)
  const clear: WordBeliefs = {
    form: { rows: words.length / 2, columns: 2, level: 0 },
    words,
    margins: new Float32Array(words.length).fill(60),
    loss: () => 0,
    likeness: () => 2,
  }

  it('is read where every cell is clear', () => {
    expect(decodeSymbol(clear)?.bytes).toEqual(Uint8Array.of(1, 2, 3))
  })

  it('is refused where one cell is doubtful', () => {
    expect(decodeSymbol({ ...clear, margins: clear.margins.with(1, 2) })).toBeNull()
  })

  it('is never repaired', () => {
    expect(decodeSymbol({ ...clear, words: words.with(1, ((words[1] ?? 0) + 1) % 929) })).toBeNull()
  })
})

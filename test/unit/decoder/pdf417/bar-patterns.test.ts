import { describe, expect, it } from 'vitest'
import table from '../../../../src-shared/decoder/pdf417/bar-patterns.json' with { type: 'json' }
import { moduleOf, patternBits, patternEdges, wordCount, wordModules } from '../../../../src-shared/decoder/pdf417/bar-patterns.ts'
import { barPatterns } from './write-bar-patterns.ts'

describe('the table of codewords', () => {
  it('is what an independent writer draws', () => {
    expect(barPatterns()).toEqual(table)
  })

  it('has four bars and four spaces of at most six modules a codeword, and the cluster that their widths tell', () => {
    const unlawful = [...patternBits.entries()].filter(([index, bits]) => {
      const runs = (bits.toString(2).match(/1+|0+/g) ?? []).map((run) => run.length)
      const [first = 0, , second = 0, , third = 0, , fourth = 0] = runs
      return runs.length !== 8 || Math.max(...runs) > 6 || (first - second + third - fourth + 9) % 9 !== Math.floor(index / wordCount) * 3
    })
    expect(unlawful).toEqual([])
    expect(new Set(patternBits).size).toBe(3 * wordCount)
  })

  it('knows where the bars of a codeword begin and end', () => {
    const wrong = [...patternBits.entries()].filter(([index, bits]) => {
      const edges = patternEdges.subarray(index * 8, index * 8 + 8)
      return Array.from({ length: wordModules }).some(
        (_, module) => edges.filter((edge) => edge <= module).length % 2 !== moduleOf(bits, module),
      )
    })
    expect(wrong).toEqual([])
  })
})

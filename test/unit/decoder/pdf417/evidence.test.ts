import { describe, expect, it } from 'vitest'
import { wordCount } from '../../../../src-shared/decoder/pdf417/bar-patterns.ts'
import { gridKeeper } from '../../../../src-shared/decoder/pdf417/cell-grid.ts'
import type { CellGrid } from '../../../../src-shared/decoder/pdf417/cell-grid.ts'
import { evidence, isShown } from '../../../../src-shared/decoder/pdf417/evidence.ts'
import { policyPayloads } from '../pictures.ts'
import { randomNumbers } from './render.ts'
import { policyForm, symbolModules } from './symbol-modules.ts'
import { wordsOf } from './symbol-words.ts'

const form = { rows: 15, columns: 10, level: 4 }
const one = wordsOf(symbolModules(policyPayloads.S1, policyForm), 10)
const other = wordsOf(symbolModules(policyPayloads.S2, policyForm), 10)

/**
 * A picture in which the words shown stand out from chance (mean 0, deviation 1) by `strength`, as far as `clear` of its
 * cells are concerned; the rest is chance alone.
 */
function picture(words: Uint16Array, strength: number, seed: number, clear = words.length): CellGrid {
  const grid = gridKeeper()(form, true)
  const random = randomNumbers(seed)
  for (let cell = 0; cell < words.length; cell++) {
    let best = -Infinity
    let next = -Infinity
    for (let word = 0; word < wordCount; word++) {
      const chance = random() + random() + random() + random() + random() + random() - 3
      const score = chance * 1.4 + (word === words[cell] && cell < clear ? strength : 0)
      grid.scores[cell * wordCount + word] = score
      if (score > best) {
        next = best
        best = score
        grid.words[cell] = word
      } else if (score > next) {
        next = score
      }
    }
    grid.means[cell] = 0
    grid.deviations[cell] = 1
    grid.noise[cell] = 0.12
    grid.margins[cell] = (best - next) / 0.24
  }
  return grid
}

function right(words: Uint16Array, truth: Uint16Array): number {
  return words.filter((word, cell) => word === truth[cell]).length
}

describe('evidence of several pictures', () => {
  it('knows words that each picture shows only faintly', () => {
    const gathered = evidence()
    const single = picture(one, 2.2, 1)
    for (let seed = 1; seed <= 6; seed++) expect(gathered.add(picture(one, 2.2, seed), seed * 50)).toBe(seed)
    expect(right(single.words, one)).toBeLessThan(60)
    expect(right(gathered.beliefs().words, one)).toBeGreaterThan(140)
  })

  it('begins anew when a picture clearly shows another code', () => {
    const gathered = evidence()
    for (let seed = 1; seed <= 4; seed++) gathered.add(picture(one, 5, seed), seed * 50)
    expect(gathered.add(picture(other, 5, 9), 250)).toBe(1)
    expect(right(gathered.beliefs().words, other)).toBeGreaterThan(140)
  })

  it('begins anew after a pause and after a reset', () => {
    const gathered = evidence()
    gathered.add(picture(one, 4, 1), 0)
    expect(gathered.add(picture(one, 4, 2), 1400)).toBe(2)
    expect(gathered.add(picture(one, 4, 3), 3000)).toBe(1)
    gathered.reset()
    expect(gathered.add(picture(one, 4, 3), 3050)).toBe(1)
  })

  it('leaves out pictures of another form, until the third in a row shows that another code is held up', () => {
    const gathered = evidence()
    const stranger = { ...picture(one, 4, 4), form: { ...form, level: 3 } }
    gathered.add(picture(one, 4, 1), 0)
    expect([50, 100].map((at) => gathered.add(stranger, at))).toEqual([0, 0])
    expect(gathered.add(picture(one, 4, 2), 150)).toBe(2)
    expect([200, 250, 300].map((at) => gathered.add(stranger, at))).toEqual([0, 0, 1])
  })
})

describe('the code that a picture shows', () => {
  it('is known by itself, even faintly', () => {
    for (let seed = 1; seed <= 10; seed++) expect(isShown(picture(one, 2.6, seed), one)).toBe(true)
  })

  it('is not the one shown before', () => {
    for (let seed = 1; seed <= 10; seed++) {
      expect(isShown(picture(other, 2.6, seed), one)).toBe(false)
      expect(isShown(picture(other, 0.2, seed), one)).toBe(false)
    }
  })

  it('is not known where the picture shows only a part of it', () => {
    expect(isShown(picture(one, 4, 1, 110), one)).toBe(false)
  })

  it.each([0, 1])('is never known from several pictures at correction level %i, which tells two codes apart by a few words', (level) => {
    const grid = { ...picture(one, 5, 1), form: { ...form, level } }
    expect(isShown(grid, one)).toBe(false)
  })
})

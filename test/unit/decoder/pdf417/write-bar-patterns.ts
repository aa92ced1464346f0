import { writeFileSync } from 'node:fs'
import bwipjs from 'bwip-js/node'

const columns = 30
const dataWords = 800

/**
 * The symbol character table of ISO/IEC 15438, read back from symbols drawn with every codeword. For the clusters 0, 3
 * and 6: 929 times four hexadecimal digits, the last 16 of the 17 modules, 1 = bar (the first module is always a bar).
 */
export function barPatterns(): readonly string[] {
  const clusters = [0, 1, 2].map(() => Array.from<string>({ length: 929 }).fill(''))
  for (let offset = 0; clusters.some((patterns) => patterns.includes('')) && offset < 929; offset += 30) drawInto(clusters, offset)
  return clusters.map((patterns) => patterns.join(''))
}

function drawInto(clusters: readonly string[][], offset: number): void {
  const values = Array.from({ length: dataWords }, (_, index) => (index + offset) % 929)
  const text = values.map((value) => `^${String(value).padStart(3, '0')}`).join('')
  const options = { bcid: 'pdf417', text, raw: true, columns, eclevel: 2 }
  const [symbol] = bwipjs.raw(options)
  if (symbol === undefined || !('pixs' in symbol)) throw new Error('The writer drew no modules')
  for (const [index, value] of values.entries()) {
    // Word 0 of the symbol is its length; a row begins with the start pattern and the left row indicator, 17 modules each.
    const row = Math.floor((index + 1) / columns)
    const from = row * symbol.pixx + 34 + ((index + 1) % columns) * 17
    const modules = symbol.pixs.slice(from, from + 17).join('')
    const cluster = clusters[row % 3]
    if (cluster !== undefined) cluster[value] = Number.parseInt(modules.slice(1), 2).toString(16).padStart(4, '0')
  }
}

// Run by `launch.mjs script`, it renews the table of the decoder.
if (import.meta.main) {
  const file = new URL('../../../../src-shared/decoder/pdf417/bar-patterns.json', import.meta.url)
  writeFileSync(file, `${JSON.stringify(barPatterns(), null, 2)}\n`)
}

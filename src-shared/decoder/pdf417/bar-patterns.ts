import clusters from './bar-patterns.json' with { type: 'json' }

/** Codewords 0…928 in each of the three clusters (ISO/IEC 15438, the clusters 0, 3 and 6, here counted 0, 1, 2). */
export const wordCount = 929

/** Modules of one codeword: four bars and four spaces, beginning with a bar. */
export const wordModules = 17

/** The 17 modules of a codeword as bits, the first module highest, 1 = bar; at `cluster * 929 + word`. */
export const patternBits: Uint32Array = readPatterns()

/** Where the bars of a codeword begin and end, in modules: begin and end of each of the four bars; eight numbers from `(cluster * 929 + word) * 8`. */
export const patternEdges: Uint8Array = edgesOf(patternBits)

/** How often a module is a bar, over all codewords: what is expected of a codeword not yet known. */
export const meanPattern: Float64Array = meanOf(patternBits)

/** Start pattern 8-1-1-1-1-1-1-3 and stop pattern 7-1-1-3-1-1-1-2-1 as modules; the compact form ends with one bar. */
export const startPattern: readonly number[] = modulesOf([8, 1, 1, 1, 1, 1, 1, 3])
export const stopPattern: readonly number[] = modulesOf([7, 1, 1, 3, 1, 1, 1, 2, 1])

function readPatterns(): Uint32Array {
  const bits = new Uint32Array(3 * wordCount)
  for (const [cluster, text] of clusters.entries()) {
    for (let word = 0; word < wordCount; word++) {
      bits[cluster * wordCount + word] = 0x10000 | Number.parseInt(text.slice(word * 4, word * 4 + 4), 16)
    }
  }
  return bits
}

function edgesOf(patterns: Uint32Array): Uint8Array {
  const edges = new Uint8Array(patterns.length * 8)
  for (const [index, bits] of patterns.entries()) {
    let level = 0
    let at = index * 8
    for (let module = 0; module <= wordModules; module++) {
      const next = module === wordModules ? 0 : moduleOf(bits, module)
      if (next !== level) edges[at++] = module
      level = next
    }
  }
  return edges
}

function meanOf(patterns: Uint32Array): Float64Array {
  const mean = new Float64Array(wordModules)
  for (const bits of patterns) {
    for (let module = 0; module < wordModules; module++) mean[module] = (mean[module] ?? 0) + moduleOf(bits, module) / patterns.length
  }
  return mean
}

/** One module of a pattern: 1 where it is a bar. */
export function moduleOf(bits: number, module: number): number {
  return (bits >> (wordModules - 1 - module)) & 1
}

function modulesOf(widths: readonly number[]): readonly number[] {
  return widths.flatMap((width, index) => Array.from({ length: width }, () => (index % 2 === 0 ? 1 : 0)))
}

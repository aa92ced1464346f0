import bwipjs from 'bwip-js/node'

/** A drawn code: one row of modules for every row of the symbol, 1 = bar. */
export interface SymbolModules {
  readonly modules: readonly number[]
  readonly width: number
  readonly rows: number
  /** Height of a row in modules. */
  readonly rowHeight: number
}

export interface SymbolOptions {
  readonly compact?: boolean
  readonly columns?: number
  readonly rows?: number
  readonly level?: number
  readonly rowHeight?: number
  /** Codewords instead of bytes. */
  readonly raw?: boolean
}

/** The paper policy's own form: compact, 10 columns, 15 rows, correction level 4 (policy formats §1.1). */
export const policyForm: SymbolOptions = { compact: true, columns: 10, rows: 15, level: 4, rowHeight: 3 }

/** The symbol of these bytes as an independent writer makes it. */
export function symbolModules(bytes: Uint8Array, options: SymbolOptions): SymbolModules {
  return draw(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''), options)
}

/** The symbol of these data words (0…928, without the length word). */
export function symbolOfWords(words: readonly number[], options: SymbolOptions): SymbolModules {
  return draw(words.map((word) => `^${String(word).padStart(3, '0')}`).join(''), { ...options, raw: true })
}

function draw(text: string, { compact = false, columns, rows, level, rowHeight = 3, raw = false }: SymbolOptions): SymbolModules {
  const [symbol] = bwipjs.raw({
    bcid: compact ? 'pdf417compact' : 'pdf417',
    text,
    binarytext: true,
    rowmult: rowHeight,
    ...(raw ? { raw } : {}),
    ...(columns === undefined ? {} : { columns }),
    ...(rows === undefined ? {} : { rows }),
    ...(level === undefined ? {} : { eclevel: level }),
  } as Parameters<typeof bwipjs.raw>[0])
  if (symbol === undefined || !('pixs' in symbol)) throw new Error('The writer drew no modules')
  const count = symbol.pixs.length / symbol.pixx
  return { modules: symbol.pixs, width: symbol.pixx, rows: count, rowHeight: symbol.pixy / count }
}

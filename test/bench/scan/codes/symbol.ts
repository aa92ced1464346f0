import bwipJs from 'bwip-js/node'
import type { CodeFormat } from '../../../../src-shared/decoder/engine.ts'

/** The dark and light modules of one code without its quiet zone. */
export interface CodeSymbol {
  readonly format: CodeFormat
  /** What a reader must give, byte by byte. */
  readonly truth: Uint8Array
  /** Modules across and down; a linear code has the number of modules that stand for its height. */
  readonly width: number
  readonly height: number
  /** 1 dark, 0 light, row by row. */
  readonly modules: Uint8Array
  /** Light modules that the format demands around it. */
  readonly quietZone: number
}

interface Writing {
  readonly name: string
  readonly options: Readonly<Record<string, boolean | number | string>>
  readonly quietZone: number
  /** Linear codes: height as a part of the width. */
  readonly aspect?: number
}

/** The policy's PDF417 is truncated, 15 rows, 10 columns, correction level 4, on paper about 50 × 11 mm: rows three modules high (policy formats §1.1). */
const writings: Readonly<Record<CodeFormat, Writing>> = {
  CompactPDF417: { name: 'pdf417compact', options: { columns: 10, rows: 15, eclevel: 4, rowmult: 3 }, quietZone: 8 },
  PDF417: { name: 'pdf417', options: { columns: 10, rows: 15, eclevel: 4, rowmult: 3 }, quietZone: 8 },
  QRCode: { name: 'qrcode', options: { eclevel: 'M' }, quietZone: 4 },
  MicroQRCode: { name: 'microqrcode', options: {}, quietZone: 4 },
  DataMatrix: { name: 'datamatrix', options: {}, quietZone: 3 },
  Aztec: { name: 'azteccode', options: {}, quietZone: 2 },
  Code128: { name: 'code128', options: {}, quietZone: 10, aspect: 0.3 },
  Code39: { name: 'code39', options: {}, quietZone: 10, aspect: 0.2 },
  ITF: { name: 'interleaved2of5', options: {}, quietZone: 10, aspect: 0.25 },
  EAN13: { name: 'ean13', options: {}, quietZone: 11, aspect: 0.6 },
}

/** Writes one code. Bytes go in as they are, text as its ISO 8859-1 bytes. Throws where the format cannot hold the content. */
export function drawSymbol(format: CodeFormat, content: string | Uint8Array): CodeSymbol {
  const { name, options, quietZone, aspect } = writings[format]
  const bytes = typeof content === 'string' ? Uint8Array.from(Buffer.from(content, 'latin1')) : content
  // Bytes are handed over as escapes; digits and texts as they are, because not every writer undoes escapes.
  const text = typeof content === 'string' ? content : Array.from(content, (byte) => `^${String(byte).padStart(3, '0')}`).join('')
  const [drawn] = bwipJs.raw(name, text, { ...options, parse: typeof content !== 'string' })
  if (drawn === undefined) throw new Error(`The writer gave no ${format}`)
  if ('pixs' in drawn) {
    return { format, truth: bytes, width: drawn.pixx, height: drawn.pixy, modules: stretched(drawn), quietZone }
  }
  const width = drawn.sbs.reduce((sum, wide) => sum + wide, 0)
  const line = new Uint8Array(width)
  let at = 0
  for (const [index, wide] of drawn.sbs.entries()) {
    // Bars and spaces take turns, a bar first.
    if (index % 2 === 0) line.fill(1, at, at + wide)
    at += wide
  }
  const height = Math.round(width * (aspect ?? 0.3))
  const modules = new Uint8Array(width * height)
  for (let row = 0; row < height; row++) modules.set(line, row * width)
  return { format, truth: bytes, width, height, modules, quietZone }
}

/** The writer gives each row of a stacked code once, and says by the height how often it is repeated. */
function stretched({ pixs, pixx, pixy }: { readonly pixs: readonly number[]; readonly pixx: number; readonly pixy: number }): Uint8Array {
  const repeats = (pixx * pixy) / pixs.length
  return Uint8Array.from({ length: pixx * pixy }, (_, at) => pixs[Math.floor(at / pixx / repeats) * pixx + (at % pixx)] ?? 0)
}

import type { LuminanceFrame } from './frame.ts'

/** Every format that is read. */
export const codeFormats = [
  'PDF417',
  'CompactPDF417',
  'QRCode',
  'MicroQRCode',
  'DataMatrix',
  'Aztec',
  'Code128',
  'Code39',
  'ITF',
  'EAN13',
] as const

export type CodeFormat = (typeof codeFormats)[number]

/** Formats that correct errors by themselves: what they give is whole or nothing. */
export const errorCorrected: ReadonlySet<CodeFormat> = new Set(['PDF417', 'CompactPDF417', 'QRCode', 'MicroQRCode', 'DataMatrix', 'Aztec'])

/** `bars` is our own reader of PDF417. */
export type EngineName = 'wasm' | 'script' | 'bars'

/** Pixels of the frame, origin top left. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Top left, top right, bottom right, bottom left as the code is read, so a code upside down has its top left at the lower right. */
export type Quadrilateral = readonly [Point, Point, Point, Point]

/** One code read from a picture. */
export interface Decoded {
  /** Exactly what the code carries; a paper policy gives its 130 bytes. */
  readonly bytes: Uint8Array
  /** The same as text; meaningless for a binary payload. */
  readonly text: string
  readonly format: CodeFormat
  readonly engine: EngineName
  /** Where it stands in the frame that was handed in; null where the engine does not say. A linear code may have no height. */
  readonly position: Quadrilateral | null
}

/** How one reading is made. */
export interface ReadOptions {
  /** Only these; all when left out. */
  readonly formats?: readonly CodeFormat[]
  /** Looks at more lines and at smaller copies of the frame: finds more and takes some times longer. On when left out. */
  readonly thorough?: boolean
  /** Looks at the frame turned by 90° and inverted as well. On when left out. */
  readonly allDirections?: boolean
  /** How grey becomes black and white: each place by its surroundings (when left out), the whole frame by one level, or by the middle of the scale. */
  readonly threshold?: 'local' | 'global' | 'middle'
  /** Told of codes that were found but could not be read, where the engine says so. */
  readonly onUnread?: (format: CodeFormat, position: Quadrilateral) => void
}

/** A reader of codes. It answers with nothing where it sees none, and throws only when it cannot work at all. */
export interface Engine {
  readonly name: EngineName
  read(frame: LuminanceFrame, options?: ReadOptions): Promise<readonly Decoded[]>
}

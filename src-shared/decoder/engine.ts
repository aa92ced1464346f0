import type { LuminanceFrame } from './frame.ts'

export type CodeFormat =
  | 'PDF417'
  | 'CompactPDF417'
  | 'QRCode'
  | 'MicroQRCode'
  | 'DataMatrix'
  | 'Aztec'
  | 'Code128'
  | 'Code39'
  | 'ITF'
  | 'EAN13'

export type EngineName = 'wasm' | 'script'

/** One code read from a picture. */
export interface Decoded {
  /** Exactly what the code carries; a paper policy gives its 130 bytes. */
  readonly bytes: Uint8Array
  /** The same as text; meaningless for a binary payload. */
  readonly text: string
  readonly format: CodeFormat
  readonly engine: EngineName
}

/** A reader of codes. It answers with nothing where it sees none, and throws only when it cannot work at all. */
export interface Engine {
  readonly name: EngineName
  read(frame: LuminanceFrame): Promise<readonly Decoded[]>
}

import {
  AztecCodeReader,
  BarcodeFormat,
  BinaryBitmap,
  CharacterSetECI,
  Code128Reader,
  Code39Reader,
  DataMatrixReader,
  DecodeHintType,
  EAN13Reader,
  HybridBinarizer,
  ITFReader,
  MicroQRCodeReader,
  PDF417Reader,
  QRCodeReader,
  ResultMetadataType,
  RGBLuminanceSource,
} from '@zxing/library'
import type { Result } from '@zxing/library'
import type { CodeFormat, Decoded, Engine } from './engine.ts'
import type { LuminanceFrame } from './frame.ts'
import { bytesOfSingleByteText, utf8Bytes } from './single-byte-text.ts'

/**
 * The second engine, plain JavaScript: it reads frames the fast one misses, and works where WebAssembly is forbidden.
 * Its PDF417 reading can drop the last one or two characters of a mostly textual payload; a policy barcode then has not
 * its 130 bytes and is refused, never misread.
 */
export function scriptEngine(): Engine {
  return { name: 'script', read: (frame) => Promise.resolve(readFrame(frame)) }
}

// Writers of barcodes mark plain bytes with ECI 899 («8-bit binary data»), which the library does not know and refuses.
// Making the object enters it in the library's table.
// oxlint-disable-next-line no-new -- the constructor is the library's only way in
new CharacterSetECI(CharacterSetECI.ISO8859_1.getValueIdentifier(), 899, 'ISO-8859-1')

type Reader = Pick<PDF417Reader, 'decode'>

const readers: readonly (readonly [CodeFormat, () => Reader])[] = [
  ['PDF417', () => new PDF417Reader()],
  ['QRCode', () => new QRCodeReader()],
  ['MicroQRCode', () => new MicroQRCodeReader()],
  ['DataMatrix', () => new DataMatrixReader()],
  ['Aztec', () => new AztecCodeReader()],
  ['Code128', () => new Code128Reader()],
  ['Code39', () => new Code39Reader()],
  ['ITF', () => new ITFReader()],
  ['EAN13', () => new EAN13Reader()],
]

const hints = new Map<DecodeHintType, unknown>([
  [DecodeHintType.TRY_HARDER, true],
  [DecodeHintType.POSSIBLE_FORMATS, [BarcodeFormat.EAN_13, BarcodeFormat.CODE_128, BarcodeFormat.CODE_39, BarcodeFormat.ITF]],
])

function readFrame(frame: LuminanceFrame): readonly Decoded[] {
  const bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(frame.data, frame.width, frame.height)))
  return readers.flatMap(([format, create]) => {
    const result = attempt(create(), bitmap)
    return result === null
      ? []
      : [{ bytes: bytesOf(format, result), text: result.getText(), format, engine: 'script' as const, position: null }]
  })
}

/** The library says «no such code here» by throwing, and on some noise by an error of its own; both mean that it read nothing. */
function attempt(reader: Reader, bitmap: BinaryBitmap): Result | null {
  try {
    const result = reader.decode(bitmap, hints)
    return result.getText().length === 0 ? null : result
  } catch {
    return null
  }
}

/**
 * The library keeps no bytes of a PDF417, only text decoded byte by byte. For the matrix codes it keeps the byte
 * segments, which are the whole content where their length is that of the text.
 */
function bytesOf(format: CodeFormat, result: Result): Uint8Array {
  const text = result.getText()
  if (format === 'PDF417') return bytesOfSingleByteText(text) ?? utf8Bytes(text)
  const segments: unknown = result.getResultMetadata()?.get(ResultMetadataType.BYTE_SEGMENTS)
  const utf8 = utf8Bytes(text)
  if (!Array.isArray(segments)) return utf8
  const bytes = Uint8Array.from(segments.flatMap((segment: unknown) => (isByteSequence(segment) ? Array.from(segment) : [])))
  return bytes.length === text.length || bytes.length === utf8.length ? bytes : utf8
}

function isByteSequence(value: unknown): value is Uint8Array | Int8Array {
  return value instanceof Uint8Array || value instanceof Int8Array
}

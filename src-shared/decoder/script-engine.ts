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
  GlobalHistogramBinarizer,
  HybridBinarizer,
  ITFReader,
  MicroQRCodeReader,
  PDF417Reader,
  QRCodeReader,
  ResultMetadataType,
  RGBLuminanceSource,
} from '@zxing/library'
import type { Result } from '@zxing/library'
import type { CodeFormat, Decoded, Engine, Point, Quadrilateral, ReadOptions } from './engine.ts'
import type { LuminanceFrame } from './frame.ts'
import { bytesOfSingleByteText, utf8Bytes } from './single-byte-text.ts'

/**
 * The second engine, plain JavaScript: it reads frames the fast one misses, and works where WebAssembly is forbidden.
 * Its PDF417 reading can drop the last one or two characters of a mostly textual payload; a policy barcode then has not
 * its 130 bytes and is refused, never misread.
 */
export function scriptEngine(): Engine {
  return { name: 'script', read: (frame, options) => Promise.resolve(readFrame(frame, options)) }
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

/** `allDirections` is not for this engine: it is asked again with a turned or inverted frame where that is worth its time. */
function readFrame(frame: LuminanceFrame, { formats, thorough = true, threshold = 'local' }: ReadOptions = {}): readonly Decoded[] {
  const source = new RGBLuminanceSource(frame.data, frame.width, frame.height)
  const bitmap = new BinaryBitmap(threshold === 'local' ? new HybridBinarizer(source) : new GlobalHistogramBinarizer(source))
  const hints = thorough ? thoroughHints : quickHints
  return readers.flatMap(([format, create]) => {
    if (formats !== undefined && !formats.includes(format)) return []
    const result = attempt(create(), bitmap, hints)
    if (result === null) return []
    return [
      { bytes: bytesOf(format, result), text: result.getText(), format, engine: 'script' as const, position: positionOf(format, result) },
    ]
  })
}

type Hints = Map<DecodeHintType, unknown>

const possibleFormats = [BarcodeFormat.EAN_13, BarcodeFormat.CODE_128, BarcodeFormat.CODE_39, BarcodeFormat.ITF]
const quickHints: Hints = new Map<DecodeHintType, unknown>([[DecodeHintType.POSSIBLE_FORMATS, possibleFormats]])
const thoroughHints: Hints = new Map<DecodeHintType, unknown>([...quickHints, [DecodeHintType.TRY_HARDER, true]])

/** The library says «no such code here» by throwing, and on some noise by an error of its own; both mean that it read nothing. */
function attempt(reader: Reader, bitmap: BinaryBitmap, hints: Hints): Result | null {
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

/** The library gives the finder patterns of a QR code, the corners of other matrix codes, the corners of a PDF417 and of its columns, and the ends of one line of pixels for a linear code. */
function positionOf(format: CodeFormat, result: Result): Quadrilateral | null {
  const points = result
    .getResultPoints()
    .flatMap((point): readonly Point[] => (point === null ? [] : [{ x: point.getX(), y: point.getY() }]))
  const [first, second, third, fourth] = points
  if (first === undefined || second === undefined) return null
  if (format === 'QRCode' || format === 'MicroQRCode') {
    // Lower left, upper left, upper right; the fourth is opposite to the second.
    return third === undefined ? null : [second, third, { x: first.x + third.x - second.x, y: first.y + third.y - second.y }, first]
  }
  if (third === undefined || fourth === undefined) return [first, second, second, first]
  return boxOf(points)
}

function boxOf(points: readonly Point[]): Quadrilateral {
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ]
}

import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { ReaderOptions } from 'zxing-wasm/reader'
import type { CodeFormat, Decoded, Engine, Quadrilateral } from './engine.ts'
import { toRgba } from './frame.ts'
import type { LuminanceFrame } from './frame.ts'

const formats: readonly CodeFormat[] = [
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
]

/** «Plain»: control characters stay as they are. Turning, inverting and halving is done inside, faster than by renditions. */
const options: ReaderOptions = {
  formats: [...formats],
  textMode: 'Plain',
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
}

/**
 * The fast engine (zxing-cpp). `wasmBinary` is the file `zxing_reader.wasm`, handed in by the host: left alone, the
 * library would fetch it from a public network.
 */
export function wasmEngine(wasmBinary: Uint8Array): Engine {
  return {
    name: 'wasm',
    async read(frame) {
      await prepare(wasmBinary)
      return readFrame(frame)
    },
  }
}

/**
 * Reads an encoded picture (JPEG, PNG, GIF) with the engine's own image reader. Nothing read and not an image are
 * the same to it. `wasmBinary` as for `wasmEngine`.
 */
export async function readEncodedImage(wasmBinary: Uint8Array, file: Uint8Array): Promise<readonly Decoded[]> {
  await prepare(wasmBinary)
  return (await readBarcodes(file, options)).flatMap(toDecoded)
}

let prepared: Promise<unknown> | null = null

/** The library keeps one instance for the whole process, so the first bytes handed in are the ones used. */
function prepare(wasmBinary: Uint8Array): Promise<unknown> {
  prepared ??= prepareZXingModule({
    overrides: { wasmBinary: wasmBinary.slice().buffer, locateFile: ownName },
    fireImmediately: true,
  })
  return prepared
}

async function readFrame(frame: LuminanceFrame): Promise<readonly Decoded[]> {
  const image = toRgba(frame)
  // The library's own type wants the browser's ImageData; it reads these three fields only.
  const results = await readBarcodes({ ...image, colorSpace: 'srgb' } as Parameters<typeof readBarcodes>[0], options)
  return results.flatMap(toDecoded)
}

function toDecoded(result: Awaited<ReturnType<typeof readBarcodes>>[number]): readonly Decoded[] {
  if (!result.isValid || result.bytes.length === 0) return []
  return [
    { bytes: result.bytes, text: result.text, format: formatOf(result.format), engine: 'wasm', position: positionOf(result.position) },
  ]
}

function positionOf({
  topLeft,
  topRight,
  bottomRight,
  bottomLeft,
}: Awaited<ReturnType<typeof readBarcodes>>[number]['position']): Quadrilateral {
  return [topLeft, topRight, bottomRight, bottomLeft]
}

/** The engine names variants of a symbology («ITF14», «AztecCode») as well; one name is enough for us. */
function formatOf(name: string): CodeFormat {
  const exact = formats.find((format) => format === name)
  if (exact !== undefined) return exact
  const family = formats.find((format) => name.startsWith(format))
  if (family === undefined) throw new Error(`The engine gave a format it was not asked for: ${name}`)
  return family
}

/** Asked even though the bytes are handed in; the library's own answer would be an address on a public network. */
function ownName(file: string): string {
  return file
}

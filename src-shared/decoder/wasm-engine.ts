import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { ReaderOptions } from 'zxing-wasm/reader'
import { codeFormats } from './engine.ts'
import type { CodeFormat, Decoded, Engine, Quadrilateral, ReadOptions } from './engine.ts'
import type { LuminanceFrame } from './frame.ts'
import { likelyPosition } from './position.ts'

/** «Plain»: control characters stay as they are. Turning, inverting and halving is done inside, faster than by renditions. */
function optionsOf({
  formats: wanted = codeFormats,
  thorough = true,
  allDirections = true,
  threshold = 'local',
  onUnread,
}: ReadOptions): ReaderOptions {
  return {
    formats: [...wanted],
    textMode: 'Plain',
    tryHarder: thorough,
    tryRotate: allDirections,
    tryInvert: allDirections,
    tryDownscale: thorough,
    binarizer: thresholds[threshold],
    returnErrors: onUnread !== undefined,
  }
}

const thresholds = { local: 'LocalAverage', global: 'GlobalHistogram', middle: 'FixedThreshold' } as const

/**
 * The fast engine (zxing-cpp). `wasmBinary` is the file `zxing_reader.wasm`, handed in by the host: left alone, the
 * library would fetch it from a public network.
 */
export function wasmEngine(wasmBinary: Uint8Array): Engine {
  return {
    name: 'wasm',
    async read(frame, options = {}) {
      await prepare(wasmBinary)
      const results = await readBarcodes(greyFile(frame), optionsOf(options))
      for (const result of results) {
        const position = result.isValid ? null : likelyPosition(positionOf(result.position))
        if (position !== null) options.onUnread?.(formatOf(result.format), position)
      }
      return results.flatMap(toDecoded)
    },
  }
}

/**
 * Reads an encoded picture (JPEG, PNG, GIF) with the engine's own image reader. Nothing read and not an image are
 * the same to it. `wasmBinary` as for `wasmEngine`.
 */
export async function readEncodedImage(wasmBinary: Uint8Array, file: Uint8Array): Promise<readonly Decoded[]> {
  await prepare(wasmBinary)
  return (await readBarcodes(file, optionsOf({}))).flatMap(toDecoded)
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

let greyBuffer = new Uint8Array(0)

/**
 * The frame as a PGM file, one byte a pixel: the library takes pixels only with four bytes each, which costs more than
 * its reading of a file does. One buffer serves all frames; the library copies it before it works.
 */
function greyFile({ data, width, height }: LuminanceFrame): Uint8Array {
  const head = `P5\n${width} ${height}\n255\n`
  const size = head.length + data.length
  if (greyBuffer.length < size) greyBuffer = new Uint8Array(size)
  for (let index = 0; index < head.length; index++) greyBuffer[index] = head.charCodeAt(index)
  greyBuffer.set(data, head.length)
  return greyBuffer.subarray(0, size)
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
  const exact = codeFormats.find((format) => format === name)
  if (exact !== undefined) return exact
  const family = codeFormats.find((format) => name.startsWith(format))
  if (family === undefined) throw new Error(`The engine gave a format it was not asked for: ${name}`)
  return family
}

/** Asked even though the bytes are handed in; the library's own answer would be an address on a public network. */
function ownName(file: string): string {
  return file
}

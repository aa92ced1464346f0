import { readFileSync } from 'node:fs'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { CodeFormat, Decoded } from '../../../../src-shared/decoder/engine.ts'
import { invert } from '../../../../src-shared/decoder/frame.ts'
import type { LuminanceFrame } from '../../../../src-shared/decoder/frame.ts'
import { scriptEngine } from '../../../../src-shared/decoder/script-engine.ts'

/** What a reader says that a picture holds. */
export type Content = Pick<Decoded, 'bytes' | 'format'>

export const readerWasm: Uint8Array = new Uint8Array(readFileSync(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))))
const prepared = prepareZXingModule({ overrides: { wasmBinary: readerWasm.slice().buffer }, fireImmediately: true })

/**
 * zxing-wasm alone with all that it offers: it turns, inverts, shrinks and cleans by itself. It is told the format, which
 * ours is not.
 */
export async function readByWasm(frame: LuminanceFrame, format: CodeFormat): Promise<readonly Content[]> {
  await prepared
  const head = Buffer.from(`P5\n${frame.width} ${frame.height}\n255\n`)
  const results = await readBarcodes(Buffer.concat([head, Buffer.from(frame.data.buffer, frame.data.byteOffset, frame.data.byteLength)]), {
    formats: format === 'PDF417' || format === 'CompactPDF417' ? ['PDF417', 'CompactPDF417'] : [format],
    textMode: 'Plain',
    tryHarder: true,
    tryRotate: true,
    tryInvert: true,
    tryDownscale: true,
    tryDenoise: true,
    binarizer: 'LocalAverage',
  })
  return results.flatMap(({ isValid, bytes }) => (isValid && bytes.length > 0 ? [{ bytes, format }] : []))
}

const script = scriptEngine()

/**
 * @zxing/library alone, told the format, trying harder: with the threshold by surroundings, then with one threshold for the
 * whole picture, then inverted.
 */
export async function readByScript(frame: LuminanceFrame, format: CodeFormat): Promise<readonly Content[]> {
  const formats = [format === 'CompactPDF417' ? 'PDF417' : format] as const
  const local = await script.read(frame, { formats, thorough: true, threshold: 'local' })
  if (local.length > 0) return local
  const global = await script.read(frame, { formats, thorough: true, threshold: 'global' })
  return global.length > 0 ? global : script.read(invert(frame), { formats, thorough: true, threshold: 'local' })
}

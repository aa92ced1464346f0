import { readFileSync } from 'node:fs'
import { decode } from 'fast-png'
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer'
import type { WriterOptions } from 'zxing-wasm/writer'
import type { RgbaImage } from '../../../src-shared/decoder/frame.ts'

prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasmFile('zxing-wasm/writer/zxing_writer.wasm'))).buffer } })

export const readerWasm: Uint8Array = new Uint8Array(readFileSync(wasmFile('zxing-wasm/reader/zxing_reader.wasm')))

/** Policy formats §1.7: data bytes of S1–S3, each followed by the dummy signature (01, then 00…3F). */
export const policyPayloads: Readonly<Record<'S1' | 'S2' | 'S3', Uint8Array>> = {
  S1: payload(
    '020000334E2BB8D88E5D039C750FD740E73F5D039C7505E600000000000000000000000000000000000000000000000000000000000000000000000001798F0000',
  ),
  S2: payload(
    '0200003D12C96BF22485382175038251A65770EFCE71C3BF0000000000000000000000000000000000000000000000000000000000000000000000000245CAB69E',
  ),
  S3: payload(
    '01000058AA983FC2781E157EBFF75DDBF475D0EF4DE1D74197090000000000000000000000000000000000000000000000000001A44D000000E8D4A5100000AFC8',
  ),
}

function payload(dataHex: string): Uint8Array {
  return Uint8Array.from([...Buffer.from(dataHex, 'hex'), 1, ...Array.from({ length: 64 }, (_, index) => index)])
}

/** The PNG file of a code. */
export async function codePng(content: string | Uint8Array, options: WriterOptions): Promise<Uint8Array> {
  const { image, error } = await writeBarcode(content, { scale: 3, ...options })
  if (image === null) throw new Error(`The code could not be drawn: ${error}`)
  return new Uint8Array(await image.arrayBuffer())
}

/** The pixels of a code with a white margin around it. */
export async function codeImage(content: string | Uint8Array, options: WriterOptions, margin = 30): Promise<RgbaImage> {
  const png = decode(await codePng(content, options))
  const width = png.width + 2 * margin
  const height = png.height + 2 * margin
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let row = 0; row < png.height; row++) {
    for (let column = 0; column < png.width; column++) {
      const level = png.data[(row * png.width + column) * png.channels] ?? 0
      const to = ((row + margin) * width + column + margin) * 4
      data.fill(png.depth === 1 ? level * 255 : level, to, to + 3)
    }
  }
  return { data, width, height }
}

/** One picture beside the other on white. */
export function beside(left: RgbaImage, right: RgbaImage): RgbaImage {
  const width = left.width + right.width
  const height = Math.max(left.height, right.height)
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (const [image, offset] of [
    [left, 0],
    [right, left.width],
  ] as const) {
    for (let row = 0; row < image.height; row++) {
      data.set(image.data.subarray(row * image.width * 4, (row + 1) * image.width * 4), (row * width + offset) * 4)
    }
  }
  return { data, width, height }
}

function wasmFile(specifier: string): URL {
  return new URL(import.meta.resolve(specifier))
}

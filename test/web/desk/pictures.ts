import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { encode } from 'fast-png'
import { prepareZXingModule, writeBarcode, type WriterOptions } from 'zxing-wasm/writer'

/** A picture file as it lies on a disk. */
export interface PictureFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

let prepared = false

/** The barcode of a paper policy as a PNG, from the 260 hex digits of its bytes. */
export function policyPicture(hex: string): Promise<PictureFile> {
  return codePicture(Uint8Array.from(Buffer.from(hex, 'hex')), {
    format: 'CompactPDF417',
    options: 'columns=10,rows=15,ecLevel=4',
    scale: 3,
  })
}

/** A QR code with a text as a PNG. */
export function squarePicture(text: string): Promise<PictureFile> {
  return codePicture(text, { format: 'QRCode', options: 'ecLevel=M', scale: 6 })
}

/** A photograph without any code: soft stripes that no decoder takes for bars. */
export function emptyPicture(): PictureFile {
  const [width, height] = [320, 240]
  const data = Uint8Array.from({ length: width * height }, (_, place) => 128 + Math.round(60 * Math.sin(place / 97)))
  return { name: 'photo.png', type: 'image/png', bytes: encode({ width, height, data, channels: 1, depth: 8 }) }
}

/** A file that calls itself a picture and is none. */
export function brokenPicture(): PictureFile {
  return { name: 'broken.png', type: 'image/png', bytes: new TextEncoder().encode('this is no picture') }
}

async function codePicture(content: string | Uint8Array, options: WriterOptions): Promise<PictureFile> {
  if (!prepared) {
    const wasmBinary = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/writer/zxing_writer.wasm')))
    prepareZXingModule({ overrides: { wasmBinary } })
    prepared = true
  }
  const { image, error } = await writeBarcode(content, options)
  if (image === null) throw new Error(`The code could not be drawn: ${error}`)
  return { name: 'code.png', type: 'image/png', bytes: new Uint8Array(await image.arrayBuffer()) }
}

import { decodeImage, maximumPixels } from '../../../src-shared/decoder/decode-image.ts'
import type { RgbaImage } from '../../../src-shared/decoder/frame.ts'
import type { FrameReading } from '../../../src-shared/decoder/scan-session.ts'
import { scriptEngine } from '../../../src-shared/decoder/script-engine.ts'
import { readEncodedImage, wasmEngine } from '../../../src-shared/decoder/wasm-engine.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { jpegImage } from './jpeg-image.ts'
import { pngImage, pngSize } from './png-image.ts'

/** Why a picture gave nothing; a plain sentence for the message. */
export interface UnreadImage {
  readonly code: 'image-unreadable' | 'image-without-code'
  readonly why: string
}

/** What a picture gave: at least one code. Where the picture was not unpacked by us, the fast engine alone has seen it. */
export type PictureReading = Pick<FrameReading, 'codes' | 'effort'>

/** Reads the codes of an encoded picture: PNG and JPEG as the camera's frames are read, GIF and BMP with the fast engine. Works in the calling thread. */
export async function readImageFile(file: Uint8Array, wasmBinary: Uint8Array): Promise<Result<PictureReading, UnreadImage>> {
  const kind = imageKind(file)
  if (kind === null) return unreadable('the file is not a PNG, JPEG, GIF or BMP picture')
  if (kind === 'other') return found(await readUnpacked(file, wasmBinary))
  if (kind === 'jpeg') {
    const picture = pixels(() => jpegImage(file, maximumPixels))
    // The fast engine's reader of files takes some that ours refuses.
    return found(picture === null ? await readUnpacked(file, wasmBinary) : await readPixels(picture, wasmBinary))
  }
  const size = pngSize(file)
  if (size === null || size.width === 0 || size.height === 0) return unreadable('the PNG picture is cut short or damaged')
  if (size.width * size.height > maximumPixels) return unreadable(`${size.width} × ${size.height} pixels are more than 50 megapixels`)
  const image = pixels(() => pngImage(file))
  if (image === null) return unreadable('the PNG picture is cut short or damaged')
  return found(await readPixels(image, wasmBinary))
}

function readPixels(image: RgbaImage, wasmBinary: Uint8Array): Promise<PictureReading> {
  return decodeImage(image, { engines: [wasmEngine(wasmBinary), scriptEngine()], now })
}

async function readUnpacked(file: Uint8Array, wasmBinary: Uint8Array): Promise<PictureReading> {
  const started = now()
  const codes = await readEncodedImage(wasmBinary, file)
  return { codes, effort: [{ engine: 'wasm', rendition: 'file', milliseconds: now() - started, codes: codes.length }] }
}

function now(): number {
  return performance.now()
}

function found(reading: PictureReading): Result<PictureReading, UnreadImage> {
  return reading.codes.length > 0 ? ok(reading) : err({ code: 'image-without-code', why: 'no code was found in the picture' })
}

function unreadable(why: string): Result<never, UnreadImage> {
  return err({ code: 'image-unreadable', why })
}

function pixels(unpack: () => RgbaImage): RgbaImage | null {
  try {
    return unpack()
  } catch {
    return null
  }
}

function imageKind(file: Uint8Array): 'png' | 'jpeg' | 'other' | null {
  const starts: readonly (readonly ['png' | 'jpeg' | 'other', readonly number[]])[] = [
    ['png', [0x89, 0x50, 0x4e, 0x47]],
    ['jpeg', [0xff, 0xd8, 0xff]],
    ['other', [0x47, 0x49, 0x46, 0x38]],
    ['other', [0x42, 0x4d]],
  ]
  return starts.find(([, bytes]) => bytes.every((byte, index) => file[index] === byte))?.[0] ?? null
}

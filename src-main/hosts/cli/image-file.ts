import { decodeImage, maximumPixels } from '../../../src-shared/decoder/decode-image.ts'
import type { Decoded } from '../../../src-shared/decoder/engine.ts'
import { scriptEngine } from '../../../src-shared/decoder/script-engine.ts'
import { readEncodedImage, wasmEngine } from '../../../src-shared/decoder/wasm-engine.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { pngImage, pngSize } from './png-image.ts'

/** Why a picture gave nothing; a plain sentence for the message. */
export interface UnreadImage {
  readonly code: 'image-unreadable' | 'image-without-code'
  readonly why: string
}

/** Reads the codes of an encoded picture: PNG with both engines, JPEG and GIF with the fast one. Works in the calling thread. */
export async function readImageFile(file: Uint8Array, wasmBinary: Uint8Array): Promise<Result<readonly Decoded[], UnreadImage>> {
  const kind = imageKind(file)
  if (kind === null) return unreadable('the file is not a PNG, JPEG or GIF picture')
  if (kind !== 'png') return found(await readEncodedImage(wasmBinary, file))
  const size = pngSize(file)
  if (size === null || size.width === 0 || size.height === 0) return unreadable('the PNG picture is cut short or damaged')
  if (size.width * size.height > maximumPixels) return unreadable(`${size.width} × ${size.height} pixels are more than 50 megapixels`)
  const image = pixels(file)
  if (image === null) return unreadable('the PNG picture is cut short or damaged')
  return found((await decodeImage(image, { engines: [wasmEngine(wasmBinary), scriptEngine()], now: () => performance.now() })).codes)
}

function found(codes: readonly Decoded[]): Result<readonly Decoded[], UnreadImage> {
  return codes.length > 0 ? ok(codes) : err({ code: 'image-without-code', why: 'no code was found in the picture' })
}

function unreadable(why: string): Result<never, UnreadImage> {
  return err({ code: 'image-unreadable', why })
}

function pixels(file: Uint8Array): ReturnType<typeof pngImage> | null {
  try {
    return pngImage(file)
  } catch {
    return null
  }
}

function imageKind(file: Uint8Array): 'png' | 'jpeg' | 'gif' | null {
  const starts: readonly (readonly ['png' | 'jpeg' | 'gif', readonly number[]])[] = [
    ['png', [0x89, 0x50, 0x4e, 0x47]],
    ['jpeg', [0xff, 0xd8, 0xff]],
    ['gif', [0x47, 0x49, 0x46, 0x38]],
  ]
  return starts.find(([, bytes]) => bytes.every((byte, index) => file[index] === byte))?.[0] ?? null
}

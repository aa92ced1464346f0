import { decode } from 'jpeg-js'
import type { RgbaImage } from '../../../src-shared/decoder/frame.ts'

/** The pixels of a JPEG, baseline or progressive. Throws on a damaged file and on one of more than `maximumPixels`. */
export function jpegImage(file: Uint8Array, maximumPixels: number): RgbaImage {
  const { data, width, height } = decode(file, {
    useTArray: true,
    formatAsRGBA: true,
    tolerantDecoding: true,
    maxResolutionInMP: maximumPixels / 1e6,
    maxMemoryUsageInMB: 1024,
  })
  return { data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength), width, height }
}

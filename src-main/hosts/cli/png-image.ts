import { convertIndexedToRgb, decode } from 'fast-png'
import type { DecodedPng } from 'fast-png'
import type { RgbaImage } from '../../../src-shared/decoder/frame.ts'

/** Width and height from a PNG's head, before any pixel is unpacked; null where it is no PNG or cut before its twenty-fourth byte. */
export function pngSize(file: Uint8Array): { readonly width: number; readonly height: number } | null {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  if (file.length < 24 || signature.some((byte, index) => file[index] !== byte)) return null
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** The pixels of a PNG of any colour type and depth. Throws on a damaged file. */
export function pngImage(file: Uint8Array): RgbaImage {
  const png = decode(file, { checkCrc: true })
  const { width, height } = png
  const channels = png.palette === undefined ? png.channels : (png.palette[0]?.length ?? 3)
  const levels = png.palette === undefined ? eightBitLevels(png) : convertIndexedToRgb(png)
  const transparent = png.palette === undefined ? png.transparency : undefined
  const data = new Uint8ClampedArray(width * height * 4)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = pixel * channels
    const to = pixel * 4
    const grey = channels < 3
    data[to] = levels[from] ?? 0
    data[to + 1] = levels[grey ? from : from + 1] ?? 0
    data[to + 2] = levels[grey ? from : from + 2] ?? 0
    data[to + 3] = channels % 2 === 0 ? (levels[from + channels - 1] ?? 255) : isKeyColour(png, pixel, transparent) ? 0 : 255
  }
  return { data, width, height }
}

/** PNG chunk tRNS: one colour of a picture without alpha stands for «nothing here». */
function isKeyColour(png: DecodedPng, pixel: number, key: Uint16Array | undefined): boolean {
  if (key === undefined || png.depth < 8) return false
  return key.every((level, channel) => png.data[pixel * png.channels + channel] === level)
}

function eightBitLevels(png: DecodedPng): Uint8Array {
  if (png.depth === 16) return Uint8Array.from(png.data, (level) => level >> 8)
  if (png.depth === 8) return Uint8Array.from(png.data)
  return unpacked(png, png.depth)
}

/** Grey pictures of 1, 2 or 4 bits a pixel keep several pixels in a byte, each row from a new byte. */
function unpacked(png: DecodedPng, depth: number): Uint8Array {
  const levels = new Uint8Array(png.width * png.height)
  const rowBytes = Math.ceil((png.width * depth) / 8)
  const highest = 2 ** depth - 1
  for (let row = 0; row < png.height; row++) {
    for (let column = 0; column < png.width; column++) {
      const bit = column * depth
      const byte = png.data[row * rowBytes + (bit >> 3)] ?? 0
      levels[row * png.width + column] = (((byte >> (8 - depth - (bit & 7))) & highest) * 255) / highest
    }
  }
  return levels
}

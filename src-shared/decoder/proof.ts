import type { Found } from './attempts.ts'
import { errorCorrected } from './engine.ts'
import type { Decoded } from './engine.ts'

/**
 * The codes of a single picture that count. A symbol that corrects its errors does; a linear code, for which a camera
 * would need two equal frames, must be read alike from different pixels: turned, scaled, or by another engine's black and white.
 * So must a Micro QR by the script engine, which takes part of other textures for one.
 */
export function provenCodes(found: readonly Found[]): readonly Decoded[] {
  return found.filter((one) => provesItself(one.decoded) || found.some((other) => confirms(other, one))).map(({ decoded }) => decoded)
}

function provesItself({ format, engine }: Decoded): boolean {
  return errorCorrected.has(format) && !(format === 'MicroQRCode' && engine === 'script')
}

function confirms(other: Found, one: Found): boolean {
  return other.pixels !== one.pixels && other.decoded.format === one.decoded.format && other.decoded.text === one.decoded.text
}

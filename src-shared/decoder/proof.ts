import type { Found } from './attempts.ts'
import { errorCorrected } from './engine.ts'
import type { Decoded } from './engine.ts'

/**
 * The readings of one frame that can be believed. Most symbols that correct their errors prove themselves. What does not must be
 * read alike from other pixels (turned, scaled, by our own reader) or in an earlier frame:
 * - PDF417 by the two engines, which correct so many errors of a bad picture that now and then they make up a content;
 * - Micro QR by the script engine, which takes a part of other textures for one, and the smallest by either: it corrects nothing;
 * - of a single picture a linear code, for which a camera would need two equal frames.
 */
export function provenCodes(
  found: readonly Found[],
  isSinglePicture: boolean,
  isReadBefore: (decoded: Decoded) => boolean,
): readonly Decoded[] {
  return found
    .filter((one) => provesItself(one.decoded, isSinglePicture) || isReadBefore(one.decoded) || found.some((other) => confirms(other, one)))
    .map(({ decoded }) => decoded)
}

/** Version M1 holds up to five digits, and a few bits that tell some errors and correct none (ISO/IEC 18004, Micro QR). */
const longestOfSmallest = 5

function provesItself({ format, engine, bytes }: Decoded, isSinglePicture: boolean): boolean {
  if (format === 'PDF417' || format === 'CompactPDF417') return engine === 'bars'
  if (format === 'MicroQRCode') return engine !== 'script' && bytes.length > longestOfSmallest
  return errorCorrected.has(format) || !isSinglePicture
}

function confirms(other: Found, one: Found): boolean {
  return other.pixels !== one.pixels && contentOf(other.decoded) === contentOf(one.decoded)
}

/** The bytes and what they were written as; the two forms of PDF417 are one. */
export function contentOf({ format, bytes }: Decoded): string {
  return `${format === 'CompactPDF417' ? 'PDF417' : format} ${bytes.join(',')}`
}

/** Codes 0–46 of the alphabet of both barcode types (policy formats §1.5); Cyrillic Е stands at 19, the plain apostrophe at 3. */
const LETTERS = " .-'0123456789АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЬЪЫЭЮЯ"

export const PADDING_CODE = 0
/** `|`, the only delimiter. */
export const DELIMITER_CODE = 63

const codeOf = new Map([...LETTERS].map((letter, code) => [letter, code]))

/** The character of a code, or null for the reserved codes 47–62 and the delimiter. */
export function sixBitLetter(code: number): string | null {
  return LETTERS[code] ?? null
}

/** The code of a character, `|` included, or null where the alphabet has none (Latin and lower case letters among others). */
export function sixBitCode(letter: string): number | null {
  return letter === '|' ? DELIMITER_CODE : (codeOf.get(letter) ?? null)
}

/** Codes of a big-endian bit stream, 4 for every 3 bytes: type 02 (policy formats §1.3). */
export function codesFromBigEndian(bytes: Uint8Array): number[] {
  const codes: number[] = []
  for (let bit = 0; bit + 6 <= bytes.length * 8; bit += 6) {
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0)
    codes.push((pair >> (10 - (bit & 7))) & 63)
  }
  return codes
}

/** Codes of bytes read as one little-endian integer, lowest six bits first: type 01 (policy formats §1.4). */
export function codesFromLittleEndian(bytes: Uint8Array): number[] {
  const codes: number[] = []
  for (let bit = 0; bit + 6 <= bytes.length * 8; bit += 6) {
    const pair = ((bytes[(bit >> 3) + 1] ?? 0) << 8) | (bytes[bit >> 3] ?? 0)
    codes.push((pair >> (bit & 7)) & 63)
  }
  return codes
}

/** The reverse of `codesFromBigEndian`; the number of codes is a multiple of 4. */
export function bigEndianFromCodes(codes: readonly number[]): Uint8Array {
  const bytes = new Uint8Array((codes.length * 6) / 8)
  codes.forEach((code, index) => {
    const bit = index * 6
    const shifted = code << (10 - (bit & 7))
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (shifted >> 8)
    if ((bit & 7) > 2) bytes[(bit >> 3) + 1] = shifted & 255
  })
  return bytes
}

/** The reverse of `codesFromLittleEndian`; the number of codes is a multiple of 4. */
export function littleEndianFromCodes(codes: readonly number[]): Uint8Array {
  const bytes = new Uint8Array((codes.length * 6) / 8)
  codes.forEach((code, index) => {
    const bit = index * 6
    const shifted = code << (bit & 7)
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (shifted & 255)
    if ((bit & 7) > 2) bytes[(bit >> 3) + 1] = shifted >> 8
  })
  return bytes
}

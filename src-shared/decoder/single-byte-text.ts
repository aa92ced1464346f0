/** What windows-1252 has in place of the control characters 80–9F; a dot marks the five places it leaves to the control character itself. */
const places80to9F = '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ'

const byteOfLetter = new Map<number, number>(
  [...places80to9F].flatMap((letter, index) => (letter === '.' ? [] : [[letter.codePointAt(0) ?? 0, 0x80 + index] as const])),
)

/**
 * Gives back the bytes of a text that was decoded as ISO 8859-1 or windows-1252; which of the two a `TextDecoder` uses
 * under the name «iso-8859-1» differs between runtimes, and both are undone here. Null where a character comes from neither.
 */
export function bytesOfSingleByteText(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    const byte = unit <= 0xff ? unit : byteOfLetter.get(unit)
    if (byte === undefined) return null
    bytes[index] = byte
  }
  return bytes
}

/** UTF-8 bytes; a lone surrogate becomes U+FFFD. */
export function utf8Bytes(text: string): Uint8Array {
  const escaped = encodeURIComponent(text.toWellFormed())
  const bytes: number[] = []
  for (let index = 0; index < escaped.length; index++) {
    if (escaped[index] === '%') {
      bytes.push(Number.parseInt(escaped.slice(index + 1, index + 3), 16))
      index += 2
    } else {
      bytes.push(escaped.charCodeAt(index))
    }
  }
  return Uint8Array.from(bytes)
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const sextetOf = new Map([...BASE64].map((letter, sextet) => [letter, sextet]))

/** Bytes of an even number of hex digits, either case. Expects nothing else. */
export function bytesFromHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2)
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16)
  return bytes
}

/** Bytes of a base64 text with or without padding; null for other characters and for lengths that base64 cannot have. */
export function bytesFromBase64(text: string): Uint8Array | null {
  const letters = text.replace(/=+$/, '')
  if (letters.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((letters.length * 6) / 8))
  let bits = 0
  let held = 0
  let next = 0
  for (const letter of letters) {
    const sextet = sextetOf.get(letter)
    if (sextet === undefined) return null
    bits = ((bits << 6) | sextet) & 0xffff
    held += 6
    if (held < 8) continue
    held -= 8
    bytes[next] = (bits >> held) & 255
    next += 1
  }
  return bytes
}

/** The text of UTF-8 bytes without control characters other than tab and line ends; null for other bytes. */
export function textFromUtf8(bytes: Uint8Array): string | null {
  let escaped = ''
  for (const byte of bytes) {
    if ((byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte === 0x7f) return null
    escaped += `%${byte.toString(16).padStart(2, '0')}`
  }
  try {
    return decodeURIComponent(escaped)
  } catch {
    return null
  }
}

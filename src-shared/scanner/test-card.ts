/** A code of the scanner's test card. It is nobody's policy and begins with letters that no policy has. */
export interface TestCode {
  readonly id: 'linear' | 'square' | 'stacked'
  readonly symbology: 'Code128' | 'QRCode' | 'PDF417'
  readonly bytes: Uint8Array
}

/** Begins every code of the card. */
export const testMark = 'POLIS-DESK'

/** Each code tests what is at risk in its kind: digits and letters of both cases; every sign of a keyboard; bytes without a key. */
export const testCodes: readonly TestCode[] = [
  { id: 'linear', symbology: 'Code128', bytes: ascii(`${testMark} 0123456789 AZyz`) },
  { id: 'square', symbology: 'QRCode', bytes: ascii(`${testMark} ${signs()}`) },
  { id: 'stacked', symbology: 'PDF417', bytes: allBytes() },
]

/** True for the content of the test card, whole. */
export function testCodeOf(bytes: Uint8Array): TestCode | null {
  return testCodes.find((code) => code.bytes.length === bytes.length && code.bytes.every((byte, place) => byte === bytes[place])) ?? null
}

/** Every character that has a key of its own, the space left out at both ends. */
function signs(): string {
  return Array.from({ length: 0x7e - 0x20 }, (_, place) => String.fromCharCode(0x21 + place)).join('')
}

/** As many bytes as a paper policy has: control bytes first, then bytes above ASCII, which a keyboard cannot type. */
function allBytes(): Uint8Array {
  const bytes = new Uint8Array(130)
  const head = ascii(`${testMark} 417`)
  bytes.set(head)
  for (let place = head.length; place < bytes.length; place += 1) {
    const step = place - head.length
    bytes[place] = step < 32 ? step : 0x7f + (step - 32)
  }
  return bytes
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

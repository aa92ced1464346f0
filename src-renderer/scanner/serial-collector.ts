/** A code is whole when nothing more has come for so many milliseconds (policy formats §1.8). */
export const serialPause = 300
/** A text that ends with a line end is whole sooner. */
const pauseAfterLine = 60
/** More than any code holds: something else than a scanner is connected, or its speed is another one. */
const mostBytes = 8_000

/** Gathers the bytes of one code; knows no clock. */
export interface SerialCollector {
  add(chunk: Uint8Array): void
  /** A part was damaged on its way: wrong speed, bad cable. */
  spoil(): void
  /** How many milliseconds of silence end what was gathered; null while there is nothing. */
  pause(): number | null
  /** Ends it. The bytes as they came, `noise` where they were damaged, null where nothing had come. */
  end(): Uint8Array | 'noise' | null
}

/** Never cuts at CR, LF, 00 or 1A: they may be bytes of a policy (policy formats §1.10). */
export function openSerialCollector(): SerialCollector {
  let bytes: number[] = []
  let isSpoiled = false
  return {
    add(chunk) {
      if (bytes.length + chunk.length > mostBytes) isSpoiled = true
      else for (const byte of chunk) bytes.push(byte)
    },
    spoil() {
      isSpoiled = true
    },
    pause() {
      if (bytes.length === 0 && !isSpoiled) return null
      return isLine(bytes) ? pauseAfterLine : serialPause
    },
    end() {
      const gathered = isSpoiled ? 'noise' : bytes.length === 0 ? null : Uint8Array.from(bytes)
      bytes = []
      isSpoiled = false
      return gathered
    },
  }
}

/** Text with its line end. The bytes of a policy begin with 01 or 02 and are no text. */
function isLine(bytes: readonly number[]): boolean {
  const last = bytes.at(-1)
  return (last === 0x0d || last === 0x0a) && bytes.every((byte) => byte >= 0x20 || byte === 0x0d || byte === 0x0a || byte === 0x09)
}

import type { Shown } from '../../src-shared/contract.ts'
import { isUsable, symbologyIdentifier, type ReadThing } from './read-scan.ts'
import { shownFromBytes } from './shown-from-bytes.ts'

/**
 * What a serial scanner showed. Bytes stay as they are; intake drops a line end at 131 and 132 bytes, and two policies in one
 * buffer are an error. The same text twice is one.
 */
export function shownFromSerial(gathered: Uint8Array | 'noise', read: ReadThing): Shown {
  if (gathered === 'noise') return { unread: 'serial-noise' }
  const whole = shownFromBytes(gathered)
  if (isUsable(read(whole))) return whole
  const text = textOf(gathered)
  if (text === null) return whole
  const lines = text.split(/[\r\n\t]+/).filter((line) => line.trim() !== '')
  const [first] = lines
  if (first === undefined) return { unread: 'nothing-read' }
  const once = lines.every((line) => line === first) ? first : text
  const found = [once, once.replace(symbologyIdentifier, '')].find((candidate) => isUsable(read({ text: candidate, scanned: true })))
  return { text: found ?? once, scanned: true }
}

/** The text of bytes that hold no control characters: UTF-8, or the code page of Russian Windows; null for others. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const text = new TextDecoder('windows-1251').decode(bytes)
    return /^[\p{Script=Cyrillic}\p{ASCII}№«»]+$/u.test(text) ? text : null
  }
}

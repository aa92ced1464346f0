import type { Shown } from '../../src-shared/contract.ts'
import { BARCODE_LENGTH } from '../../src-shared/policy/barcode-layout.ts'
import { isUsable, symbologyIdentifier, type ReadThing } from './read-scan.ts'
import { isMarkedGoods, looksLikeRemains } from './remains.ts'
import { textFromSerial } from './serial-text.ts'
import { shownFromBytes } from './shown-from-bytes.ts'
import { holdsTwoCodes } from './two-codes.ts'

const STX = 0x02
const ETX = 0x03

/**
 * What a serial scanner showed. Bytes stay as they are; intake drops a line end at 131 and 132 bytes, and two policies in one
 * buffer are an error. The same text twice is one. Bytes that are no text are a policy, whole or with losses: never another code.
 */
export function shownFromSerial(gathered: Uint8Array | 'noise', read: ReadThing): Shown {
  if (gathered === 'noise') return { unread: 'serial-noise' }
  const policy = [gathered, ...withoutFrame(gathered)].map(shownFromBytes).find((bytes) => read(bytes)?.kind === 'policy-barcode')
  if (policy !== undefined) return policy
  const text = textFromSerial(unframedText(gathered))
  return text === null ? shownFromNoText(gathered, read) : shownFromText(text, read)
}

function shownFromText(text: string, read: ReadThing): Shown {
  const lines = text.split(/[\r\n\t]+/).filter((line) => line.trim() !== '')
  const [first] = lines
  if (first === undefined) return { unread: 'nothing-read' }
  const once = lines.every((line) => line === first) ? first : text
  if (holdsTwoCodes(once, (part) => isUsable(read({ text: part, scanned: true })))) return { unread: 'two-scans' }
  const found = [once, once.replace(symbologyIdentifier, '')].find((candidate) => isUsable(read({ text: candidate, scanned: true })))
  const shown: Shown = { text: found ?? once, scanned: true }
  return found === undefined && isOtherCode(shown, read) && looksLikeRemains(once) ? { unread: 'serial-noise' } : shown
}

function shownFromNoText(bytes: Uint8Array, read: ReadThing): Shown {
  const shown = shownFromBytes(bytes)
  if (!isOtherCode(shown, read)) return shown
  return isMarkedGoods(String.fromCharCode(...bytes)) ? shown : { unread: 'serial-noise' }
}

/** A named failure of a structured code tells more than that something was damaged. */
function isOtherCode(shown: Shown, read: ReadThing): boolean {
  const item = read(shown)
  return item?.kind === 'unrecognised' && item.reason === 'not-a-policy-code'
}

/** The bytes of a policy without what a scanner sets before and after: the kind of code, STX and ETX. Only whole ones. */
function withoutFrame(bytes: Uint8Array): readonly Uint8Array[] {
  const named = symbologyIdentifier.test(String.fromCharCode(...bytes.subarray(0, 3))) ? [bytes.subarray(3)] : []
  const framed = bytes[0] === STX && bytes[BARCODE_LENGTH + 1] === ETX ? [bytes.subarray(1, BARCODE_LENGTH + 1)] : []
  return [...named, ...framed].filter(({ length }) => length >= BARCODE_LENGTH)
}

/** A text between STX and ETX, wherever the line end stands. */
function unframedText(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== STX) return bytes
  const end = bytes.lastIndexOf(ETX)
  const rest = end === -1 ? [] : bytes.subarray(end + 1)
  return end > 0 && rest.every((byte) => byte === 0x0d || byte === 0x0a) ? bytes.subarray(1, end) : bytes
}

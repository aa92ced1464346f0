import type { Shown } from '../../src-shared/contract.ts'
import type { Item } from '../../src-shared/intake/item.ts'
import { BARCODE_LENGTH } from '../../src-shared/policy/barcode-layout.ts'
import { looksLikeRemains } from './remains.ts'
import { shownFromBytes } from './shown-from-bytes.ts'
import type { ScanContent } from './scan-content.ts'
import { holdsTwoCodes } from './two-codes.ts'

/** No code holds more: a key of the scanner hangs, or something else types. */
const mostCharacters = 8_000

/** «]C1», «]Q3», «]L0»: some scanners tell the kind of code before its content. */
export const symbologyIdentifier = /^\][A-Za-z][0-9A-Za-z]/

/** How a thing would be read; the desk's own reading. */
export type ReadThing = (shown: Shown) => Item | null

/**
 * What a keyboard-mode scanner showed. The keys' places decide; what the layout made of them serves only where they give nothing
 * at all. A code of a policy that came through with losses is `mangled`, which is an answer of its own and never «not a policy».
 */
export function shownFromScan(scan: ScanContent, read: ReadThing): Shown {
  const { bytes, lost } = scan
  if (bytes.length > mostCharacters) return { unread: 'too-long' }
  if (bytes.length === 0) return { unread: lost > 0 ? 'mangled' : 'nothing-read' }
  return isText(bytes) ? shownFromText(scan, read) : shownFromBinary(scan, read)
}

function shownFromText(scan: ScanContent, read: ReadThing): Shown {
  if (scan.lost > 0) return shownFromTyped(scan, read)
  const text = String.fromCharCode(...scan.bytes).replaceAll('\r', '\n')
  if (holdsTwoCodes(text, (part) => isUsable(read({ text: part, scanned: true })))) return { unread: 'two-scans' }
  const byPlace: Shown = { text, scanned: true }
  const item = read(byPlace)
  if (isUsable(item)) return byPlace
  const others = [text.replace(symbologyIdentifier, ''), scan.typed].filter((other) => other !== text)
  const usable = others.find((other) => isUsable(read({ text: other, scanned: true })))
  if (usable !== undefined) return { text: usable, scanned: true }
  return !isDamagedCode(item) && looksLikeRemains(text) ? { unread: 'mangled' } : byPlace
}

/** Letters whose keys a remote desktop hides have no place: what they have typed is all there is. */
function shownFromTyped({ typed, unwritten }: ScanContent, read: ReadThing): Shown {
  const shown: Shown = { text: typed, scanned: true }
  return unwritten === 0 && isUsable(read(shown)) ? shown : { unread: 'mangled' }
}

/**
 * Bytes that are no text are the code of a paper policy, whole or with losses. A line end that came last may be the scanner's
 * suffix or the last byte of the signature: only a length that leaves no doubt is taken.
 */
function shownFromBinary({ bytes, lost }: ScanContent, read: ReadThing): Shown {
  const whole = shownFromBytes(Uint8Array.from(bytes))
  if (lost === 0 && bytes.length === BARCODE_LENGTH && isUsable(read(whole))) return whole
  const item = read(whole)
  if (item?.kind === 'unrecognised' && item.detail === 'two-scans') return whole
  return { unread: 'mangled' }
}

/** Line ends and tabs, and the separators of trade codes (GS and its kin, EOT), stand in texts as well. */
const textControls = new Set([0x09, 0x0a, 0x0d, 0x04, 0x1c, 0x1d, 0x1e, 0x1f])

function isText(bytes: readonly number[]): boolean {
  return bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || textControls.has(byte))
}

/** True where something was read that a check can be asked with. */
export function isUsable(item: Item | null): boolean {
  return item !== null && item.kind !== 'unrecognised'
}

/** A named failure of a structured code tells more than that something was lost. */
function isDamagedCode(item: Item | null): boolean {
  return item?.kind === 'unrecognised' && item.reason !== 'not-a-policy-code'
}

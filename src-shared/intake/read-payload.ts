import { decodePolicyBarcode } from '../policy/barcode.ts'
import { BARCODE_LENGTH } from '../policy/barcode-layout.ts'
import type { Item } from './item.ts'
import { unread } from './problem-detail.ts'
import type { ReadOptions } from './read-options.ts'

const CARRIAGE_RETURN = 0x0d
const LINE_FEED = 0x0a

/** Reads bytes that are meant as the payload of a policy barcode; every failure is a named `misread` (policy formats §1.8, §1.10). */
export function readPayload(bytes: Uint8Array, { today }: Pick<ReadOptions, 'today'>): Item {
  const payload = withoutSuffix(bytes)
  if (isTwoScans(payload)) return unread('misread', 'two-scans')
  const decoded = decodePolicyBarcode(payload, { today })
  return decoded.ok ? decoded.value : unread('misread', decoded.error.detail, decoded.error.params)
}

/** True where bytes can be nothing but a policy payload, whole or damaged: by their first byte or by a length near 130 or twice 130. */
export function looksLikePayload(bytes: Uint8Array): boolean {
  return isTypeByte(bytes[0]) || Math.abs(bytes.length - BARCODE_LENGTH) <= 10 || Math.abs(bytes.length - 2 * BARCODE_LENGTH) <= 5
}

export function isTypeByte(byte: number | undefined): boolean {
  return byte === 1 || byte === 2
}

/** Two payloads, each with or without a line end. */
function isTwoScans(bytes: Uint8Array): boolean {
  const second = bytes.subarray(BARCODE_LENGTH + lineEndAt(bytes, BARCODE_LENGTH))
  const left = second.length - BARCODE_LENGTH
  return isTypeByte(bytes[0]) && isTypeByte(second[0]) && left >= 0 && left === lineEndAt(second, BARCODE_LENGTH)
}

/** How many bytes of CR, LF or CR LF stand at an offset: 0–2. */
function lineEndAt(bytes: Uint8Array, offset: number): number {
  if (bytes[offset] === CARRIAGE_RETURN) return bytes[offset + 1] === LINE_FEED ? 2 : 1
  return bytes[offset] === LINE_FEED ? 1 : 0
}

/** Drops a scanner's line end, and only at the lengths that show there is one: a payload of 130 bytes may end in CR or LF itself. */
function withoutSuffix(bytes: Uint8Array): Uint8Array {
  const last = bytes.at(-1)
  if (bytes.length === BARCODE_LENGTH + 1 && (last === CARRIAGE_RETURN || last === LINE_FEED)) return bytes.subarray(0, BARCODE_LENGTH)
  const crlf = bytes.at(-2) === CARRIAGE_RETURN && last === LINE_FEED
  return bytes.length === BARCODE_LENGTH + 2 && crlf ? bytes.subarray(0, BARCODE_LENGTH) : bytes
}

import { plainText } from '../identity/fold.ts'
import { BARCODE_LENGTH } from '../policy/barcode-layout.ts'
import { bytesFromBase64, bytesFromHex } from './byte-texts.ts'
import type { Item } from './item.ts'
import { unread } from './problem-detail.ts'
import type { Matcher, ReadOptions } from './read-options.ts'
import { isTypeByte, looksLikePayload, readPayload } from './read-payload.ts'

/** Shorter texts are no damaged payload but something else. */
const SHORTEST_HEX = 40
const SHORTEST_BASE64 = 60
const BASE64_LENGTHS = new Set([174, 176])

/** The barcode of a paper policy as text: bytes one to one, hex, base64, in this order (policy formats §1.8). */
export const matchPayload: Matcher = ({ raw }, options) => {
  if (hasControlStart(raw)) return readByteText(raw, options)
  const compact = plainText(raw).replace(/\s/g, '')
  return matchHex(compact, options) ?? matchBase64(raw.trim(), options)
}

/** A payload that came through one character a byte begins with the control character 1 or 2, which nobody types. */
function hasControlStart(raw: string): boolean {
  if (isTypeByte(raw.charCodeAt(0))) return true
  const nearLength = raw.length >= BARCODE_LENGTH && raw.length <= BARCODE_LENGTH + 2
  // eslint-disable-next-line no-control-regex -- control characters are what this looks for
  return nearLength && /[\x00-\x08\x0e-\x1f]/.test(raw)
}

function readByteText(raw: string, options: ReadOptions): Item {
  const codes = Array.from(raw, (character) => character.codePointAt(0) ?? 0)
  return codes.every((code) => code <= 0xff) ? readPayload(Uint8Array.from(codes), options) : unread('misread', 'mangled')
}

function matchHex(compact: string, options: ReadOptions): Item | null {
  if (compact.length < SHORTEST_HEX) return null
  const meantAsPayload = /^0[12]/.test(compact)
  if (/^[0-9a-fA-F]+$/.test(compact)) {
    const nearLength = Math.abs(compact.length - 2 * BARCODE_LENGTH) <= 20
    if (!nearLength && !(meantAsPayload && /[a-f]/i.test(compact))) return null
    if (compact.length % 2 === 1) return unread('misread', 'hex-odd', { digits: String(compact.length) })
    return readPayload(bytesFromHex(compact), options)
  }
  if (!/^(0x|\\x|["'({[])?[0OОo][12]/i.test(compact) || compact.length < 200) return null
  const others = compact.replace(/[0-9a-fA-F]/g, '').length
  const pairs = compact.replace(/0x|\\x|[^0-9a-fA-F]/gi, '').length
  const separated = Math.abs(pairs - 2 * BARCODE_LENGTH) <= 20
  return separated || others <= compact.length / 10 ? unread('misread', 'hex-other-characters') : null
}

/** Line breaks may stand inside base64, spaces may not: a sentence is no code. The spelling for URLs counts too. Caps Lock swaps the case of a keyboard scanner's text. */
function matchBase64(text: string, options: ReadOptions): Item | null {
  const compact = text
    .replace(/[\r\n]/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
  if (compact.length < SHORTEST_BASE64 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return null
  if (compact.startsWith('a')) {
    const item = fromBase64(swapCase(compact), options)
    if (item?.kind === 'policy-barcode') return item
  }
  return fromBase64(compact, options)
}

function fromBase64(compact: string, options: ReadOptions): Item | null {
  const bytes = bytesFromBase64(compact)
  const meantAsPayload = /^A[Q-Za-v]/.test(compact)
  if (bytes === null) return meantAsPayload ? unread('misread', 'base64-broken', { received: String(compact.length) }) : null
  const wholeLength = BASE64_LENGTHS.has(compact.length) && looksLikePayload(bytes)
  return meantAsPayload || wholeLength ? readPayload(bytes, options) : null
}

function swapCase(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
}

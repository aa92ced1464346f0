import { unread } from './problem-detail.ts'
import type { Matcher } from './read-options.ts'

const LONGEST = 300
/** What single-byte code pages have above ASCII besides the letters, quotes and dashes that people write. */
const CODE_PAGE_SIGNS = /[ЂЃѓ†‡‰Љ‹ЊЌЋЏђ™љ›њќћџЈ¤Ґ¦§©¬®±ґµ¶јЅѕ¡¢£¥¨ª¯²³¸¹¼½¾¿×÷ˆ˜Œœ]/gu
const ENOUGH_SIGNS = 4

/**
 * The bytes of a policy barcode typed by a scanner that works as a keyboard: control bytes are lost, the others come as letters
 * and signs of a code page (policy formats §1.8). Such a text is misread, not foreign; it cannot be put together again.
 */
export const matchMangled: Matcher = ({ raw }) => {
  if (raw.length < 30 || raw.length > LONGEST) return null
  return new Set(raw.match(CODE_PAGE_SIGNS) ?? []).size >= ENOUGH_SIGNS ? unread('misread', 'mangled') : null
}

import type { Shown } from '../../src-shared/contract.ts'
import type { PictureCode } from './picture-messages.ts'

/** A code that a camera, a picture or a scanner gave, as the contract takes it: readable text as text, anything else as its bytes. */
export function shownFromCode(code: Pick<PictureCode, 'bytes' | 'text'>): Shown {
  const readable = code.bytes.every((byte) => byte >= 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09)
  return readable && code.text !== ''
    ? { text: code.text, scanned: true }
    : { base64: btoa(String.fromCharCode(...code.bytes)), scanned: true }
}

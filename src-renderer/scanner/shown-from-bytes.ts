import type { Shown } from '../../src-shared/contract.ts'

/** Bytes as a device sent them, as the contract takes them. */
export function shownFromBytes(bytes: Uint8Array): Extract<Shown, { readonly base64: string }> {
  let letters = ''
  for (const byte of bytes) letters += String.fromCharCode(byte)
  return { base64: btoa(letters), scanned: true }
}

import { testCodes, testMark, type TestCode } from '../../src-shared/scanner/test-card.ts'
import type { KeyboardLayout, ScanContent, ScanSuffix } from './scan-content.ts'

/** How one code of the test card came through. */
export interface Diagnosis {
  readonly code: TestCode['id']
  readonly mode: 'keyboard' | 'serial'
  /** Characters or bytes that did not arrive, of how many. */
  readonly lost: number
  readonly length: number
  /** Capital and small letters are exchanged, although the places of the keys are right: the scanner itself does it. */
  readonly caseSwapped: boolean
  /** Characters arrived as others: the scanner is set to the keyboard of another country. */
  readonly replaced: number
  /** What stood before or after the code and does not belong to it. */
  readonly extra: number
  /** Only of a keyboard. */
  readonly keyboard: {
    readonly layout: KeyboardLayout
    readonly suffix: ScanSuffix
    readonly doubled: boolean
    readonly capsLock: boolean
    /** Milliseconds from key to key, in the middle and at most. */
    readonly gap: number
    readonly longestGap: number
  } | null
}

export type ScannerAdvice = 'serial-or-hex' | 'country' | 'case' | 'twice' | 'slower' | 'suffix' | 'extra' | 'fine'

/** So many letters of the mark that begins every code must be there, or it is something else. */
const leastOfMark = 8
/** What arrived consists of the code in order, with few strangers in between. */
const leastAgreement = 0.75

/** What a keyboard-mode scan of the test card tells; null where something else was scanned. */
export function diagnoseKeyboard(scan: ScanContent): Diagnosis | null {
  const { layout, suffix, doubled, capsLock, gap, longestGap } = scan
  const keyboard = { layout, suffix, doubled, capsLock, gap, longestGap }
  const found = findCode(scan.bytes)
  return found === null ? null : { ...found, mode: 'keyboard', keyboard }
}

/** What a serial scan of the test card tells; null where something else was scanned. */
export function diagnoseSerial(bytes: Uint8Array): Diagnosis | null {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === 0x0d || bytes[end - 1] === 0x0a)) end -= 1
  const found = findCode([...bytes.subarray(0, end)])
  return found === null ? null : { ...found, mode: 'serial', keyboard: null }
}

/** What to do about it, most important first; `fine` alone where there is nothing to do. */
export function adviceFor({ code, mode, lost, replaced, extra, caseSwapped, keyboard }: Diagnosis): readonly ScannerAdvice[] {
  const advice: ScannerAdvice[] = []
  if (caseSwapped) advice.push('case')
  if (replaced > 0) advice.push('country')
  if (lost > 0) advice.push(code === 'stacked' && mode === 'keyboard' ? 'serial-or-hex' : 'slower')
  if (keyboard?.doubled === true) advice.push('twice')
  if (extra > 0) advice.push('extra')
  if (keyboard?.suffix === 'none') advice.push('suffix')
  return advice.length === 0 ? ['fine'] : advice
}

/** True where codes come through whole; a missing suffix costs a moment and nothing else. */
export function isWhole({ lost, replaced, caseSwapped }: Diagnosis): boolean {
  return lost === 0 && replaced === 0 && !caseSwapped
}

type Found = Pick<Diagnosis, 'code' | 'lost' | 'length' | 'caseSwapped' | 'replaced' | 'extra'>

function findCode(received: readonly number[]): Found | null {
  if (!beginsWithMark(received)) return null
  let best: { readonly found: Found; readonly agreeing: number } | null = null
  for (const code of testCodes) {
    const expected = [...code.bytes]
    const asItIs = agreement(expected, received)
    const swapped = agreement(expected, received.map(swapCase))
    const caseSwapped = swapped > asItIs
    const agreeing = Math.max(asItIs, swapped)
    if (agreeing < received.length * leastAgreement || (best !== null && best.agreeing >= agreeing)) continue
    const missing = expected.length - agreeing
    const strange = received.length - agreeing
    const replaced = Math.min(missing, strange)
    const found = { code: code.id, length: expected.length, lost: missing - replaced, replaced, extra: strange - replaced, caseSwapped }
    best = { found, agreeing }
  }
  return best?.found ?? null
}

/** Scanners may add something before a code, and lose or exchange letters. */
function beginsWithMark(received: readonly number[]): boolean {
  const mark = Array.from(testMark, (character) => character.charCodeAt(0))
  const head = received.slice(0, 2 * mark.length)
  return Math.max(agreement(mark, head), agreement(mark, head.map(swapCase))) >= leastOfMark
}

function swapCase(byte: number): number {
  const isLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
  return isLetter ? byte ^ 0x20 : byte
}

/** Length of the longest common subsequence: how much of the one is in the other, in order. */
function agreement(one: readonly number[], other: readonly number[]): number {
  let before = new Uint16Array(other.length + 1)
  for (const byte of one) {
    const row = new Uint16Array(other.length + 1)
    for (let place = 1; place <= other.length; place += 1) {
      row[place] = byte === other[place - 1] ? (before[place - 1] ?? 0) + 1 : Math.max(before[place] ?? 0, row[place - 1] ?? 0)
    }
    before = row
  }
  return before[other.length] ?? 0
}

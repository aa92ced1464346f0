import { describe, expect, it } from 'vitest'
import { adviceFor, diagnoseKeyboard, diagnoseSerial, isWhole, type Diagnosis } from '../../../src-renderer/scanner/diagnosis.ts'
import type { ScanContent } from '../../../src-renderer/scanner/scan-content.ts'
import { testCodeOf, testCodes } from '../../../src-shared/scanner/test-card.ts'
import { readItem } from '../../../src-shared/intake/read-item.ts'
import barcodes from '../../vectors/policy/barcode.json' with { type: 'json' }

const [linear, square, stacked] = testCodes.map(({ bytes }) => [...bytes])

function content(bytes: readonly number[], parts: Partial<ScanContent> = {}): ScanContent {
  const usual = {
    lost: 0,
    unwritten: 0,
    suffix: 'cr',
    doubled: false,
    typed: '',
    layout: 'latin',
    capsLock: false,
    gap: 5,
    longestGap: 9,
  } as const
  return { ...usual, bytes, ...parts }
}

function diagnosed(bytes: readonly number[] = [], parts: Partial<ScanContent> = {}): Diagnosis {
  const diagnosis = diagnoseKeyboard(content(bytes, parts))
  if (diagnosis === null) throw new Error('not known as the test card')
  return diagnosis
}

describe('the test card', () => {
  it('holds every character with a key, every control byte, and as many bytes as a paper policy', () => {
    expect(new Set(square).size).toBe(0x7f - 0x20)
    expect(new Set(stacked).size).toBeGreaterThan(100)
    for (let byte = 0; byte < 32; byte += 1) expect(stacked).toContain(byte)
    expect(stacked).toHaveLength(130)
  })

  it('is nobody’s policy', () => {
    const options = { today: '2026-11-22', enpCheckDigit: 'warn', uncheckableSnils: 'accept' } as const
    for (const { bytes } of testCodes) {
      expect(readItem({ bytes }, options).kind).toBe('unrecognised')
      expect(testCodeOf(bytes)?.bytes).toBe(bytes)
    }
  })
})

describe('the doctor of scanners', () => {
  it.each(testCodes)('finds nothing wrong where $id came whole', ({ id, bytes }) => {
    const diagnosis = diagnosed([...bytes])
    expect(diagnosis).toMatchObject({ code: id, lost: 0, replaced: 0, extra: 0, caseSwapped: false, mode: 'keyboard' })
    expect(isWhole(diagnosis)).toBe(true)
    expect(adviceFor(diagnosis)).toEqual(['fine'])
    expect(diagnoseSerial(Uint8Array.from([...bytes, 0x0d, 0x0a]))).toMatchObject({ code: id, lost: 0, mode: 'serial' })
  })

  it('counts what a keyboard cannot type of a paper policy', () => {
    const typed = (stacked ?? []).filter((byte) => byte >= 0x20 && byte < 0x7f)
    expect(diagnosed(typed)).toMatchObject({ code: 'stacked', lost: 130 - typed.length })
    const withControls = (stacked ?? []).filter((byte) => byte > 0 && byte < 0x7f)
    const diagnosis = diagnosed(withControls)
    expect(diagnosis).toMatchObject({ code: 'stacked', lost: 130 - withControls.length })
    expect(adviceFor(diagnosis)).toEqual(['serial-or-hex'])
  })

  it('counts lost characters of a code that has keys for all of them', () => {
    const diagnosis = diagnosed((square ?? []).filter((_, place) => place % 10 !== 3))
    expect(diagnosis).toMatchObject({ code: 'square', lost: 11 })
    expect(adviceFor(diagnosis)).toEqual(['slower'])
  })

  it('knows exchanged cases, another country’s keyboard, repetition, added characters, a missing suffix', () => {
    const swapped = (linear ?? []).map((byte) => (/[a-z]/i.test(String.fromCharCode(byte)) ? byte ^ 0x20 : byte))
    expect(adviceFor(diagnosed(swapped))).toEqual(['case'])
    const german = (square ?? []).map((byte) => ({ 0x79: 0x7a, 0x7a: 0x79, 0x59: 0x5a, 0x5a: 0x59, 0x2d: 0x2f })[byte] ?? byte)
    expect(adviceFor(diagnosed(german))).toContain('country')
    expect(adviceFor(diagnosed(linear, { doubled: true }))).toEqual(['twice'])
    expect(adviceFor(diagnosed([...(linear ?? []), 0x58, 0x58]))).toEqual(['extra'])
    expect(adviceFor(diagnosed(linear, { suffix: 'none' }))).toEqual(['suffix'])
  })

  it('leaves every other code to the desk', () => {
    const policy = [...Buffer.from((barcodes.readable[0]?.data ?? '') + barcodes.signature, 'hex')]
    for (const text of ['0056410834000014', 'https://example.org/', 'POLIS', '{"policy":"0056410834000014"}']) {
      expect(diagnoseKeyboard(content([...Buffer.from(text)]))).toBeNull()
      expect(diagnoseSerial(Uint8Array.from(Buffer.from(text)))).toBeNull()
    }
    expect(diagnoseSerial(Uint8Array.from(policy))).toBeNull()
    expect(diagnoseKeyboard(content(policy.filter((byte) => byte > 0 && byte < 0x7f)))).toBeNull()
    expect(diagnoseKeyboard(content([]))).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { readShown } from '../../../src-renderer/desk/reading.ts'
import type { ReadThing } from '../../../src-renderer/scanner/read-scan.ts'
import { shownFromSerial } from '../../../src-renderer/scanner/read-serial.ts'
import barcodes from '../../vectors/policy/barcode.json' with { type: 'json' }
import { randomBytes } from './random-bytes.ts'

const read: ReadThing = (shown) =>
  readShown(shown, { today: '2026-11-22', enpCheckDigit: 'refuse', uncheckableSnils: 'accept', unsaid: [] })
const enp = '0056410834000014'
const otherEnp = '0067150898000420'
const policyBytes = [...Buffer.from((barcodes.readable[0]?.data ?? '') + barcodes.signature, 'hex')]

function sent(bytes: readonly number[] | Uint8Array) {
  return shownFromSerial(Uint8Array.from(bytes), read)
}

function sentText(text: string) {
  return sent(Buffer.from(text))
}

describe('what a serial scanner sent', () => {
  it.each([[[]], [[0x0d]], [[0x0a]], [[0x0d, 0x0a]]])('is a policy with the suffix %j', (suffix) => {
    expect(read(sent([...policyBytes, ...suffix]))).toMatchObject({ kind: 'policy-barcode', enp })
  })

  it('is an error where two policies came in one buffer', () => {
    const shown = sent([...policyBytes, ...policyBytes])
    expect(read(shown)).toMatchObject({ reason: 'misread', detail: 'two-scans' })
  })

  it('is an error where a part is missing', () => {
    expect(read(shownFromSerial(Uint8Array.from(policyBytes.slice(0, 90)), read))).toMatchObject({ reason: 'misread', detail: 'length' })
    expect(read(shownFromSerial(Uint8Array.from(policyBytes.slice(1)), read))).toMatchObject({ reason: 'misread' })
  })

  it.each([`${enp}\r\n`, `${enp}\r\n${enp}\r\n`, `]Q3${enp}\r`])('is a number: %j', (text) => {
    expect(read(shownFromSerial(Uint8Array.from(Buffer.from(text)), read))).toMatchObject({ kind: 'enp', enp, confirm: false })
  })

  it('is a name in UTF-8 and in the code page of Russian Windows', () => {
    const name = { kind: 'name-and-birth-date', familyName: 'ИВАНОВ' }
    expect(read(shownFromSerial(Uint8Array.from(Buffer.from('ИВАНОВ ИВАН 15.03.1985\r\n')), read))).toMatchObject(name)
    const windows = [0xc8, 0xc2, 0xc0, 0xcd, 0xce, 0xc2, 0x20, 0xc8, 0xc2, 0xc0, 0xcd, ...Buffer.from(' 15.03.1985\r\n')]
    expect(read(shownFromSerial(Uint8Array.from(windows), read))).toMatchObject(name)
  })

  it('is noise, or nothing', () => {
    expect(shownFromSerial('noise', read)).toEqual({ unread: 'serial-noise' })
    expect(sent([0x0d, 0x0a])).toEqual({ unread: 'nothing-read' })
  })

  it.each([
    ['STX and ETX', `\u0002${enp}\u0003`],
    ['STX and ETX and a line end', `\u0002${enp}\u0003\r\n`],
    ['STX, a line end and ETX', `\u0002${enp}\r\n\u0003`],
  ])('is a number between %s', (_, text) => {
    expect(read(sentText(text))).toMatchObject({ kind: 'enp', enp, confirm: false })
  })

  it('is a policy after the letters that tell the kind of code, and between STX and ETX', () => {
    expect(read(sent([...Buffer.from(']L0'), ...policyBytes]))).toMatchObject({ kind: 'policy-barcode', enp })
    expect(read(sent([...Buffer.from(']L0'), ...policyBytes, 0x0d, 0x0a]))).toMatchObject({ kind: 'policy-barcode', enp })
    expect(read(sent([2, ...policyBytes, 3]))).toMatchObject({ kind: 'policy-barcode', enp })
    expect(read(sent([2, ...policyBytes, 3, 0x0d, 0x0a]))).toMatchObject({ kind: 'policy-barcode', enp })
    expect(reasonOf(sent([2, ...policyBytes.slice(1), 3]))).toBe('misread')
  })

  it('is badly read, never another code, wherever its beginning or end is missing', () => {
    const random = randomBytes()
    for (let turn = 0; turn < 20; turn++) {
      const policy = [...policyBytes.slice(0, 66), ...random(64)]
      for (let place = 1; place <= 110; place++) {
        expect(reasonOf(sent(policy.slice(place))), `${place} bytes missing`).toBe('misread')
        expect(reasonOf(sent(policy.slice(0, -place))), `${place} bytes missing at the end`).toBe('misread')
      }
    }
  })

  it('is badly read, never another code, where the speed is wrong', () => {
    const random = randomBytes()
    for (let turn = 0; turn < 300; turn++) {
      const bytes = random(20 + (turn % 200))
      expect(reasonOf(sent(bytes))).toBe('misread')
      expect(
        reasonOf(sent(bytes.map((byte) => byte | 0x80))),
        'high bytes only, which the code page of Russian Windows makes letters of',
      ).toBe('misread')
    }
    expect(sent([0xff, 0xff, 0xff, 0xff, 0xff])).toEqual({ unread: 'serial-noise' })
    expect(sent([0xe0, 0xfe, 0x80, 0xf8, 0x00])).toEqual({ unread: 'serial-noise' })
  })

  it.each([
    'https://example.org/sale\r\n',
    '4006381333931\r',
    'ГОСТЕВОЙ ВХОД\r\n',
    'ГОСТЕВОЙ'.normalize('NFD'),
    '0104601234567890215!aB"cd%E\u001d93dGVz\r\n',
  ])('is a clean code of another kind: %j', (text) => {
    expect(reasonOf(sentText(text))).toBe('not-a-policy-code')
  })

  it('is words of another kind in the code page of Russian Windows', () => {
    const words = [0xc3, 0xce, 0xd1, 0xd2, 0xc5, 0xc2, 0xce, 0xc9, 0x20, 0xc2, 0xf5, 0xee, 0xe4, 0x0d]
    expect(reasonOf(sent(words))).toBe('not-a-policy-code')
  })

  it.each([
    ['two policy numbers', `${enp}\r\n${otherEnp}\r\n`],
    ['two policy numbers without anything between', `${enp}${otherEnp}`],
    ['two passports', '0012345678\r\n0087654321\r\n'],
    ['a passport twice without anything between', '00123456780012345678\r'],
    ['two short numbers that would make a long one', '12345\r\n67890\r\n'],
  ])('is two scans: %s', (_, text) => {
    expect(sentText(text)).toEqual({ unread: 'two-scans' })
  })
})

function reasonOf(shown: ReturnType<typeof sent>): string | null {
  if ('unread' in shown) return 'misread'
  const item = read(shown)
  return item?.kind === 'unrecognised' ? item.reason : null
}

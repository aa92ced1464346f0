import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readShown } from '../../../src-renderer/desk/reading.ts'
import { shownFromScan, type ReadThing } from '../../../src-renderer/scanner/read-scan.ts'
import { contentOf } from '../../../src-renderer/scanner/scan-content.ts'
import barcodes from '../../vectors/policy/barcode.json' with { type: 'json' }
import { altEvents, keyOf, keysOf, paced, scanOf, scanOfEvents, special, type Layout } from './strokes.ts'

const read: ReadThing = (shown) =>
  readShown(shown, { today: '2026-11-22', enpCheckDigit: 'refuse', uncheckableSnils: 'accept', unsaid: [] })
const enp = '0056410834000014'
const otherEnp = '0067150898000420'
const policyHex = (barcodes.readable[0]?.data ?? '') + barcodes.signature
const policyBytes = [...Buffer.from(policyHex, 'hex')]

function typed(text: string, layout: Layout = 'latin', capsLock = false) {
  return shownFromScan(contentOf(scanOf(paced(keysOf(text, layout, capsLock), 5)) ?? { keys: [], capsLock: false }), read)
}

/** As a scanner sends bytes in keyboard mode: control bytes as Ctrl and a letter, what has no key in a way of its own. */
function typedBytes(bytes: readonly number[], high: 'alt' | 'nothing' | 'function-key', suffix = '\r') {
  const keys = bytes.flatMap((byte) => {
    if (byte >= 1 && byte < 0x7f) return byte >= 27 && byte < 32 ? [] : [keyOf(String.fromCharCode(byte))]
    return high === 'function-key' ? [special('F5')] : []
  })
  const scan = scanOf(paced([...keys, ...keysOf(suffix)], 5))
  const altScan = scanOfEvents(altEvents(bytes, suffix, 5))
  return shownFromScan(contentOf((high === 'alt' ? altScan : scan) ?? { keys: [], capsLock: false }), read)
}

function shownOfKeys(keys: Parameters<typeof paced>[0]) {
  return shownFromScan(contentOf(scanOf(paced(keys, 5)) ?? { keys: [], capsLock: false }), read)
}

function typedSigns(text: string) {
  return read(shownOfKeys(Array.from(text, (key) => special('', { key }))))
}

function asPolicy(shown: ReturnType<typeof typed>) {
  return read(shown)
}

describe('what a keyboard-mode scanner typed', () => {
  it.each(['latin', 'russian'] as const)('is the same under the %s layout', (layout) => {
    expect(typed(`${enp}\r`, layout)).toEqual({ text: enp, scanned: true })
    expect(read(typed(`${policyHex}\r`, layout))).toMatchObject({ kind: 'policy-barcode', enp })
    expect(read(typed(`${Buffer.from(policyBytes).toString('base64')}\t`, layout, true))).toMatchObject({ kind: 'policy-barcode', enp })
    expect(typed('https://example.org/?q=1\r', layout)).toEqual({ text: 'https://example.org/?q=1', scanned: true })
  })

  it('is the lines of a passport', () => {
    const lines = 'PNRUSIVANOV<<IVAN<IVANOVI3<<<<<<<<<<<<<<<<<<\r0000000000RUS8503150M<<<<<<<0200101000000<66\r'
    expect(read(typed(lines, 'russian'))).toMatchObject({ kind: 'mrz', familyName: 'ИВАНОВ' })
  })

  it('is a Russian name, whichever way the scanner is set', () => {
    const item = { kind: 'name-and-birth-date', familyName: 'ИВАНОВ', givenName: 'ИВАН', birthDate: '1985-03-15' }
    const byPlace = typed('BDFYJD BDFY 15.03.1985\r', 'russian')
    expect(read(byPlace)).toMatchObject(item)
  })

  it('is taken without the letters by which a scanner tells the kind of code', () => {
    expect(typed(`]C1${enp}\r`)).toEqual({ text: enp, scanned: true })
  })

  it('is 130 bytes of a policy where every byte came through', () => {
    expect(asPolicy(typedBytes(policyBytes, 'alt'))).toMatchObject({ kind: 'policy-barcode', enp })
    expect(asPolicy(typedBytes(policyBytes, 'alt', ''))).toMatchObject({ kind: 'policy-barcode', enp })
  })

  it.each(['nothing', 'function-key'] as const)('is mangled where bytes are lost, never something else (%s)', (high) => {
    for (const { data } of barcodes.readable) {
      for (const signature of [barcodes.signature, 'd7f5c1' + barcodes.signature.slice(6)]) {
        expect(typedBytes([...Buffer.from(data + signature, 'hex')], high)).toEqual({ unread: 'mangled' })
      }
    }
  })

  it.each([
    ['the last 60 digits of its hex', policyHex.slice(-60)],
    ['the second half of its base64', Buffer.from(policyBytes).toString('base64').slice(88)],
    ['what has a key, beginning with a bracket', '[dQ9~x!m{5Ty^0pRz'],
    ['what has a key, with few signs', 'd8!uQWpqEtP0v5XKYyOBMocu'],
  ])('is mangled where only a part came: %s', (_, text) => {
    expect(typed(`${text}\r`)).toEqual({ unread: 'mangled' })
  })

  it.each(['latin', 'russian'] as const)('is read by its signs where a remote desktop hides the keys (%s)', (layout) => {
    const mrz = 'PNRUSIVANOV<<IVAN<IVANOVI3<<<<<<<<<<<<<<<<<<\r0000000000RUS8503150M<<<<<<<0200101000000<66\r'
    const hidden = (text: string) => read(shownOfKeys(keysOf(text, layout).map((key) => Object.assign({}, key, { code: '' }))))
    expect(hidden(`${enp}\r${enp}\r`)).toMatchObject({ kind: 'enp', enp })
    expect(hidden(`${policyHex}\r`)).toMatchObject({ kind: 'policy-barcode', enp })
    expect(hidden(mrz)).toMatchObject({ kind: 'mrz', series: '00 00' })
  })

  it('is a name, or a number in other words, where letters have no key', () => {
    expect(typedSigns('ИВАНОВ ИВАН 15.03.1985')).toMatchObject({ kind: 'name-and-birth-date', familyName: 'ИВАНОВ' })
    expect(typedSigns(`Заявка ${enp} принята`)).toMatchObject({ kind: 'enp', confirm: true })
    expect(typedSigns('0012345678АБВ')?.kind).not.toBe('document')
  })

  it('is mangled where one byte of 130 is lost, also where a line end may be taken for its last byte', () => {
    for (let place = 0; place < 130; place += 7) {
      expect(typedBytes(policyBytes.toSpliced(place, 1), 'alt')).toEqual({ unread: 'mangled' })
    }
    expect(typedBytes(policyBytes.slice(0, 129), 'alt', '\r')).toEqual({ unread: 'mangled' })
  })

  it.each(['', '\r', '\r\r'])('is a policy whose last byte is a line end written with Alt, before the suffix %j', (suffix) => {
    expect(read(typedBytes([...policyBytes.slice(0, 129), 0x0d], 'alt', suffix))).toMatchObject({ kind: 'policy-barcode', enp })
  })

  it('is mangled where a function key stands among digits', () => {
    const keys = [...keysOf(enp.slice(0, 8)), special('F7'), ...keysOf(enp.slice(8))]
    expect(shownFromScan(contentOf(scanOf(paced(keys, 5)) ?? { keys: [], capsLock: false }), read)).toEqual({ unread: 'mangled' })
  })

  it('of any bytes of which some are lost never finds a policy', () => {
    const bytes = fc.uint8Array({ minLength: 129, maxLength: 129 })
    fc.assert(
      fc.property(bytes, fc.constantFrom(1, 2), (rest, type) => {
        const item = read(typedBytes([type, ...rest], 'nothing'))
        expect(item?.kind === 'policy-barcode' || item?.kind === 'enp').toBe(false)
      }),
    )
  })

  it.each([
    'https://example.org/path?a=1&b=2&c=3#d',
    '{"id":"12345","name":"example","list":[1,2,3]}',
    'WIFI:T:WPA;S:example;P:password12345;;',
    'BEGIN:VCARD\rVERSION:3.0\rN:Example;Name;;;\rTEL:+70000000000\rEND:VCARD',
    'ST00012|Name=EXAMPLE|PersonalAcc=40702810000000000000|Sum=10000',
    '4006381333931',
  ])('is a clean code of another kind: %s', (text) => {
    const item = read(typed(`${text}\r`))
    expect(item).toMatchObject({ kind: 'unrecognised', reason: 'not-a-policy-code' })
  })

  it.each([
    ['two policy numbers in two lines', `${enp}\r${otherEnp}\r`],
    ['two policy numbers without anything between', `${enp}${otherEnp}\r`],
    ['two passports', '0012345678\r0087654321\r'],
    ['a passport twice without anything between', '00123456780012345678\r'],
    ['two short numbers, which are no long one', '12345\r67890\r'],
    ['two short numbers that would make an ENP', `${enp.slice(0, 8)}\r${enp.slice(8)}\r`],
  ])('is two scans: %s', (_, text) => {
    expect(typed(text)).toEqual({ unread: 'two-scans' })
  })

  it('is too long where a scanner does not stop', () => {
    expect(typed('0a'.repeat(4_001))).toEqual({ unread: 'too-long' })
  })

  it('is nothing where only line ends came', () => {
    expect(shownFromScan(contentOf({ keys: [], capsLock: false }), read)).toEqual({ unread: 'nothing-read' })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looksLikeRemains } from '../../../src-renderer/scanner/remains.ts'
import barcodes from '../../vectors/policy/barcode.json' with { type: 'json' }
import { randomBytes } from './random-bytes.ts'

/** What is printable of a policy with this head, ENP and signature: a scanner that has no keys for the rest. */
function printable(data: string, enp: Uint8Array, signature: Uint8Array): string {
  const bytes = [...Buffer.from(data.slice(0, 6), 'hex'), ...enp, ...Buffer.from(data.slice(18), 'hex'), ...signature]
  return String.fromCharCode(...bytes.filter((byte) => byte >= 0x20 && byte < 0x7f))
}

describe('what may be left of a policy', () => {
  it('is what has a key, of all but one in a thousand policies', () => {
    const random = randomBytes()
    const overlooked: string[] = []
    for (let turn = 0; turn < 5_000; turn++) {
      const { data } = barcodes.readable[turn % barcodes.readable.length] ?? { data: '' }
      const text = printable(data, random(6), random(64))
      if (!looksLikeRemains(text)) overlooked.push(text)
    }
    expect(overlooked.length, overlooked.join('\n')).toBeLessThanOrEqual(5)
  })

  it('is the end of its hex', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 30, maxLength: 30 }),
        fc.integer({ min: 20, max: 60 }),
        fc.boolean(),
        (bytes, digits, small) => {
          const end = Buffer.from(bytes).toString('hex').slice(-digits)
          fc.pre(/[a-f]/.test(end))
          expect(looksLikeRemains(small ? end : end.toUpperCase())).toBe(true)
        },
      ),
    )
  })

  it('is the end of its base64', () => {
    for (const { data } of barcodes.readable) {
      const whole = Buffer.from(data + barcodes.signature, 'hex').toString('base64')
      for (let place = 1; place < whole.length - 40; place += 1) expect(looksLikeRemains(whole.slice(place)), whole.slice(place)).toBe(true)
    }
  })

  it.each([
    'https://example.org/path?a=1&b=2&c=3#d',
    'https://t.me/EXAMPLE_bot?start=a1B2c3D4e5F6g7H8',
    'example.org/sale',
    'name@example.org',
    '{"id":"12345","name":"example","list":[1,2,3]}',
    '<ticket id="A1b2"><day>2026-11-22</day></ticket>',
    'WIFI:T:WPA;S:exAmple;P:paSS!w0rd#1;;',
    'BEGIN:VCARD\nVERSION:3.0\nN:Example;Name;;;\nTEL:+70000000000\nEND:VCARD',
    'ST00012|Name=EXAMPLE|PersonalAcc=40702810000000000000|Sum=10000',
    't=20261122T1200&s=100.00&fn=9999000000000000&i=12&fp=3522207165&n=1',
    '0104601234567890215!aB"cd%E\u001d93dGVz',
    '0104601234567890215!aB"cd%E93dGVz',
    '4006381333931',
    'ГОСТЕВОЙ ВХОД',
    'Example Text 2026, room 5',
    'ABC-12345',
    'INV-2026/11-0042',
    'LOT:A1234 EXP:2027-01',
    '550e8400-e29b-41d4-a716-446655440000',
    '00:1A:2B:3C:4D:5E',
    '+7 (000) 000-00-00',
    'key=value;other=12;third=ab',
  ])('is not a clean code of another kind: %s', (text) => {
    expect(looksLikeRemains(text)).toBe(false)
  })
})

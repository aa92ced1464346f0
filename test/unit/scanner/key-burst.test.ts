import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openKeyBurst } from '../../../src-renderer/scanner/key-burst.ts'
import { contentOf } from '../../../src-renderer/scanner/scan-content.ts'
import type { KeyStroke } from '../../../src-renderer/scanner/physical-keys.ts'
import { altEvents, keyOf, keysOf, paced, scanOf, scanOfEvents, special, type KeyEvent } from './strokes.ts'

const enp = '0056410834000014'
const signs = ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCXYZ[\\]^_`abcxyz{|}~'

function bytesOf(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0))
}

function fatesOf(strokes: readonly KeyStroke[]) {
  const burst = openKeyBurst()
  return strokes.map((stroke) => burst.down(stroke))
}

function gaps(least: number, most: number) {
  return fc.array(fc.integer({ min: least, max: most }), { minLength: 40, maxLength: 40 })
}

function strokesOf(written: string, pauses: readonly number[]): readonly KeyStroke[] {
  let at = 0
  return keysOf(written).map((key, place) => Object.assign({ at: (at += pauses[place] ?? 0) }, key))
}

function contentOfText(text: string, layout: 'latin' | 'russian' = 'latin', gap = 10, capsLock = false) {
  const scan = scanOf(paced(keysOf(text, layout, capsLock), gap))
  return scan === null ? null : contentOf(scan)
}

function contentOfEvents(events: readonly KeyEvent[]) {
  const scan = scanOfEvents(events)
  return scan === null ? null : contentOf(scan)
}

describe('a burst of keys', () => {
  it.each([1, 5, 20, 30, 35])('is a scan at %i ms a key', (gap) => {
    expect(contentOfText(`${enp}\r`, 'latin', gap)).toMatchObject({ bytes: bytesOf(enp), suffix: 'cr', lost: 0 })
  })

  it.each([36, 60, 70, 200])('is typing at %i ms a key', (gap) => {
    expect(contentOfText(`${enp}\r`, 'latin', gap)).toBeNull()
  })

  it('lasts as long as the code is: 500 characters at 30 ms a key take 15 s', () => {
    expect(contentOfText('0a'.repeat(250), 'latin', 30)?.bytes).toHaveLength(500)
  })

  it.each(['latin', 'russian'] as const)('gives the same characters under the %s layout, with and without Caps Lock', (layout) => {
    for (const capsLock of [false, true]) {
      const text = layout === 'latin' ? signs : signs.replaceAll(/[~`]/g, '')
      expect(contentOfText(text, layout, 10, capsLock)?.bytes).toEqual(bytesOf(text))
    }
  })

  it('tells the layout by its letters', () => {
    expect(contentOfText('ABCDEFGH', 'russian')?.layout).toBe('russian')
    expect(contentOfText('ABCDEFGH', 'latin')?.layout).toBe('latin')
    expect(contentOfText(enp)?.layout).toBe('unknown')
  })

  it.each([
    ['cr', '\r'],
    ['lf', '\n'],
    ['crlf', '\r\n'],
    ['tab', '\t'],
    ['none', ''],
  ])('ends with %s', (name, suffix) => {
    expect(contentOfText(enp + suffix)).toMatchObject({ bytes: bytesOf(enp), suffix: name, doubled: false })
  })

  it.each([`${enp}\r${enp}\r`, `${enp}\r\n${enp}\r\n`, `${enp}\t${enp}`, `${enp}\r\r`])('sent twice counts once: %j', (text) => {
    expect(contentOfText(text)).toMatchObject({ bytes: bytesOf(enp), doubled: true })
  })

  it('keeps equal halves without anything between them, for they may be one number', () => {
    expect(contentOfText('0012003400120034')).toMatchObject({ bytes: bytesOf('0012003400120034'), doubled: false })
  })

  it('keeps the two lines of a passport, and the pause between them', () => {
    const first = paced(keysOf('PNRUSIVANOV<<IVAN<IVANOVI3<<<<<<<<<<<<<<<<<<\r'), 5)
    const second = paced(keysOf('0000000000RUS8503150M<<<<<<<0200101000000<66\r'), 5, (first.at(-1)?.at ?? 0) + 45)
    const content = scanOf([...first, ...second])
    expect(content && contentOf(content).typed).toMatch(/^PNRUS.{39}\n0000.{40}$/)
  })

  it('has control bytes where the scanner sends Ctrl with a letter, and loses what no key means', () => {
    const keys = [...keysOf('\u0001\u0002ab\u0010cd'), special('F4'), ...keysOf('\u001aef')]
    const content = scanOf(paced(keys, 5))
    expect(content && contentOf(content)).toMatchObject({ bytes: [1, 2, 97, 98, 16, 99, 100, 26, 101, 102], lost: 1 })
  })

  it.each(['\u0002|\u0003', '\u0002|', '|\u0003'])('drops function keys and %j around a code: they are set for other programs', (frame) => {
    const keys = [special('F9'), ...keysOf(`${frame.replace('|', enp)}\r`), special('F10')]
    const content = scanOf(paced(keys, 5))
    expect(content && contentOf(content)).toMatchObject({ bytes: bytesOf(enp), lost: 0, suffix: 'cr' })
  })

  it('takes bytes written as Alt with digits of the number pad', () => {
    const burst = openKeyBurst()
    let at = 1_000
    const bytes = [1, 0xcf, 0xf0, 0x41, 0xff, 0]
    for (const byte of bytes) {
      burst.down({ ...special('AltLeft', { alt: true }), at: (at += 4) })
      for (const digit of `0${String(byte).padStart(3, '0')}`) {
        burst.down({ ...special(`Numpad${digit}`, { alt: true, key: digit }), at: (at += 4) })
      }
      burst.up({ ...special('AltLeft'), at: (at += 4) })
    }
    const content = burst.end()
    expect(content && contentOf(content)).toMatchObject({ bytes, lost: 0 })
  })

  it.each([0x0d, 0x0a, 0x09])('a byte %i written with Alt is a byte and no suffix, however slow', (byte) => {
    const bytes = [1, byte, 0xcf, 0x41, 2, byte, byte]
    const content = contentOfEvents(altEvents(bytes, '\r', 30))
    expect(content).toMatchObject({ bytes, lost: 0, suffix: 'cr', doubled: false })
  })

  it('loses what Alt codes beyond one byte and letters without a place stand for, also at either end', () => {
    for (const text of [`Полис ${enp}`, `${enp}АБВ`]) {
      const keys = Array.from(text, (key) => special('', { key }))
      expect(contentOf(scanOf(paced(keys, 5)) ?? { keys: [], capsLock: false }).lost).toBeGreaterThanOrEqual(3)
    }
    expect(contentOfEvents(altEvents([0x41f, ...bytesOf(enp), 0x41f], '\r', 5))).toMatchObject({ bytes: bytesOf(enp), lost: 2 })
  })

  it('takes the digits of the number pad whether Num Lock is on or off', () => {
    const keys = [...enp].map((digit) => special(`Numpad${digit}`, { key: 'Home' }))
    expect(contentOf(scanOf(paced(keys, 5)) ?? { keys: [], capsLock: false }).bytes).toEqual(bytesOf(enp))
  })

  it('goes by the sign where a remote desktop hides the place of the key', () => {
    const keys = [...enp].map((digit) => special('', { key: digit }))
    expect(contentOf(scanOf(paced(keys, 5)) ?? { keys: [], capsLock: false }).bytes).toEqual(bytesOf(enp))
  })
})

describe('the fate of a key', () => {
  it('the first is alone, the next follow, the sixth makes it a scan', () => {
    expect(fatesOf(paced(keysOf('12345678'), 20))).toEqual([
      'alone',
      'follows',
      'follows',
      'follows',
      'follows',
      'begins-scan',
      'scan',
      'scan',
    ])
  })

  it('five characters and Enter are no scan, and the Enter follows', () => {
    expect(fatesOf(paced(keysOf('12345\r'), 20))).toEqual(['alone', 'follows', 'follows', 'follows', 'follows', 'follows'])
  })

  it('two keys in one slip are typing', () => {
    const strokes = [...paced(keysOf('ив'.replace('и', 'b').replace('в', 'd')), 12), ...paced(keysOf('fyjd'), 90, 1_110)]
    expect(fatesOf(strokes)).toEqual(['alone', 'follows', 'alone', 'alone', 'alone', 'alone'])
  })

  it('a held key repeats and is never a scan', () => {
    const strokes = paced(
      Array.from({ length: 12 }, () => ({ ...keyOf('0'), repeat: true })),
      30,
    )
    expect(new Set(fatesOf(strokes))).toEqual(new Set(['repeat']))
  })

  it('Ctrl+V in one quick movement is alone', () => {
    const strokes = [
      { ...special('ControlLeft', { key: 'Control', control: true }), at: 1_000 },
      { ...special('KeyV', { key: 'v', control: true }), at: 1_008 },
    ]
    expect(fatesOf(strokes)).toEqual(['alone', 'alone'])
  })

  it('Shift of a slow scanner is part of the scan, though it comes between two characters', () => {
    const keys = [...'ABCDEFGH'].flatMap((letter) => [special('ShiftLeft', { key: 'Shift', shift: true }), keyOf(letter)])
    expect(contentOf(scanOf(paced(keys, 30)) ?? { keys: [], capsLock: false }).bytes).toEqual(bytesOf('ABCDEFGH'))
  })

  it('a scan goes on over a stutter of 250 ms, and ends sooner after a line end', () => {
    const first = paced(keysOf('12345678'), 5)
    const last = first.at(-1)?.at ?? 0
    expect(contentOf(scanOf([...first, ...paced(keysOf('90'), 5, last + 250)]) ?? { keys: [], capsLock: false }).bytes).toHaveLength(10)
    expect(scanOf([...first, ...paced(keysOf('90'), 5, last + 251)])).toBeNull()
    const burst = openKeyBurst()
    for (const stroke of first) burst.down(stroke)
    expect(burst.pause()).toBe(250)
    burst.down({ ...keyOf('\r'), at: last + 5 })
    expect(burst.pause()).toBe(50)
  })

  it('the first characters belong to the scan however the radio stutters', () => {
    const strokes = strokesOf(enp, [0, 30, 90, 30, 140, 20, 30, 60, 20, 20, 20, 30, 30, 45, 30, 30])
    const scan = scanOf(strokes)
    expect(scan && contentOf(scan).bytes).toEqual(bytesOf(enp))
  })

  it.each(['Escape', 'F4', 'Enter'])('%s pressed just before is not part of it', (code) => {
    const scan = scanOf([{ ...special(code), at: 1_000 }, ...paced(keysOf(enp), 5, 1_040)])
    expect(scan && contentOf(scan)).toMatchObject({ bytes: bytesOf(enp), lost: 0 })
  })

  it('what was typed 150 ms before is not part of it', () => {
    const scan = scanOf([...paced(keysOf('abc'), 90), ...paced(keysOf(enp), 5, 1_000 + 2 * 90 + 151)])
    expect(scan && contentOf(scan).bytes).toEqual(bytesOf(enp))
  })

  it('the rest of a scan that was taken for ended makes it whole', () => {
    const burst = openKeyBurst()
    const strokes = paced(keysOf(enp), 20)
    for (const stroke of strokes.slice(0, 9)) burst.down(stroke)
    expect(burst.end()?.keys).toHaveLength(9)
    expect(strokes.slice(9).map((stroke) => burst.down(stroke))).toEqual(Array.from({ length: 7 }, () => 'scan'))
    expect(burst.end()?.keys).toHaveLength(16)
  })

  it('words that a program puts right by Backspace are typing, however fast', () => {
    const keys = [...Array.from({ length: 7 }, () => special('Backspace')), ...keysOf('bdfyjdf')]
    expect(fatesOf([...paced(keysOf('bdfyjdf'), 120), ...paced(keys, 1, 1_800)])).not.toContain('begins-scan')
  })

  it.each(['\r', '\t', '\n'])('a line end %j that comes late presses nothing; half a second later it is a key of its own', (suffix) => {
    for (const [pause, fate] of [
      [260, 'follows'],
      [500, 'follows'],
      [501, 'alone'],
    ] as const) {
      const burst = openKeyBurst()
      for (const stroke of paced(keysOf(enp), 10, 1_000)) burst.down(stroke)
      burst.end()
      expect(burst.down({ ...keyOf(suffix), at: 1_150 + pause })).toBe(fate)
    }
  })

  it('tells what came just before a scan', () => {
    const burst = openKeyBurst()
    const before = (...strokes: readonly KeyStroke[]) => {
      for (const stroke of strokes) burst.down(stroke)
      return burst.end()?.before ?? null
    }
    expect(before(...paced(keysOf('0056410834'), 10, 1_000))).toBe('silence')
    expect(before(...paced(keysOf('000014\r'), 10, 1_090 + 400))).toBe('scan')
    expect(before(...paced(keysOf('0056410834\r'), 10, 2_000))).toBe('silence')
    expect(before(...paced(keysOf('0056'), 10, 8_000))).toBeNull()
    expect(before(...paced(keysOf('410834000014\r'), 10, 8_030 + 400))).toBe('keys')
    expect(before(...paced(keysOf('0056'), 10, 12_000))).toBeNull()
    expect(before(...paced(keysOf('410834000014\r'), 10, 12_030 + 1_001))).toBe('silence')
    expect(before({ ...special('F4'), at: 20_000 }, ...paced(keysOf(enp), 10, 20_300))).toBe('silence')
    expect(before(...paced(keysOf('000014\r'), 10, 20_450 + 200))).toBe('itself')
  })

  it('no text at a hand’s pace is ever a scan, no text of six at a scanner’s is ever missed', () => {
    const text = fc.stringMatching(/^[0-9A-Za-z]{6,40}$/)
    fc.assert(fc.property(text, gaps(60, 400), (written, pauses) => scanOf(strokesOf(written, pauses)) === null))
    fc.assert(
      fc.property(text, gaps(0, 35), (written, pauses) => {
        const scan = scanOf(strokesOf(written, pauses))
        expect(scan && contentOf(scan).bytes).toEqual(bytesOf(written))
      }),
    )
  })
})

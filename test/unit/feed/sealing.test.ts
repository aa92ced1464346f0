import { randomBytes } from 'node:crypto'
import { constants, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openPart, packBytes, partLines, partName } from '../../../src-main/feed/parts/part-file.ts'
import { SEAL_BYTES, contentKeyId, openSealed, sealBytes } from '../../../src-main/feed/parts/sealed-bytes.ts'
import { openSecret, sealSecret } from '../../../src-main/feed/trust/passphrase-seal.ts'
import { newStationKeys, openAtStation, sealForStation } from '../../../src-main/feed/trust/station-seal.ts'

/** What the bomb would fill, in bytes. */
const BOMB = 128 << 20
const key = randomBytes(32)
const place = { dataset: 'demo-feed', epoch: 1, path: 'snapshot/1/part-000' }
const text = Buffer.from('["person","000000000001",1,{"familyName":"ИВАНОВ"}]\n'.repeat(50))
const sealed = packBytes(text, key, 'feed part', partName(place), 6)

describe('a sealed part', () => {
  it('opens in its own place and with its own key only', () => {
    const opened = openPart(sealed, key, place, text.length)
    expect(opened).toEqual({ ok: true, value: text })
    expect(openPart(sealed, randomBytes(32), place, text.length)).toEqual({ ok: false, error: 'part-sealed-wrong' })
    for (const other of [{ path: 'snapshot/1/part-001' }, { epoch: 2 }, { dataset: 'demo-other' }]) {
      expect(openPart(sealed, key, { ...place, ...other }, text.length)).toEqual({ ok: false, error: 'part-sealed-wrong' })
    }
    expect(openSealed(sealed, key, 'publisher state', partName(place))).toEqual({ ok: false, error: 'sealed-wrong' })
  })

  it('tells nothing, and never the same bytes twice', () => {
    expect(sealed.includes('ИВАНОВ')).toBe(false)
    expect(sealBytes(text, key, 'feed part', 'x')).not.toEqual(sealBytes(text, key, 'feed part', 'x'))
    expect(contentKeyId(key)).toMatch(/^[\da-f]{16}$/)
    expect(contentKeyId(key)).not.toBe(contentKeyId(randomBytes(32)))
  })

  it('shows every changed bit and every missing byte', () => {
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const changed = Buffer.from(sealed)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(openPart(changed, key, place, text.length)).toEqual({ ok: false, error: 'part-sealed-wrong' })
      }),
    )
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), (length) => {
        expect(openPart(sealed.subarray(0, length), key, place, text.length).ok).toBe(false)
      }),
    )
    expect(SEAL_BYTES).toBe(sealed.length - zstdCompressSync(text, { params: { [constants.ZSTD_c_compressionLevel]: 6 } }).length)
  })

  it('unpacks to exactly the stated length, never beyond: no zstd bomb fills the memory', () => {
    for (const stated of [0, text.length - 1, text.length + 1, 64 << 20, (64 << 20) + 1]) {
      expect(openPart(sealed, key, place, stated)).toEqual({ ok: false, error: 'part-length-differs' })
    }
    const bomb = packBytes(Buffer.alloc(BOMB), key, 'feed part', partName(place), 1)
    expect(bomb.length).toBeLessThan(100_000)
    const before = process.resourceUsage().maxRSS
    expect(openPart(bomb, key, place, 1000)).toEqual({ ok: false, error: 'part-length-differs' })
    expect(openPart(bomb, key, place, BOMB)).toEqual({ ok: false, error: 'part-length-differs' })
    const kilobytes = process.resourceUsage().maxRSS - before
    expect(kilobytes).toBeLessThan(BOMB / 1024 / 4)
  })

  it('says where it is no zstd, or no text', () => {
    expect(openPart(sealBytes(text, key, 'feed part', partName(place)), key, place, 5)).toEqual({ ok: false, error: 'part-not-zstd' })
    expect(partLines(Buffer.from([0x31, 0xff, 0x0a]))).toEqual({ ok: false, error: 'part-not-utf8' })
    expect(partLines(Buffer.from('а\nб\n'))).toEqual({ ok: true, value: ['а', 'б'] })
    expect(partLines(Buffer.from(''))).toEqual({ ok: true, value: [] })
  })
})

describe('a secret under a passphrase', () => {
  const cheap = { cost: 1 << 14, blockSize: 1, parallelization: 1 }

  it('opens with the passphrase, however its letters are composed, and beside what it was made for', () => {
    const seal = sealSecret(key, 'большой йод', 'a', cheap)
    expect(openSecret(seal, 'большой йод'.normalize('NFD'), 'a')).toEqual({ ok: true, value: key })
    expect(openSecret(seal, 'большой йот', 'a').ok).toBe(false)
    expect(openSecret(seal, 'большой йод', 'b').ok).toBe(false)
    expect(openSecret({ ...seal, salt: seal.nonce }, 'большой йод', 'a').ok).toBe(false)
    expect(JSON.stringify(seal)).not.toContain(key.toString('base64'))
  })
})

describe('a secret for a station', () => {
  it('opens at that station only, and beside what it was made for', () => {
    const station = newStationKeys()
    const seal = sealForStation(key, station.publicKey, 'a')
    if (!seal.ok) throw new Error('not sealed')
    expect(openAtStation(seal.value, station.privateKey, 'a')).toEqual({ ok: true, value: key })
    expect(openAtStation(seal.value, station.privateKey, 'b').ok).toBe(false)
    expect(openAtStation(seal.value, newStationKeys().privateKey, 'a').ok).toBe(false)
    expect(openAtStation(seal.value, 'nonsense', 'a').ok).toBe(false)
    expect(sealForStation(key, 'AAAA', 'a')).toEqual({ ok: false, error: 'station-key-wrong' })
    // A point of small order gives every station the same key.
    expect(sealForStation(key, Buffer.alloc(32).toString('base64'), 'a')).toEqual({ ok: false, error: 'station-key-wrong' })
  })
})

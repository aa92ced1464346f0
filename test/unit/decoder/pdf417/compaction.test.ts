import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOfWords } from '../../../../src-shared/decoder/pdf417/compaction.ts'
import { policyPayloads } from '../pictures.ts'
import { symbolModules } from './symbol-modules.ts'
import { wordsOf } from './symbol-words.ts'

/** What an independent writer makes of the bytes, without length word and correction (level 2: 8 words). */
function writtenWords(bytes: Uint8Array): readonly number[] {
  const words = wordsOf(symbolModules(bytes, { columns: 8, level: 2 }), 8)
  return [...words.subarray(1, words[0] ?? 0)]
}

const readable = fc.stringMatching(/^[ -~\r\n\t]{1,120}$/)

describe('compaction', () => {
  it.each(Object.entries(policyPayloads))('gives the 130 bytes of %s', (_, payload) => {
    expect([...(bytesOfWords(writtenWords(payload)) ?? [])]).toEqual([...payload])
  })

  it('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
        expect([...(bytesOfWords(writtenWords(bytes)) ?? [])]).toEqual([...bytes])
      }),
      { numRuns: 100 },
    )
  })

  it('gives back any text and digits', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(readable, fc.stringMatching(/^[0-9]{1,60}$/)), { minLength: 1, maxLength: 3 }), (parts) => {
        const bytes = Uint8Array.from(Buffer.from(parts.join('')))
        expect([...(bytesOfWords(writtenWords(bytes)) ?? [])]).toEqual([...bytes])
      }),
      { numRuns: 100 },
    )
  })

  it('skips the name of a character set', () => {
    expect(bytesOfWords([927, 26, 901, 65])).toEqual(Uint8Array.of(65))
  })

  it.each([
    ['nothing', []],
    ['a part of a macro symbol', [928, 111, 100, 900, 1]],
    ['a byte above 255', [901, 300]],
    ['six bytes above their range', [924, 899, 899, 899, 899, 899]],
    ['digits without their leading one', [902, 2]],
    ['a reserved word', [905, 1]],
    ['a character set without its number', [900, 1, 927]],
    ['a byte shift without its byte', [900, 1, 913]],
  ])('refuses %s', (_, words) => {
    expect(bytesOfWords(words)).toBeNull()
  })
})

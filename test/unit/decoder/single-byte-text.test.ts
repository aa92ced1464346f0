import { describe, expect, it } from 'vitest'
import { bytesOfSingleByteText, utf8Bytes } from '../../../src-shared/decoder/single-byte-text.ts'

const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index)

describe('bytesOfSingleByteText', () => {
  it('undoes windows-1252 for every byte', () => {
    expect(bytesOfSingleByteText(new TextDecoder('windows-1252').decode(everyByte))).toEqual(everyByte)
  })

  it('undoes ISO 8859-1 for every byte', () => {
    expect(bytesOfSingleByteText(String.fromCharCode(...everyByte))).toEqual(everyByte)
  })

  it('gives null for letters of neither', () => {
    expect(bytesOfSingleByteText('Иванов')).toBeNull()
  })
})

describe('utf8Bytes', () => {
  it.each(['', 'ABC 100% ✓', 'Ёлкина', '😀', '\u0000\u007f\u0080'])('encodes «%s» as TextEncoder does', (text) => {
    expect(utf8Bytes(text)).toEqual(new TextEncoder().encode(text))
  })

  it('replaces a lone surrogate', () => {
    expect(utf8Bytes('\ud800')).toEqual(new TextEncoder().encode('\ufffd'))
  })
})

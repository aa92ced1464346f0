import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LONGEST_LINE, splitLines } from '../../../src-main/hosts/cli/stdin-lines.ts'
import type { InputLine } from '../../../src-main/hosts/cli/stdin-lines.ts'

async function lines(...chunks: (string | Uint8Array)[]): Promise<InputLine[]> {
  const bytes = chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk))
  const found: InputLine[] = []
  for await (const line of splitLines(asStream(bytes))) found.push(line)
  return found
}

async function* asStream(chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}

describe('splitting stdin into lines', () => {
  test('ends lines at LF and CR LF; a last line without an end counts, an empty rest does not', async () => {
    expect(await lines('a\r\nb\n\nc')).toEqual([{ text: 'a' }, { text: 'b' }, { text: '' }, { text: 'c' }])
    expect(await lines('a\n')).toEqual([{ text: 'a' }])
    expect(await lines()).toEqual([])
  })

  test('drops a byte order mark at the beginning only', async () => {
    expect(await lines('\uFEFFa\n\uFEFFb\n')).toEqual([{ text: 'a' }, { text: '\uFEFFb' }])
  })

  test('names a line that is not UTF-8 and goes on', async () => {
    expect(await lines(new Uint8Array([0xc8, 0xe2, 0x0a]), 'ok\n')).toEqual([{ problem: 'not-utf-8' }, { text: 'ok' }])
  })

  test('names a line longer than 1 MiB and goes on', async () => {
    const long = 'x'.repeat(LONGEST_LINE)
    expect(await lines(long, 'y\nok\n')).toEqual([{ problem: 'too-long' }, { text: 'ok' }])
    expect(await lines(`${long}\n`)).toEqual([{ text: long }])
  })

  test('gives the same lines however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: fc.constantFrom('а', 'b', '😀', '\n', '\r', '\uFEFF') })), async (parts) => {
        const whole = Buffer.from(parts.join(''), 'utf8')
        const single = Array.from(whole, (_byte, index) => whole.subarray(index, index + 1))
        expect(await lines(...single)).toEqual(await lines(whole))
      }),
    )
  })
})

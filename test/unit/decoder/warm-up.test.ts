import { expect, it } from 'vitest'
import { openScanSession } from '../../../src-shared/decoder/scan-session.ts'
import { warmUpFrame } from '../../../src-shared/decoder/warm-up.ts'
import { wasmEngine } from '../../../src-shared/decoder/wasm-engine.ts'
import { readerWasm } from './pictures.ts'

it('looks like a stacked code to our reader and holds nothing', async () => {
  const session = openScanSession({ engines: [wasmEngine(readerWasm)], now: () => 0, budgetMilliseconds: 1_000 })
  const { codes, effort, sight } = await session.read(warmUpFrame())
  expect(codes).toEqual([])
  expect(sight?.kind).toBe('stacked')
  expect(effort.some(({ engine }) => engine === 'bars')).toBe(true)
})

import { readFileSync } from 'node:fs'
import path from 'node:path'
import jpeg from 'jpeg-js'
import { describe, expect, it, vi } from 'vitest'
import { decodeFrame } from '../../../src-shared/decoder/decode-image.ts'
import type { Decoded } from '../../../src-shared/decoder/engine.ts'
import { toLuminance } from '../../../src-shared/decoder/frame.ts'
import { scriptEngine } from '../../../src-shared/decoder/script-engine.ts'
import { wasmEngine } from '../../../src-shared/decoder/wasm-engine.ts'
import sample from '../../vectors/scan/index.json' with { type: 'json' }
import { readerWasm } from './pictures.ts'

// Decoding is pure computing; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

const engines = [wasmEngine(readerWasm), scriptEngine()]

async function read(file: string): Promise<readonly Decoded[]> {
  const { width, height, data } = jpeg.decode(readFileSync(path.join(import.meta.dirname, '../../vectors/scan', file)), { useTArray: true })
  const frame = toLuminance({ width, height, data: new Uint8ClampedArray(data) })
  return (await decodeFrame(frame, { engines, now: () => performance.now() })).codes
}

function hexOf({ bytes }: Decoded): string {
  return Buffer.from(bytes).toString('hex')
}

const positives = sample.pictures.filter(({ mustRead }) => mustRead)
const others = sample.pictures.filter(({ mustRead }) => !mustRead)

describe('a photograph of a code', () => {
  it.each(positives)('is read exactly: $picture ($file)', async ({ file, truth }) => {
    expect((await read(file)).map(hexOf)).toEqual(truth.map(({ hex }) => hex))
  })
})

describe('a photograph of something else', () => {
  it.each(others)('gives nothing that is not there: $picture ($file)', async ({ file, truth }) => {
    const there = new Set(truth.map(({ hex }) => hex))
    expect((await read(file)).map(hexOf).filter((hex) => !there.has(hex))).toEqual([])
  })
})

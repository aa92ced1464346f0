import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url'
import type { Engine } from '../../src-shared/decoder/engine.ts'
import { scriptEngine } from '../../src-shared/decoder/script-engine.ts'
import { wasmEngine } from '../../src-shared/decoder/wasm-engine.ts'

/** The engines of a worker. The fast one needs its own file of this program; without it the plain one still reads. */
export async function startEngines(): Promise<readonly Engine[]> {
  try {
    const response = await fetch(wasmAddress)
    if (!response.ok) return [scriptEngine()]
    return [wasmEngine(new Uint8Array(await response.arrayBuffer())), scriptEngine()]
  } catch {
    return [scriptEngine()]
  }
}

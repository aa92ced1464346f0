import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { decodeImage } from '../../src-shared/decoder/decode-image.ts'
import type { Engine } from '../../src-shared/decoder/engine.ts'
import { scriptEngine } from '../../src-shared/decoder/script-engine.ts'
import { wasmEngine } from '../../src-shared/decoder/wasm-engine.ts'
import type { PictureAnswer, PictureQuestion } from './picture-messages.ts'

let engines: Promise<readonly Engine[]> | null = null

self.addEventListener('message', (event: MessageEvent<PictureQuestion>) => {
  void answer(event.data).then((message) => self.postMessage(message))
})

async function answer(question: PictureQuestion): Promise<PictureAnswer> {
  try {
    engines ??= startEngines()
    const data = new Uint8ClampedArray(question.data)
    const codes = await decodeImage({ data, width: question.width, height: question.height }, await engines)
    return { id: question.id, codes: codes.map(({ bytes, text, format }) => ({ bytes, text, format })) }
  } catch {
    return { id: question.id, failed: true }
  }
}

/** The fast engine needs its own file of this program; without it the plain one still reads. */
async function startEngines(): Promise<readonly Engine[]> {
  try {
    const response = await fetch(wasmAddress)
    if (!response.ok) return [scriptEngine()]
    return [wasmEngine(new Uint8Array(await response.arrayBuffer())), scriptEngine()]
  } catch {
    return [scriptEngine()]
  }
}

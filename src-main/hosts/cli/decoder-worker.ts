import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import { bundledFile } from '../bundled-file.ts'
import { readImageFile } from './image-file.ts'

// Decoding one large picture takes seconds of pure computing; here it blocks nobody.
const port = parentPort
if (port === null) throw new Error('decoder-worker runs as a worker thread only')
const wasmBinary = readFile(bundledFile('zxing-wasm/reader/zxing_reader.wasm'))
port.on('message', async ({ id, file }: { readonly id: number; readonly file: Uint8Array }) => {
  port.postMessage({ id, answer: await readImageFile(file, await wasmBinary) })
})

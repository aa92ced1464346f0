import { createReadStream } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Failure } from '../../../src-shared/contract.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { workerFile } from '../bundled-file.ts'
import type { PictureReading, UnreadImage } from './image-file.ts'

/** A picture file larger than this is not a photograph of a policy: 100 MiB. */
const maximumFileBytes = 100 * 1024 * 1024

/** Reads pictures in a worker thread; many one after the other by the same one. */
export interface ImageDecoder {
  /** All codes of a picture file, at least one, and what was done to read them. Fails with `image-unreadable` or `image-without-code`; `params.path` names the file. */
  decodeFile(path: string): Promise<Result<PictureReading, Failure>>
  /** Ends the thread; a process without this call ends by itself all the same. */
  close(): Promise<void>
}

let ofProcess: ImageDecoder | null = null

/** `decodeFile` of one decoder kept for the whole process; it does not keep the process alive. */
export function decodePicture(path: string): Promise<Result<PictureReading, Failure>> {
  ofProcess ??= openImageDecoder()
  return ofProcess.decodeFile(path)
}

/** Starts nothing before the first picture. */
export function openImageDecoder(): ImageDecoder {
  let worker: Worker | null = null
  let lastId = 0
  const waiting = new Map<number, { resolve: (answer: Result<PictureReading, UnreadImage>) => void; reject: (error: Error) => void }>()

  function start(): Worker {
    const started = new Worker(workerFile(import.meta.dirname, 'decoder-worker'))
    started.unref()
    started.on('message', ({ id, answer }: { readonly id: number; readonly answer: Result<PictureReading, UnreadImage> }) => {
      waiting.get(id)?.resolve(answer)
      waiting.delete(id)
      if (waiting.size === 0) started.unref()
    })
    started.on('error', (error) => fail(error instanceof Error ? error : new Error(String(error))))
    started.on('exit', () => fail(new Error('the decoder thread ended')))
    return started
  }

  function fail(error: Error): void {
    worker = null
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  function ask(file: Uint8Array): Promise<Result<PictureReading, UnreadImage>> {
    worker ??= start()
    worker.ref()
    const id = ++lastId
    const answer = new Promise<Result<PictureReading, UnreadImage>>((resolve, reject) => waiting.set(id, { resolve, reject }))
    worker.postMessage({ id, file })
    return answer
  }

  return {
    async decodeFile(path) {
      const file = await readPicture(path)
      if (!file.ok) return file
      try {
        const answer = await ask(file.value)
        return answer.ok ? answer : err(failure(answer.error.code, path, answer.error.why))
      } catch {
        return err(failure('image-unreadable', path, 'decoding this picture failed'))
      }
    },
    async close() {
      await worker?.terminate()
      worker = null
    },
  }
}

async function readPicture(path: string): Promise<Result<Uint8Array, Failure>> {
  try {
    const file = await readAtMost(path, maximumFileBytes)
    return file === null ? err(failure('image-unreadable', path, 'the file is larger than 100 MiB')) : ok(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return err(failure('image-unreadable', path, code === 'ENOENT' ? 'there is no such file' : `the file cannot be read (${code})`))
  }
}

/** Null where there is more. Counted while reading: devices and pipes tell no size beforehand and may never end. */
async function readAtMost(path: string, limit: number): Promise<Uint8Array | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of createReadStream(path)) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > limit) return null
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function failure(code: UnreadImage['code'], path: string, why: string): Failure {
  return { code, message: `${path}: ${why}`, params: { path, why } }
}

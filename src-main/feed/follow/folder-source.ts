import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { CarrierProblem } from '../trust/carrier.ts'
import { folderCarrier } from '../trust/folder-carrier.ts'
import type { FeedSource } from './feed-source.ts'
import { CANCELLED, TOO_SLOW } from './feed-source.ts'
import { stallWatch } from './stall-watch.ts'
import type { Patience } from './stall-watch.ts'

/** A feed in a folder, on a share or on a stick. A share that hangs counts as silent after a while. */
export function folderSource(address: string, folder: string, signal: AbortSignal, patience: Patience): FeedSource {
  const carrier = folderCarrier(folder)
  return {
    address,
    read: (name, limit) => unlessStalled(carrier.read(name, limit)),
    copy: (name, range, write) => copy(path.join(folder, ...name.split('/')), range, write, unlessStalled),
    clock: () => null,
  }

  /** A hanging call of the file system cannot be ended; it is left behind. */
  async function unlessStalled<Value>(work: Promise<Result<Value, CarrierProblem>>): Promise<Result<Value, CarrierProblem>> {
    const given = Promise.withResolvers<Result<Value, CarrierProblem>>()
    const giveUp = (cause: string): void => given.resolve(err({ code: 'unreachable', cause }))
    const cancel = (): void => giveUp(CANCELLED)
    const watch = stallWatch(patience, () => giveUp(TOO_SLOW))
    signal.addEventListener('abort', cancel)
    if (signal.aborted) cancel()
    try {
      return await Promise.race([work, given.promise])
    } finally {
      watch.end()
      signal.removeEventListener('abort', cancel)
    }
  }
}

type Guard = <Value>(work: Promise<Result<Value, CarrierProblem>>) => Promise<Result<Value, CarrierProblem>>

const PIECE = 256 << 10

async function copy(
  file: string,
  { start, length }: { readonly start: number; readonly length: number },
  write: (piece: Uint8Array, at: number) => void,
  guard: Guard,
): Promise<Result<null, CarrierProblem>> {
  const opened = await guard(systemCall(() => open(file, 'r')))
  if (!opened.ok) return opened
  const handle = opened.value
  try {
    let at = start
    for (;;) {
      // A fresh buffer for every call: one that was left behind may still be written to.
      const piece = await guard(systemCall(() => readPiece(handle, at)))
      if (!piece.ok) return piece
      if (piece.value.length === 0) return ok(null)
      if (at + piece.value.length > length) return err({ code: 'too-long', cause: `more than ${length} bytes` })
      write(piece.value, at)
      at += piece.value.length
    }
  } finally {
    void handle.close().catch(() => undefined)
  }
}

async function readPiece(handle: FileHandle, at: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(PIECE)
  const { bytesRead } = await handle.read(buffer, 0, PIECE, at)
  return buffer.subarray(0, bytesRead)
}

async function systemCall<Value>(call: () => Promise<Value>): Promise<Result<Value, CarrierProblem>> {
  try {
    return ok(await call())
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
    const isAbsent = error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EISDIR'
    return err({ code: isAbsent ? 'not-there' : 'unreachable', cause: String(error.code) })
  }
}

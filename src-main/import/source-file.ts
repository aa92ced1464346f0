import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { SourceFault } from './outcome.ts'
import type { ByteStream } from './rows.ts'
import { isZip, openZipMember } from './zip-member.ts'

/** A file to read several times over, plain or the one member of a zip. */
export interface SourceFile {
  /** Base name of the file that holds the rows: the member of a zip, else the file. */
  readonly name: string
  /** For reports: the base name, of a zip with its member. */
  readonly shownName: string
  /** Of the file as it lies there, packed or not. */
  readonly sha256: string
  readonly bytes: number
  /** The contents from their beginning, unpacked. Throws SourceFault. */
  read(): ByteStream
  /** Throws SourceFault `file-changed` where the file is no longer the one that was opened. */
  checkUnchanged(): Promise<void>
  close(): Promise<void>
}

const CHUNK = 256 << 10

/**
 * Opens a file of rows. A zip is known by its first bytes and must hold one file. Everything is read through one handle, so a file that
 * is replaced meanwhile is still the old one. Throws SourceFault: `file-unreadable`, `file-empty`, `zip-…`.
 */
export async function openSourceFile(file: string, limits: { readonly unpackedBytes: number }): Promise<SourceFile> {
  const handle = await opened(file)
  try {
    const { size, mtimeMs } = await handle.stat()
    const name = path.basename(file)
    if (size === 0) throw new SourceFault('file-empty', { file: name })
    const sha256 = await hashOf(handle)
    const member = (await isZip(handle)) ? await openZipMember(handle, limits.unpackedBytes) : null
    return {
      name: member?.name ?? name,
      shownName: member === null ? name : `${name}/${member.name}`,
      sha256,
      bytes: size,
      read: () => (member === null ? chunksOf(handle) : member.read()),
      async checkUnchanged() {
        const now = await handle.stat()
        if (now.size !== size || now.mtimeMs !== mtimeMs) throw new SourceFault('file-changed', { file: name })
      },
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw readFault(error, file)
  }
}

/** Faults of the file system as a refusal; anything else as it is. */
export function readFault(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return error
  return new SourceFault('file-unreadable', { file: path.basename(file), cause: String(error.code) })
}

async function opened(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r')
  } catch (error) {
    throw readFault(error, file)
  }
}

async function hashOf(handle: FileHandle): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of chunksOf(handle)) hash.update(chunk)
  return hash.digest('hex')
}

async function* chunksOf(handle: FileHandle): AsyncGenerator<Uint8Array, void, void> {
  for (let position = 0; ;) {
    const { bytesRead, buffer } = await handle.read({ buffer: Buffer.allocUnsafe(CHUNK), position })
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

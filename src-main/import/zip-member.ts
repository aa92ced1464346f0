import type { FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { fromFdPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { SourceFault } from './outcome.ts'
import type { ByteStream } from './rows.ts'

export interface ZipMember {
  readonly name: string
  read(): ByteStream
}

const SIGNATURE = [0x50, 0x4b, 0x03, 0x04]
const STORED = 0
const DEFLATED = 8
/** Tables and XML pack to a tenth, blank fields to a fiftieth; small files may be anything. */
const HIGHEST_RATIO = 200
const SMALL = 16 << 20

/** True for a file that begins as a zip does; an empty archive has another beginning and is none that holds rows. */
export async function isZip(handle: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(SIGNATURE.length), position: 0 })
  return bytesRead === SIGNATURE.length && beginsAsZip(buffer)
}

/**
 * The one file in a zip. Refused: several members, paths in their names, encryption, unknown packing, a zip within, and bombs: more
 * bytes than `mostBytes`, or packed more than 200 times, as stated and as found (register sources §5.5, rule 3). The check sum is
 * compared at the end. The handle stays open.
 */
export async function openZipMember(handle: FileHandle, mostBytes: number): Promise<ZipMember> {
  const zip = await opened(handle)
  const entry = await onlyEntry(zip)
  const { compressedSize, uncompressedSize, compressionMethod } = entry
  if (entry.isEncrypted()) throw new SourceFault('zip-encrypted')
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) throw new SourceFault('zip-damaged', { cause: 'method' })
  if (uncompressedSize > mostBytes || (uncompressedSize > SMALL && uncompressedSize > compressedSize * HIGHEST_RATIO)) {
    throw new SourceFault('zip-too-large', { bytes: String(uncompressedSize), most: String(mostBytes) })
  }
  if (uncompressedSize === 0) throw new SourceFault('file-empty', { file: entry.fileName })
  return { name: entry.fileName, read: () => unpacked(zip, entry) }
}

async function* unpacked(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array, void, void> {
  let sum = 0
  let isFirst = true
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      if (isFirst && beginsAsZip(chunk)) throw new SourceFault('zip-nested')
      isFirst = false
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (error) {
    throw damaged(error)
  }
  if (sum !== entry.crc32) throw new SourceFault('zip-damaged', { cause: 'check sum' })
}

async function opened(handle: FileHandle): Promise<ZipFile> {
  try {
    return await fromFdPromise(handle.fd, { autoClose: false, strictFileNames: true })
  } catch (error) {
    throw damaged(error)
  }
}

async function onlyEntry(zip: ZipFile): Promise<Entry> {
  let only: Entry | null = null
  try {
    for await (const entry of zip.eachEntry()) {
      if (/[/\\]|^\.|\0/.test(entry.fileName)) throw new SourceFault('zip-name')
      if (only !== null) throw new SourceFault('zip-members', { found: String(zip.entryCount) })
      only = entry
    }
  } catch (error) {
    if (error instanceof Error && /fileName|relative path|absolute path|file name/i.test(error.message)) throw new SourceFault('zip-name')
    throw damaged(error)
  }
  if (only === null) throw new SourceFault('zip-members', { found: '0' })
  return only
}

/** The library tells faults of the archive by plain errors; those of the file system have a code of their own. */
function damaged(error: unknown): unknown {
  if (error instanceof SourceFault || !(error instanceof Error) || 'syscall' in error) return error
  return new SourceFault('zip-damaged', { cause: error.message.slice(0, 60) })
}

function beginsAsZip(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, place) => bytes[place] === byte)
}

import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { packBytes, partLines, unpackBytes } from '../parts/part-file.ts'

/** Where a piece of lines lies in its file. */
export interface Piece {
  readonly place: number
  readonly bytes: number
  /** Before packing. */
  readonly plainBytes: number
}

/** One file of encrypted pieces of lines, written one after the other and read in any order. */
export interface PieceFile {
  /** Appends lines under a name, without which the piece does not open. */
  append(name: string, lines: readonly string[]): Piece
  /** The lines of a piece; null where it does not open. */
  read(name: string, piece: Piece): string[] | null
  /** Makes all pieces durable. */
  sync(): void
  close(): void
}

/** Packing closer would cost more time than the disk is worth. */
const LEVEL = 1

/** Creates the file, or opens one to read. Throws the file system's errors. */
export function openPieceFile(file: string, key: Uint8Array, occasion: 'create' | 'read'): PieceFile {
  const handle = openSync(file, occasion === 'create' ? 'w+' : 'r', 0o600)
  let end = 0
  return {
    append(name, lines) {
      const plain = Buffer.from(lines.map((line) => `${line}\n`).join(''))
      const sealed = packBytes(plain, key, 'publisher state', name, LEVEL)
      for (let done = 0; done < sealed.length;) done += writeSync(handle, sealed, done, sealed.length - done, end + done)
      const piece = { place: end, bytes: sealed.length, plainBytes: plain.length }
      end += sealed.length
      return piece
    },
    read(name, { place, bytes, plainBytes }) {
      const sealed = Buffer.alloc(bytes)
      for (let done = 0; done < bytes;) {
        const count = readSync(handle, sealed, done, bytes - done, place + done)
        if (count === 0) return null
        done += count
      }
      const plain = unpackBytes(sealed, key, 'publisher state', name, plainBytes)
      const lines = plain.ok ? partLines(plain.value) : plain
      return lines.ok ? [...lines.value] : null
    },
    sync: () => fsyncSync(handle),
    close: () => closeSync(handle),
  }
}

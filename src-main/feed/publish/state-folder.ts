import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { datasetSchema } from '../../../src-shared/feed/dataset.ts'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { writeDurably } from '../../app/files/durable-file.ts'
import { failed } from '../feed-failure.ts'
import type { FeedFailure } from '../feed-failure.ts'
import { openPieceFile } from './piece-file.ts'
import { passedSchema } from './acceptance.ts'
import { originSchema } from './provenance.ts'
import { sourceMemorySchema } from './source-memory.ts'
import type { Piece, PieceFile } from './piece-file.ts'
import { readStateLine, stateText } from './state-line.ts'
import type { StateLine } from './state-line.ts'

const targetSchema = z.strictObject({ length: z.int().min(0), sha256: z.string().length(64) })
const pieceSchema = z.strictObject({ place: z.int().min(0), bytes: z.int().min(0), plainBytes: z.int().min(0) })

const publishedSchema = z.strictObject({
  dataset: datasetSchema,
  /** Targets by path, as listed. */
  targets: z.record(z.string(), targetSchema),
  /** Version of the newest root that the feed carries, of targets and snapshot metadata, and of the timestamp. */
  rootVersion: z.int().min(1),
  listingVersion: z.int().min(1),
  listingSignedAt: z.string(),
  /** The snapshot metadata of the listing, which every timestamp names. */
  snapshotMetadata: targetSchema,
  timestampVersion: z.int().min(1),
  /** Where the lines of every shard lie in the file of this sequence. */
  shards: z.array(z.array(pieceSchema)),
  /** Of which files it was made; null where its source was no file of a register source. */
  sources: sourceMemorySchema.nullable().default(null),
  /** The lists of which something in the lines is; the lines name them by number. */
  origins: z.array(originSchema).default([]),
  /** What was let pass in this publication and before it, and why; oldest first. */
  passed: z.array(passedSchema).default([]),
})
/** One publication as the publisher remembers it. */
export type Published = z.infer<typeof publishedSchema>

const stateSchema = z.strictObject({
  format: z.literal(1),
  published: publishedSchema.nullable(),
  /** Written before the timestamp is: after a crash the feed's timestamp tells whether it was published. */
  prepared: publishedSchema.nullable(),
  /** Files of the feed's folder that are no longer listed, and since when: desks may still be fetching them. */
  leaving: z.record(z.string(), z.string()),
})
export type PublisherState = z.infer<typeof stateSchema>

/** Reads the lines of one state, shard by shard. */
export interface StateReader {
  /** Error `state-damaged`. */
  readShard(shard: number): Result<readonly StateLine[], FeedFailure>
  close(): void
}

/** Writes a state to come. */
export interface StateWriter {
  writeShard(shard: number, lines: readonly StateLine[]): void
  /** Makes it durable, and tells where everything lies. */
  finish(): Published['shards']
  close(): void
}

/** Where the shards of a state lie. */
export interface StatePlace {
  readonly sequence: number
  readonly shards: Published['shards']
}

/** The publisher's memory between nights: what was published, as encrypted shards (state-line.ts), and its place in the feed. */
export interface StateFolder {
  readonly state: PublisherState
  save(state: PublisherState): void
  /** Error `state-damaged` where the file is not there. */
  reader(place: StatePlace): Result<StateReader, FeedFailure>
  writer(sequence: number): StateWriter
  /** Removes the files of all other states. */
  keepOnly(published: Published | null): void
  /** A file for this run alone. */
  workFile(name: string): string
}

/** Characters of a piece: all of a shard fits into memory, packing and unpacking take it piece by piece. */
const PIECE = 8 << 20
const STATE_FILE = 'state.json'
const SHARD_FILE = /^(\d+)\.shards$/

/** Opens the state folder, making it where there is none. Error `state-damaged`. Throws the file system's errors. */
export function openStateFolder(folder: string, stateKey: Uint8Array): Result<StateFolder, FeedFailure> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stateFile = path.join(folder, STATE_FILE)
  const read = readState(stateFile)
  if (!read.ok) return read
  const opened: { state: PublisherState } = { state: read.value }
  const fileOf = (sequence: number): string => path.join(folder, `${sequence}.shards`)
  return ok({
    get state() {
      return opened.state
    },
    save(state) {
      writeDurably(stateFile, `${JSON.stringify(state)}\n`, 0o600)
      opened.state = state
    },
    reader({ sequence, shards }) {
      const file = fileOf(sequence)
      if (!existsSync(file)) return failed('state-damaged', { path: file })
      return ok(stateReader(openPieceFile(file, stateKey, 'read'), file, sequence, shards))
    },
    writer: (sequence) => stateWriter(openPieceFile(fileOf(sequence), stateKey, 'create'), sequence),
    keepOnly(published) {
      for (const name of readdirSync(folder)) {
        const sequence = SHARD_FILE.exec(name)?.[1]
        if (sequence !== undefined && Number(sequence) !== published?.dataset.sequence) rmSync(path.join(folder, name), { force: true })
      }
    },
    workFile: (name) => path.join(folder, `${name}.work`),
  })
}

function stateReader(file: PieceFile, name: string, sequence: number, shards: Published['shards']): StateReader {
  return {
    readShard(shard) {
      const lines: StateLine[] = []
      for (const piece of shards[shard] ?? []) {
        for (const text of file.read(pieceName(sequence, shard), piece) ?? ['']) {
          const line = readStateLine(text)
          if (line === null) return failed('state-damaged', { path: name })
          lines.push(line)
        }
      }
      return ok(lines)
    },
    close: () => file.close(),
  }
}

function stateWriter(file: PieceFile, sequence: number): StateWriter {
  const shards: Piece[][] = []
  return {
    writeShard(shard, lines) {
      const pieces: Piece[] = []
      let texts: string[] = []
      let length = 0
      const spill = (): void => {
        if (texts.length > 0) pieces.push(file.append(pieceName(sequence, shard), texts))
        texts = []
        length = 0
      }
      for (const line of lines) {
        const text = stateText(line)
        texts.push(text)
        length += text.length
        if (length >= PIECE) spill()
      }
      spill()
      shards[shard] = pieces
    },
    finish() {
      file.sync()
      return shards
    },
    close: () => file.close(),
  }
}

function pieceName(sequence: number, shard: number): string {
  return `state ${sequence} ${shard}`
}

function readState(file: string): Result<PublisherState, FeedFailure> {
  if (!existsSync(file)) return ok({ format: 1, published: null, prepared: null, leaving: {} })
  try {
    const parsed = stateSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? ok(parsed.data) : failed('state-damaged', { path: file })
  } catch (error) {
    if (error instanceof SyntaxError) return failed('state-damaged', { path: file })
    throw error
  }
}

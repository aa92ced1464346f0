import { existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { Metadata, MetadataKind } from '@tufjs/models'
import { z } from 'zod'
import { ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import { DRAFT, writeDurably } from '../../app/files/durable-file.ts'
import { failed } from '../feed-failure.ts'
import type { FeedFailure } from '../feed-failure.ts'
import { storedName, storedTarget } from '../trust/feed-metadata.ts'
import type { StoredTarget } from '../trust/feed-metadata.ts'

/** The folder of static files that carriers serve. */
export interface FeedFolder {
  /** Version of the timestamp that desks see now; null where there is none. Error `feed-unreadable`. */
  timestampVersion(): Result<number | null, FeedFailure>
  /** Writes a target under the name of its hash, which no other bytes ever have. */
  storeTarget(name: string, bytes: Uint8Array): StoredTarget
  /** True where the target's file is there with its length. */
  holds(name: string, target: StoredTarget): boolean
  /** A metadata file, e.g. `7.targets.json`; null where there is none. */
  readMetadata(name: string): Buffer | null
  /** Writes a metadata file, e.g. `7.targets.json`. */
  writeMetadata(name: string, bytes: Uint8Array): void
  /** Files of the feed, `/` between folders, roots and timestamp excluded: they are always listed. */
  files(): readonly string[]
  remove(file: string): void
}

const TIMESTAMP = 'timestamp.json'
const TARGET_FOLDERS = ['snapshot', 'delta', 'state'] as const
/** What the publisher itself writes beside those folders; anything else in the folder is somebody else's and stays. */
const OWN_FILE = new RegExp(`^([0-9a-f]{64}\\.dataset\\.json|[1-9]\\d*\\.(targets|snapshot)\\.json|[\\w.]+\\.json(\\.\\d+)?\\${DRAFT})$`)

export function openFeedFolder(folder: string): FeedFolder {
  const at = (name: string): string => path.join(folder, ...name.split('/'))
  return {
    timestampVersion() {
      if (!existsSync(at(TIMESTAMP))) return ok(null)
      try {
        const json = z.record(z.string(), z.json()).parse(JSON.parse(readFileSync(at(TIMESTAMP), 'utf8')))
        return ok(Metadata.fromJSON(MetadataKind.Timestamp, json as Parameters<typeof Metadata.fromJSON>[1]).signed.version)
      } catch (error) {
        if (error instanceof Error && 'syscall' in error) throw error
        return failed('feed-unreadable', { path: at(TIMESTAMP) })
      }
    },
    storeTarget(name, bytes) {
      const target = storedTarget(bytes)
      writeDurably(at(storedName(name, target)), bytes)
      return target
    },
    holds(name, target) {
      const found = statSync(at(storedName(name, target)), { throwIfNoEntry: false })
      return found !== undefined && found.isFile() && found.size === target.length
    },
    readMetadata: (name) => (existsSync(at(name)) ? readFileSync(at(name)) : null),
    writeMetadata: (name, bytes) => writeDurably(at(name), bytes),
    files() {
      const own = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => OWN_FILE.test(name))
      const within = TARGET_FOLDERS.flatMap((part) => filesIn(at(part)).map((file) => `${part}/${file}`))
      return [...own, ...within]
    },
    remove: (file) => rmSync(at(file), { force: true }),
  }
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return found.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
}

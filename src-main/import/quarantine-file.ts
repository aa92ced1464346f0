import { open, rename, rm } from 'node:fs/promises'
import type { Rejection, SourceFacts } from './outcome.ts'

/** A list of rejected rows on the disk, for whoever mends the source. */
export interface QuarantineFile {
  add(rejection: Rejection): Promise<void>
  /** Makes the list durable under its name and returns how many rejections it lists. */
  finish(): Promise<{ readonly listed: number; readonly unlisted: number }>
  /** Leaves nothing behind. */
  abort(): Promise<void>
}

/** A file that is wrong from end to end needs no longer list. */
const MOST_LISTED = 100_000
const BUFFERED = 64 << 10

/**
 * Starts a list in JSON Lines: first the file, its profile and hash, then a line for every rejection with line, record, field and reason. It
 * holds nothing of the rows themselves (register sources §5.5, rule 5). It has its name only when it is complete.
 */
export async function createQuarantineFile(
  path: string,
  source: Pick<SourceFacts, 'profile' | 'file' | 'sha256' | 'asOf'>,
): Promise<QuarantineFile> {
  const unfinished = `${path}.part`
  const handle = await open(unfinished, 'w', 0o600)
  const { profile, file, sha256, asOf } = source
  let text = `${JSON.stringify({ profile, file, sha256, asOf })}\n`
  let listed = 0
  let unlisted = 0
  const flush = async (): Promise<void> => {
    const ready = text
    text = ''
    await handle.writeFile(ready)
  }
  return {
    async add({ place, field, reason, rows }) {
      if (listed >= MOST_LISTED) {
        unlisted += 1
        return
      }
      listed += 1
      text += `${JSON.stringify({ line: place.line, record: place.record, field, reason, rows })}\n`
      if (text.length >= BUFFERED) await flush()
    },
    async finish() {
      if (unlisted > 0) text += `${JSON.stringify({ unlisted })}\n`
      await flush()
      await handle.sync()
      await handle.close()
      await rename(unfinished, path)
      return { listed, unlisted }
    },
    async abort() {
      await handle.close()
      await rm(unfinished, { force: true })
    },
  }
}

import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import type { FeedSource } from '../../../src-main/feed/follow/feed-source.ts'
import { runFeed } from '../../../src-main/feed/follow/feed-run.ts'
import { openSource } from '../../../src-main/feed/follow/open-source.ts'
import { keyFileVault } from '../../../src-main/hosts/keys/key-file-vault.ts'
import { openEntryLog } from '../../../src-main/hosts/updates/entry-log.ts'
import { feedPlace } from '../../../src-main/hosts/updates/feed-place.ts'
import { openDataFolder } from '../../../src-main/store/data-folder.ts'
import { runEntrySchema } from '../../../src-shared/feed/run-outcome.ts'
import { NIGHT_PHASES, nightPhase } from './night-phase.ts'
import type { NightPhase } from './night-phase.ts'

/**
 * A desk in a process of its own that takes one night of a feed: `node night-process.ts ORDER.json`. It says every phase of the
 * run as it begins, with the milliseconds since then (`download 12.5`), is killed in one of them, or says that it has `ended`.
 */
export const nightOrderSchema = z.object({
  data: z.string(),
  keyFile: z.string(),
  source: z.string(),
  /** In base64. */
  firstRoot: z.string(),
  contentKey: z.string(),
  now: z.string(),
  /** Milliseconds for every piece of a part: a carrier is slow compared with a test's disk. */
  pause: z.number(),
  /** Milliseconds after the beginning of a phase. */
  kill: z.object({ phase: z.enum(NIGHT_PHASES), after: z.number() }),
})

const order = nightOrderSchema.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')))
const silent = { info: () => undefined, error: () => undefined }
const opened = openDataFolder({
  path: order.data,
  role: 'desk',
  vault: (folderId, occasion) => keyFileVault({ file: order.keyFile, folderId, occasion, passphrase: null }),
  clock: { now: () => order.now },
  log: silent,
})
if (!opened.ok) throw new Error(opened.error.code)
const folder = opened.value
const place = feedPlace(order.data)
const runs = openEntryLog(place.runs, runEntrySchema, 50)
const reached = new Int32Array(new SharedArrayBuffer(8))
const killer = new Worker(new URL('killing-thread.ts', import.meta.url), {
  workerData: { phase: reached.buffer, wanted: placeOf(order.kill.phase), after: order.kill.after },
})
await once(killer, 'message')
const started = performance.now()
let phase: NightPhase | null = null
enter('begin')
const entry = await runFeed({
  why: 'nightly',
  dataset: 'demo-feed',
  firstRoot: Buffer.from(order.firstRoot, 'base64'),
  sources: [order.source],
  contentKey: Buffer.from(order.contentKey, 'base64'),
  folder: place.folder,
  mirror: true,
  accepted: [],
  takeReturned: false,
  store: folder.feed,
  journal: { record: (one) => runs.add(one) },
  clock: { now: () => order.now },
  log: silent,
  signal: new AbortController().signal,
  onProgress(progress) {
    const next = nightPhase(progress.phase)
    if (next !== null) enter(next)
  },
  open: (address, signal) => slow(openSource(address, signal)),
})
enter('ended')
if (entry.outcome.kind !== 'updated') process.stdout.write(`${entry.outcome.kind}\n`)
// The kill may be meant for after the end.
await wait(order.kill.after + 50)
process.kill(process.pid, 'SIGKILL')

/** Sends its parts in pieces. */
function slow(inner: FeedSource): FeedSource {
  return {
    ...inner,
    async copy(name, { start, length }, write) {
      const whole = await inner.read(name, length)
      if (!whole.ok) return whole
      const step = Math.ceil(length / 6)
      for (let at = start; at < whole.value.length; at += step) {
        await wait(order.pause)
        write(whole.value.subarray(at, at + step), at)
      }
      return { ok: true, value: null }
    },
  }
}

function enter(next: NightPhase): void {
  if (next === phase) return
  phase = next
  process.stdout.write(`${next} ${(performance.now() - started).toFixed(1)}\n`)
  Atomics.store(reached, 0, placeOf(next))
  Atomics.notify(reached, 0)
}

function placeOf(one: NightPhase): number {
  return NIGHT_PHASES.indexOf(one)
}

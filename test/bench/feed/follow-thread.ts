// The worker of the bench's desk: one run of the follower, as the host makes it.
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { runFeed } from '../../../src-main/feed/follow/feed-run.ts'
import { systemClock } from '../../../src-main/hosts/system-clock.ts'
import { createRegisterFeed } from '../../../src-main/store/register-feed/register-feed.ts'
import { followOrderSchema } from './follow-order.ts'

const { order, data, feedFolder, key } = z
  .object({ order: followOrderSchema, data: z.string(), feedFolder: z.string(), key: z.instanceof(Uint8Array) })
  .parse(workerData)
const log = { info: () => undefined, error: () => undefined }
const entry = await runFeed({
  why: 'nightly',
  dataset: order.dataset,
  firstRoot: Buffer.from(order.root, 'base64'),
  sources: [order.source],
  contentKey: Buffer.from(order.contentKey, 'base64'),
  folder: feedFolder,
  mirror: false,
  accepted: [],
  takeReturned: false,
  store: createRegisterFeed({ path: data, key, mayChange: true, log }),
  journal: { record: () => undefined },
  clock: systemClock,
  log,
  signal: new AbortController().signal,
  onProgress: (progress) => parentPort?.postMessage({ progress }),
})
parentPort?.postMessage({ entry })

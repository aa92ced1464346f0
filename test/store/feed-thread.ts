import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { createRegisterFeed } from '../../src-main/store/register-feed/register-feed.ts'
import { readNight } from './night-file.ts'

/** A thread that takes nights of a feed into the register of a desk that runs beside it. */
const { path, key, nights } = z
  .object({ path: z.string(), key: z.instanceof(Uint8Array), nights: z.array(z.tuple([z.enum(['snapshot', 'delta']), z.string()])) })
  .parse(workerData)
const feed = createRegisterFeed({ path, key, mayChange: true, log: { info: () => undefined, error: () => undefined } })

for (const [way, file] of nights) {
  const night = readNight(file)
  const begun = way === 'snapshot' ? feed.beginSnapshot(night.dataset) : feed.beginDelta(night.dataset)
  if (begun.ok) begun.value.add(night[way])
  const done = begun.ok ? begun.value.finish() : begun
  parentPort?.postMessage(done.ok ? 'switched' : done.error.kind)
}

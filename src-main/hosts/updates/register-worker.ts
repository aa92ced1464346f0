import { parentPort, workerData } from 'node:worker_threads'
import { epochMilliseconds } from '../../../src-shared/calendar.ts'
import type { Instant } from '../../../src-shared/calendar.ts'
import type { Clock, Log } from '../../app/ports.ts'
import { runFeed } from '../../feed/follow/feed-run.ts'
import { hangingSource } from '../../feed/follow/hanging-source.ts'
import { openSource } from '../../feed/follow/open-source.ts'
import { createRegisterFeed } from '../../store/register-feed/register-feed.ts'
import { CANCEL } from './register-job.ts'
import type { JobMessage, JobName, JobResults, LogFields, RegisterJob } from './register-job.ts'

const port = parentPort
if (port === null) throw new Error('This file is the entry of a worker thread')

async function done(order: RegisterJob): Promise<JobResults[JobName]> {
  const feed = createRegisterFeed({ path: order.dataFolder, key: order.key, mayChange: true, log: told })
  if (order.what === 'return') return feed.returnToPrevious()
  if (order.what === 'verify') {
    return feed.verify({ signal: cancel.signal, onProgress: oftenEnough((rows, total) => tell({ kind: 'verified', done: rows, total })) })
  }
  const { hanging = [] } = order
  return runFeed({
    ...order.run,
    open: (address, signal) => (hanging.includes(address) ? hangingSource(address) : openSource(address, signal)),
    store: feed,
    // The desk journals what it hears: one writer a file.
    journal: { record: () => undefined },
    clock: clockFrom(order.now),
    log: told,
    signal: cancel.signal,
    onProgress: (progress) => tell({ kind: 'progress', progress }),
  })
}

function tell(message: JobMessage): void {
  port?.postMessage(message)
}

/** Milliseconds between two words of the verification. */
const EVERY = 250

function oftenEnough(call: (done: number, total: number) => void): (done: number, total: number) => void {
  let last = Number.NEGATIVE_INFINITY
  return (rows, total) => {
    if (performance.now() - last < EVERY) return
    last = performance.now()
    call(rows, total)
  }
}

/** The desk's clock may be set apart from the machine's. */
function clockFrom(now: Instant): Clock {
  const start = epochMilliseconds(now) - performance.now()
  return { now: () => new Date(start + performance.now()).toISOString() }
}

const told: Log = {
  info: (event, fields = {}) => logged('info', event, fields),
  error: (event, fields = {}) => logged('error', event, fields),
}

function logged(level: 'info' | 'error', event: string, fields: LogFields): void {
  tell({ kind: 'log', level, event, fields })
}

const cancel = new AbortController()
port.on('message', (message: unknown) => {
  if (message === CANCEL) cancel.abort()
})
const job: RegisterJob = workerData
tell({ kind: 'done', result: await done(job) })
port.close()

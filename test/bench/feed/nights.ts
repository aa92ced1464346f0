import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { addDays } from '../../../src-shared/calendar.ts'
import { writeRecordFile } from '../../../src-main/hosts/cli/bench/measure-load.ts'
import { readKeys, rootInForce } from '../../../src-main/feed/trust/key-folder.ts'
import type { DeskPlace } from './bench-folder.ts'
import { deskFiguresSchema } from './desk-figures.ts'
import type { DeskFigures } from './desk-figures.ts'
import type { FollowOrder } from './follow-order.ts'
import { afterNight } from './night.ts'
import { regionHeader, regionRecords } from './region.ts'
import { runTool } from './tool.ts'
import type { ToolFigures } from './tool.ts'
import { residentBytes, runWatched, watchProcess } from './watched-process.ts'
import type { ProcessFigures } from './watched-process.ts'

export interface NightsOrder {
  readonly folder: string
  readonly people: number
  readonly before: number
  readonly changes: number
  readonly withTool: boolean
  readonly words: (text: string) => void
}

/** One publication. */
export type PublishFigures = ProcessFigures & { readonly report: Report }

/** One run of the follower within the desk's process. */
export interface FollowFigures extends DeskFigures {
  /** Bytes on the wire in both directions, requests and headers among them, as the server counted them. */
  readonly wireBytes: number
  readonly requests: number
  /** Of the whole desk: its own memory and its worker's. */
  readonly process: ProcessFigures
  /** Memory of the desk before the run. */
  readonly bytesBefore: number | null
}

export interface NightsFigures {
  readonly people: number
  readonly before: number
  readonly changes: number
  readonly recordFileBytes: number
  readonly first: {
    readonly publish: PublishFigures
    readonly feedBytes: number
    readonly follow: FollowFigures
    readonly registerBytes: number
  }
  readonly tool: ToolFigures | null
  readonly changed: { readonly publish: PublishFigures; readonly follow: FollowFigures }
  /** Nothing at all happened at the publisher. */
  readonly silent: FollowFigures
  /** The publisher had nothing new and signed that anew. */
  readonly renewed: FollowFigures
}

const reportSchema = z.looseObject({
  outcome: z.string(),
  sequence: z.int(),
  changes: z.object({ added: z.int(), changed: z.int(), left: z.int(), removed: z.int() }),
})
type Report = z.infer<typeof reportSchema>

/** As `launch.mjs` starts it. */
const NODE = ['--max-semi-space-size=8']
const DESK = fileURLToPath(new URL('../../../src-main/hosts/cli/main.ts', import.meta.url))

/** Publishes, follows and measures one night after the other, everything in a process of its own. Throws where anything fails. */
export async function measureNights({ folder, people, before, changes, withTool, words }: NightsOrder): Promise<NightsFigures> {
  const within = (name: string): string => path.join(folder, name)
  const [records, keys, feed] = [within('records.jsonl'), within('keys'), within('feed')]
  const place: DeskPlace = {
    data: within('data'),
    keyFile: within('desk-keys.json'),
    feedFolder: within('followed'),
    questions: within('questions.json'),
  }
  const now = Date.now()
  const asOf = new Date(now - 86_400_000).toISOString()
  const region = { people, asOf }
  const publish = async (): Promise<PublishFigures> => {
    const { output, ...figures } = await runWatched(process.execPath, [
      ...NODE,
      DESK,
      'feed',
      'publish',
      '--keys',
      keys,
      '--from',
      records,
      '--to',
      feed,
    ])
    words(`  published in ${Math.round(figures.seconds)} s with ${Math.round((figures.peakBytes ?? 0) / 1e6)} MB at most`)
    return { ...figures, report: reportSchema.parse(JSON.parse(output)) }
  }

  words('Making the region')
  writeRecordFile(records, regionHeader(region), regionRecords(region))
  const recordFileBytes = statSync(records).size
  words('Publishing it')
  await runWatched(process.execPath, [DESK, 'feed', 'keys', 'create', '--keys', keys, '--dataset', regionHeader(region).dataset])
  const firstPublish = await publish()
  const feedBytes = bytesUnder(feed)

  words('Filling the desk with an older register')
  const filling = { place, region: { people: before, asOf } }
  await runWatched(process.execPath, [script('fill-before.ts'), JSON.stringify(filling)])
  const server = await startServer(feed)
  const order = { ...enrolled(keys), source: server.address }
  const desk = await startDesk(place)
  words('Following the snapshot')
  const firstFollow = await follow(desk, server, order)
  expectEnd(firstFollow, 'updated')
  words(`  followed in ${Math.round(firstFollow.entry.milliseconds / 1000)} s: ${JSON.stringify(firstFollow)}`)
  const registerBytes = Math.max(...registerFiles(place.data))

  words('Publishing a night with changes')
  const day = new Date(now).toISOString().slice(0, 10)
  const header = { ...regionHeader(region), version: 'second', asOf: new Date(now).toISOString() }
  writeRecordFile(records, header, afterNight(regionRecords(region), people, changes, addDays(day, -1)))
  const changedPublish = await publish()
  words('Following the changes')
  const changedFollow = await follow(desk, server, order)
  expectEnd(changedFollow, 'updated')
  words('Following nights without changes')
  const silent = await follow(desk, server, order)
  expectEnd(silent, 'unchanged')
  await publish()
  const renewed = await follow(desk, server, order)
  expectEnd(renewed, 'unchanged')
  desk.kill()
  server.process.kill()
  for (const left of [records, place.data, feed, keys]) rmSync(left, { recursive: true, force: true })

  if (withTool) words('Importing the same rows with the sqlite3 tool')
  return {
    people,
    before,
    changes,
    recordFileBytes,
    first: { publish: firstPublish, feedBytes, follow: firstFollow, registerBytes },
    tool: withTool ? await runTool(folder, regionRecords(region)) : null,
    changed: { publish: changedPublish, follow: changedFollow },
    silent,
    renewed,
  }
}

interface Server {
  readonly process: ChildProcess
  readonly address: string
  count(): Promise<{ readonly bytes: number; readonly requests: number }>
}

const countSchema = z.object({ address: z.string(), bytes: z.number(), requests: z.number() })

async function startServer(feed: string): Promise<Server> {
  const child = fork(script('serve.ts'), [feed])
  const told = async () => countSchema.parse((await once(child, 'message'))[0])
  const { address } = await told()
  return {
    process: child,
    address,
    count: () => {
      const counted = told()
      child.send('count')
      return counted
    },
  }
}

async function startDesk(place: DeskPlace): Promise<ChildProcess> {
  const child = fork(script('desk.ts'), [JSON.stringify(place)])
  child.once('exit', (code) => {
    if (code !== null && code !== 0) throw new Error(`The desk of the bench ended with ${code}.`)
  })
  await once(child, 'message')
  return child
}

async function follow(desk: ChildProcess, server: Server, order: FollowOrder): Promise<FollowFigures> {
  const before = await server.count()
  const bytesBefore = residentBytes(desk)
  const watch = watchProcess(desk)
  const told = once(desk, 'message')
  desk.send(order)
  const figures = deskFiguresSchema.parse((await told)[0])
  const process = watch.end()
  const after = await server.count()
  return { ...figures, process, bytesBefore, wireBytes: after.bytes - before.bytes, requests: after.requests - before.requests }
}

function enrolled(folder: string): Omit<FollowOrder, 'source'> {
  const keys = readKeys(folder)
  if (!keys.ok) throw new Error(`The bench has no keys: ${keys.error.code}`)
  const { dataset, contentKey } = keys.value
  return { dataset, root: rootInForce(keys.value).toString('base64'), contentKey: Buffer.from(contentKey).toString('base64') }
}

function expectEnd({ entry }: FollowFigures, kind: string): void {
  if (entry.outcome.kind !== kind) throw new Error(`The run ended with ${JSON.stringify(entry.outcome)}.`)
}

function script(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}

function registerFiles(data: string): number[] {
  return readdirSync(data).flatMap((name) => (/^register-\d+\.db$/.test(name) ? [statSync(path.join(data, name)).size] : []))
}

function bytesUnder(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0)
}

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { z } from 'zod'
import { openSource } from '../../../src-main/feed/follow/open-source.ts'
import { openEntryLog } from '../../../src-main/hosts/updates/entry-log.ts'
import { feedPlace } from '../../../src-main/hosts/updates/feed-place.ts'
import type { DataFolder } from '../../../src-main/app/ports.ts'
import { runEntrySchema } from '../../../src-shared/feed/run-outcome.ts'
import type { FeedRecord } from '../../../src-shared/feed/canonical-record.ts'
import { fakePerson } from '../../fakes/people.ts'
import { twisted } from '../../unit/feed/follow/station.ts'
import { valueOf } from '../../store/store-place.ts'
import { filesUnder, testPublisher, valueOf as published } from '../../unit/feed/publisher.ts'
import { joinedStation } from './joined-station.ts'
import type { JoinedStation } from './joined-station.ts'
import { runningChecks } from './running-checks.ts'
import { nightPhase } from './night-phase.ts'
import type { NightPhase } from './night-phase.ts'
import type { nightOrderSchema } from './night-process.ts'

/** What takes a night: a new generation, or one transaction in the current one. */
export type Way = 'snapshot' | 'deltas'

/** A desk killed in the middle of a night, and what was found after it. */
export interface Killed {
  readonly way: Way
  /** The phase of the run in which it was killed, or `ended`. */
  readonly phase: NightPhase
  readonly answers: 'old' | 'new'
  /** Parts that came before the kill, whole or in pieces. */
  readonly kept: number
  /** What is not as promised; empty where all is well. */
  readonly faults: readonly string[]
}

/**
 * A desk that is killed every night while another process writes the journal of its checks, and goes on the next time from what it
 * finds. `remove` ends all processes.
 */
export interface KillNights {
  kill(way: Way): Promise<Killed>
  /** Kills the process that checks, and tells how many acknowledged checks there were and what is missing of them. */
  endChecks(): Promise<{ readonly acknowledged: number; readonly faults: readonly string[] }>
  remove(): Promise<void>
}

/** Who is there every night. */
const CONSTANT = '000000000003'
const PAUSE = 8

export async function killNights(people: number): Promise<KillNights> {
  const publisher = testPublisher()
  const station = joinedStation(publisher)
  let night = 0
  let changes = 0
  published(
    await publisher.publish(
      0,
      region(people, () => 0),
    ),
  )
  if ((await station.run(0)).outcome.kind !== 'updated') throw new Error('the first night must be taken')
  station.folder.close()
  const versions = new Map<number, number>()
  const checks = await runningChecks(station.place, CONSTANT)
  const durations = new Map<string, number>()
  const orderFile = path.join(station.place.root, 'order.json')

  /** A night of this kind, and how many records it holds. */
  const publish = async (way: Way): Promise<void> => {
    // Two nights of little, so that there is a chain; or one of so much that the snapshot is the cheaper way.
    for (const share of way === 'deltas' ? [0.02, 0.03] : [0.4]) {
      night += 1
      for (let count = 0; count < people * share; count += 1) versions.set((changes += 7919) % people, night)
      const records = region(people + night, (index) => versions.get(index) ?? 0)
      published(await publisher.publish(night, records, { snapshot: way === 'snapshot' }))
    }
  }

  return {
    async kill(way) {
      const from = publisher.listed().dataset
      await publish(way)
      const to = publisher.listed().dataset
      const order: z.infer<typeof nightOrderSchema> = {
        data: station.place.data,
        keyFile: station.place.keyFile,
        source: publisher.feedFolder,
        firstRoot: (publisher.keys().roots.get(1) ?? Buffer.alloc(0)).toString('base64'),
        contentKey: publisher.keys().contentKey.toString('base64'),
        now: publisher.at(night),
        pause: PAUSE,
        kill: anyMoment(way, durations),
      }
      writeFileSync(orderFile, JSON.stringify(order))
      const before = new Set(partsOf(station))
      const phase = await killedRun(orderFile, way, durations)
      const faults: string[] = []
      const folder = station.place.opened()
      try {
        const sequence = await lookAt(folder, [from, to], faults)
        if (phase === 'ended' && sequence !== to.sequence) faults.push('a switch that was told is lost')
        checks.missing(folder, faults)
        const kept = partsOf(station).filter((file) => !before.has(file)).length
        await resume(station, folder, night, to, faults)
        return { way, phase, answers: sequence === to.sequence ? 'new' : 'old', kept, faults }
      } finally {
        folder.close()
      }
    },
    async endChecks() {
      await checks.kill()
      const faults: string[] = []
      const folder = station.place.opened()
      checks.missing(folder, faults, 0)
      folder.close()
      return { acknowledged: checks.acknowledged(), faults }
    },
    async remove() {
      await checks.kill()
      station.remove()
      publisher.remove()
    },
  }
}

function region(count: number, version: (index: number) => number): FeedRecord[] {
  return Array.from({ length: count }, (_none, index) => {
    const id = String(index + 1).padStart(12, '0')
    // Texts that do not pack well make parts of some size.
    const familyName = createHash('sha256')
      .update(`${id} ${version(index)}`)
      .digest('hex')
      .toUpperCase()
    return { person: fakePerson({ id, familyName }) }
  })
}

/** Where a kill may fall, by the way of the night: the phases that change something have their share. */
const MOMENTS: Readonly<Record<Way, readonly NightPhase[]>> = {
  snapshot: ['begin', 'metadata', 'download', 'decode', 'decode', 'index', 'digest', 'switch', 'switch', 'switch', 'ended'],
  deltas: ['begin', 'metadata', 'download', 'decode', 'digest', 'switch', 'switch', 'switch', 'ended'],
}

/** Lets a desk begin its night and be killed; tells in which phase it was. Throws where the night ends otherwise. */
async function killedRun(orderFile: string, way: Way, durations: Map<string, number>): Promise<NightPhase> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'night-process.ts'), orderFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let phase: NightPhase = 'begin'
  let since = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const [name = '', time] = line.split(' ')
    if (time === undefined) throw new Error(`The night ended with ${line}.`)
    durations.set(`${way} ${phase}`, Number(time) - since)
    phase = nightPhase(name) ?? phase
    since = Number(time)
  }
  await ended
  return phase
}

/** Some moment of some phase, the longest that the phase took so far included. */
function anyMoment(way: Way, durations: ReadonlyMap<string, number>): z.infer<typeof nightOrderSchema>['kill'] {
  const moments = MOMENTS[way]
  const phase = moments[Math.floor(Math.random() * moments.length)] ?? 'begin'
  return { phase, after: Math.random() * 1.1 * (durations.get(`${way} ${phase}`) ?? 20) }
}

function partsOf({ feedFolder }: JoinedStation): readonly string[] {
  return filesUnder(path.join(feedFolder, 'parts')).filter((file) => /partial|part-\d+$/.test(file))
}

type Listed = ReturnType<ReturnType<typeof testPublisher>['listed']>['dataset']

/** Looks at what the kill left and gives the sequence that answers. */
async function lookAt({ feed, register }: DataFolder, states: readonly Listed[], faults: string[]): Promise<number> {
  const standing = valueOf(feed.standing())
  const sequence = standing.state?.sequence ?? 0
  const state = states.find((one) => one.sequence === sequence)
  if (state === undefined) faults.push(`sequence ${sequence}`)
  const verified = await feed.verify()
  if (verified.kind !== 'whole') faults.push(`verify: ${verified.kind}`)
  else if (verified.records !== state?.counts['person']) faults.push(`records: ${verified.records} in ${sequence}`)
  if (register.facts().state !== 'ready') faults.push(`register: ${register.facts().state}`)
  if (register.state().version !== state?.version) faults.push(`version: ${register.state().version}`)
  if (standing.behind || standing.returned || standing.floor?.sequence !== sequence) faults.push(`floor: ${JSON.stringify(standing.floor)}`)
  if (register.byId(CONSTANT).people.length !== 1) faults.push('who is always there is not found')
  return sequence
}

/** The next run takes the newest state, fetches nothing that lies there, and leaves nothing half done behind. */
async function resume(station: JoinedStation, folder: DataFolder, night: number, to: Listed, faults: string[]): Promise<void> {
  const parts = path.join(station.feedFolder, 'parts')
  const held = filesUnder(parts).filter((file) => /part-\d+$/.test(file))
  const asked: string[] = []
  const { outcome } = await station.run(night, {
    store: folder.feed,
    open: (address, signal) => {
      const inner = openSource(address, signal)
      return twisted(inner, {
        copy(name, range, write) {
          asked.push(name)
          return inner.copy(name, range, write)
        },
      })
    },
  })
  if (outcome.kind !== 'updated' && outcome.kind !== 'unchanged') faults.push(`next run: ${JSON.stringify(outcome)}`)
  const twice = asked.filter((name) => held.some((file) => file.endsWith(name.split('/').join(path.sep))))
  if (twice.length > 0) faults.push(`fetched again: ${twice.join()}`)
  if (valueOf(folder.feed.standing()).state?.sequence !== to.sequence) faults.push('the next run does not end on the newest state')
  if ((await folder.feed.verify()).kind !== 'whole') faults.push('the next run leaves no whole register')
  if (station.digest() !== to.stateDigest) faults.push('the next run leaves another digest')
  const left = filesUnder(station.place.data).filter((file) => file.endsWith('.draft') || file.includes('partial'))
  if (left.length > 0) faults.push(`left behind: ${left.join()}`)
  const registers = readdirSync(station.place.data).filter((name) => /^register-\d+\.db$/.test(name))
  if (registers.length > 2) faults.push(`register files: ${registers.join()}`)
  const runs = openEntryLog(feedPlace(station.place.data).runs, runEntrySchema, 50)
  if (existsSync(feedPlace(station.place.data).runs) && runs.entries().some((entry) => entry.outcome.kind !== 'updated'))
    faults.push('journal of runs')
}

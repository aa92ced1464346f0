import { cpSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fakePerson } from '../fakes/people.ts'
import { childDesk } from './child-desk.ts'
import { fakeFeed, takeSnapshot } from './fake-feed.ts'
import { writeNight } from './night-file.ts'
import { storePlace, valueOf } from './store-place.ts'
import type { StorePlace } from './store-place.ts'

/** What takes a night: a new generation, or one transaction in the current one. */
export type Way = 'snapshot' | 'delta'

/** A desk killed in the middle of a night, and what was found after it. */
export interface Killed {
  readonly way: Way
  /** The sequence that answered after the restart: 1 is the night before, 2 the night itself. */
  readonly sequence: number
  /** What is not as promised; empty where all is well. */
  readonly faults: readonly string[]
}

export interface KillRange {
  /** A desk that is killed once at the given share (0–1.1) of the time that the night takes, or of its last step. */
  kill(way: Way, share: number, isLastStep: boolean): Promise<Killed>
  remove(): void
}

const ENP = '0056410834000014'
const HASH = new Uint8Array(32).fill(5)

/** Prepares a desk with `people` people and a night that changes `changes` of them, and times both ways once. */
export async function killRange(people: number, changes: number): Promise<KillRange> {
  const place = storePlace()
  const pristine = path.join(place.root, 'pristine')
  const night = path.join(place.root, 'night.json')
  const source = fakeFeed()
  source.publish({ put: Array.from({ length: people }, (_, index) => ({ person: fakePerson({ id: `p${index}` }) })) })
  const folder = place.opened()
  takeSnapshot(folder.feed, source)
  const added = Math.ceil(changes / 4)
  const { dataset, delta } = source.publish({
    put: Array.from({ length: changes }, (_, index) => ({
      person: fakePerson({ id: `p${index + people - changes + added}`, status: 'НПП' }),
    })),
    remove: Array.from({ length: Math.min(added, people - changes) }, (_, index) => ['person', `p${index}`] as const),
  })
  folder.close()
  writeNight(night, { dataset, snapshot: source.snapshot(), delta })
  cpSync(place.data, pristine, { recursive: true })
  const records = { 1: people, 2: source.snapshot().length }

  const run = async (
    way: Way,
    killAt: ((step: 'whole' | 'last') => number | null) | null,
  ): Promise<readonly [whole: number, last: number]> => {
    rmSync(place.data, { recursive: true, force: true })
    cpSync(pristine, place.data, { recursive: true })
    const desk = childDesk(place)
    await expectSaid(desk.said(), 'open')
    desk.tell(`check ${ENP}`)
    await expectSaid(desk.said(), 'found')
    desk.tell(`${way} ${night}`)
    const started = performance.now()
    const whole = killAt?.('whole') ?? null
    if (whole !== null) await wait(whole)
    else {
      await expectSaid(desk.said(), 'finishing')
      const finishing = performance.now()
      const last = killAt?.('last') ?? null
      if (last === null) await expectSaid(desk.said(), 'switched')
      else await wait(last)
      const ended = performance.now()
      await desk.kill()
      return [ended - started, ended - finishing]
    }
    await desk.kill()
    return [0, 0]
  }
  const durations = { snapshot: await run('snapshot', null), delta: await run('delta', null) }

  return {
    async kill(way, share, isLastStep) {
      const [whole, last] = durations[way]
      await run(way, (step) => (step === 'last' ? last * share : isLastStep ? null : whole * share))
      return await found(place, way, records)
    },
    remove: place.remove,
  }
}

async function found(place: StorePlace, way: Way, records: Readonly<Record<number, number>>): Promise<Killed> {
  const folder = place.opened()
  const faults: string[] = []
  try {
    const standing = valueOf(folder.feed.standing())
    const sequence = standing.state?.sequence ?? 0
    const verified = await folder.feed.verify()
    if (verified.kind !== 'whole') faults.push(`verify: ${verified.kind}`)
    else if (verified.records !== records[sequence]) faults.push(`records: ${verified.records} in night ${sequence}`)
    if (folder.register.facts().state !== 'ready') faults.push(`register: ${folder.register.facts().state}`)
    if (folder.register.state().version !== `night-${sequence}`) faults.push(`version: ${folder.register.state().version}`)
    if (standing.behind || standing.returned || standing.floor?.sequence !== sequence) faults.push(`floor: ${JSON.stringify(standing)}`)
    if (folder.register.byId('p5').people.length + folder.register.byId(`p${(records[1] ?? 0) - 1}`).people.length === 0)
      faults.push('nobody found')
    if (folder.journal.lastVisit(HASH) === null) faults.push('journal: the entry before the kill is gone')
    const files = readdirSync(place.data).filter((name) => /^register-\d+\.db$/.test(name)).length
    if (files !== (way === 'snapshot' && sequence === 2 ? 2 : 1)) faults.push(`register files: ${files}`)
    return { way, sequence, faults }
  } finally {
    folder.close()
  }
}

async function expectSaid(said: Promise<string | null>, wanted: string): Promise<void> {
  const line = await said
  if (line !== wanted) throw new Error(`The desk said ${line} instead of ${wanted}.`)
}

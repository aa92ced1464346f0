import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { people } from '../../unit/feed/follow/station.ts'
import { testPublisher, valueOf } from '../../unit/feed/publisher.ts'
import type { TestPublisher } from '../../unit/feed/publisher.ts'
import { PASSPHRASE, composedDesk, enrolmentText } from './composed-desk.ts'
import type { ComposedDesk } from './composed-desk.ts'

/** Register feed, Promises 3: a run never blocks the desk. */
let publisher: TestPublisher
let station: ComposedDesk
beforeEach(async () => {
  publisher = testPublisher()
  valueOf(await publisher.publish(0, people(60)))
  station = composedDesk(publisher.at(0))
  await station.call('updates.enrol', { enrolment: enrolmentText(publisher), passphrase: PASSPHRASE })
  await station.until(({ activity, runs }) => activity === null && runs.length === 1)
})
afterEach(async () => {
  await station.remove()
  publisher.remove()
})

const PEOPLE = 4000
/** Milliseconds of the answering thread's own processor time, which does not depend on what else the machine does. */
const HELD = 100
/** To a number that nobody has. */
const ANSWER = { verdict: { reasons: [{ code: 'not-in-local-register' }] } }

test('while a register is built the desk answers every check, and the work is done beside the thread that answers', async () => {
  valueOf(await publisher.publish(0.1, people(PEOPLE), { accept: 'test', snapshot: true }))
  station.setClock(publisher.at(0.1))
  const check = () => station.call('check', { shown: [{ text: '0093089747000017' }] })
  for (let warm = 0; warm < 5; warm += 1) expect(await check()).toMatchObject(ANSWER)
  await station.call('updates.run')
  const before = { own: ownTime(), all: allTime() }
  let [answers, longest, last] = [0, 0, before.own]
  for (;;) {
    const { activity, runs } = await station.updates()
    if (activity === null) {
      expect(runs[0]).toMatchObject({ outcome: { kind: 'updated', by: 'snapshot' }, rows: { read: PEOPLE } })
      break
    }
    expect(await check()).toMatchObject(ANSWER)
    answers += 1
    await pause(10)
    const now = ownTime()
    longest = Math.max(longest, now - last)
    last = now
  }
  const used = { own: ownTime() - before.own, all: allTime() - before.all }
  expect(answers).toBeGreaterThan(5)
  expect(longest).toBeLessThan(HELD)
  expect(used.own).toBeLessThan(used.all / 2)
  expect((await station.updates()).standing).toMatchObject({ people: PEOPLE })
})

/** Milliseconds of the processor that this thread has taken. */
function ownTime(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Milliseconds of all threads of the process. */
function allTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

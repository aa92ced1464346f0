import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeEnrolment } from '../../../src-main/feed/trust/enrolment.ts'
import { people } from '../../unit/feed/follow/station.ts'
import { fakePerson, fakePolicy } from '../../fakes/people.ts'
import { CHEAP, filesUnder, testPublisher, valueOf } from '../../unit/feed/publisher.ts'
import type { TestPublisher } from '../../unit/feed/publisher.ts'
import { PASSPHRASE, composedDesk } from './composed-desk.ts'
import type { ComposedDesk } from './composed-desk.ts'

/** Register feed, Promises 10: the first day of a station without a network. All that it has is a stick, and a passphrase told apart. */
let publisher: TestPublisher
let station: ComposedDesk
let stick: string
/** How often the publisher's own server was asked, which the enrolment names and nobody may need. */
let asked = 0
const server = createServer((socket) => {
  asked += 1
  socket.destroy()
})
const ENP = '0093089747000017'

beforeEach(async () => {
  await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume))
  asked = 0
  publisher = testPublisher()
  const insured = fakePerson({ id: '000000000999', enp: ENP, policies: [fakePolicy({ enp: ENP })] })
  valueOf(await publisher.publish(0, [...people(50), { person: insured }]))
  station = composedDesk(publisher.at(0))
  stick = mkdtempSync(path.join(tmpdir(), 'polis-desk-stick-'))
  cpSync(publisher.feedFolder, path.join(stick, 'feed'), { recursive: true })
  const { dataset, contentKey, roots } = publisher.keys()
  const sources = [`http://127.0.0.1:${(server.address() as AddressInfo).port}/`]
  const secret = { passphrase: PASSPHRASE }
  const made = valueOf(makeEnrolment({ dataset, root: roots.get(1) ?? Buffer.alloc(0), sources, contentKey, secret, cost: CHEAP }))
  writeFileSync(path.join(stick, 'enrolment.json'), JSON.stringify(made))
})
afterEach(async () => {
  await station.remove()
  publisher.remove()
  rmSync(stick, { recursive: true, force: true })
  await new Promise((resume) => server.close(resume))
})

const stickBytes = () => new Map(filesUnder(stick).map((file) => [file, readFileSync(file).toString('base64')]))
const outcome = async () => ((await station.call('check', { shown: [{ text: ENP }] })) as { verdict: { outcome: string } }).verdict.outcome

/** Names the stick as the only source, enrols from it, and waits for the first run. */
async function firstDay() {
  await station.call('settings.set', { name: 'feedSources', value: [path.join(stick, 'feed')] })
  const enrolment = readFileSync(path.join(stick, 'enrolment.json'), 'utf8')
  expect(await station.call('updates.enrol', { enrolment, passphrase: PASSPHRASE })).toMatchObject({ enrolment: { dataset: 'demo-feed' } })
  return station.until(({ activity, runs }) => activity === null && runs.length > 0)
}

test('enrolled from a stick it takes the register from there, answers without it, and leaves it as it was', async () => {
  const before = stickBytes()
  expect(await outcome()).toBe('not-checked')
  expect(await firstDay()).toMatchObject({
    standing: { people: 51, position: { sequence: 1 } },
    runs: [{ outcome: { kind: 'updated', by: 'snapshot' }, sources: [{ address: path.join(stick, 'feed'), state: 'good' }] }],
  })
  expect(stickBytes()).toEqual(before)
  rmSync(stick, { recursive: true })
  await station.restart()
  expect(await outcome()).toBe('covered')
  expect(asked).toBe(0)
})

test('what was changed on the way is refused as from any other source, and nothing is answered from it', async () => {
  const part = filesUnder(stick).find((file) => /snapshot.*part-/.test(file)) ?? ''
  const bytes = readFileSync(part)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
  writeFileSync(part, bytes)
  expect(await firstDay()).toMatchObject({ standing: null, runs: [{ outcome: { kind: 'refused', because: 'wrong-file' } }] })
  expect(await outcome()).toBe('not-checked')
  cpSync(publisher.feedFolder, path.join(stick, 'feed'), { recursive: true })
  await station.call('updates.run')
  await station.until(({ activity, standing }) => activity === null && standing !== null)
  expect(await outcome()).toBe('covered')
})

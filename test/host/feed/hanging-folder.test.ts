import { execFileSync, spawn } from 'node:child_process'
import { closeSync, cpSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keyFileVault } from '../../../src-main/hosts/keys/key-file-vault.ts'
import { feedPlace } from '../../../src-main/hosts/updates/feed-place.ts'
import { inThread } from '../../../src-main/hosts/updates/register-thread.ts'
import type { RunEntry } from '../../../src-shared/feed/run-outcome.ts'
import { fakeLog } from '../../fakes/fake-folder.ts'
import { valueOf as stored } from '../../store/store-place.ts'
import { people } from '../../unit/feed/follow/station.ts'
import { testPublisher, valueOf } from '../../unit/feed/publisher.ts'
import type { TestPublisher } from '../../unit/feed/publisher.ts'
import { machine } from '../run-desk.ts'
import { PASSPHRASE, enrolmentText } from './composed-desk.ts'
import { joinedStation } from './joined-station.ts'
import type { JoinedStation } from './joined-station.ts'

let publisher: TestPublisher
let station: JoinedStation
beforeEach(async () => {
  publisher = testPublisher()
  valueOf(await publisher.publish(0, people(20)))
  station = joinedStation(publisher)
})
afterEach(() => {
  station.remove()
  publisher.remove()
})

function run(sources: readonly string[], signal = new AbortController().signal): Promise<RunEntry> {
  const { folder, place } = station
  const vault = keyFileVault({ file: place.keyFile, folderId: folder.id, occasion: 'open', passphrase: null })
  const { contentKey, roots } = publisher.keys()
  const job = {
    what: 'run',
    dataFolder: place.data,
    key: stored(vault.key('register')),
    now: publisher.at(0),
    run: {
      why: 'manual',
      dataset: 'demo-feed',
      firstRoot: roots.get(1) ?? Buffer.alloc(0),
      sources,
      contentKey,
      folder: feedPlace(place.data).folder,
      mirror: false,
      accepted: [],
      takeReturned: false,
    },
  } as const
  return inThread(job, { log: fakeLog(), signal, closing: new AbortController().signal })
}

// A pipe that nobody writes to hangs as a share does whose server went away.
test.skipIf(process.platform !== 'linux')(
  'a folder that hangs holds one call and no more: the next run passes it over',
  async () => {
    const hanging = mkdtempSync(path.join(publisher.folder, 'share-'))
    const pipe = path.join(hanging, 'timestamp.json')
    execFileSync('mkfifo', [pipe])
    const cancel = new AbortController()
    setTimeout(() => cancel.abort(), 300)
    const sources = [hanging, publisher.feedFolder]
    expect((await run(sources, cancel.signal)).outcome).toEqual({ kind: 'cancelled' })
    const second = await run(sources)
    expect(second).toMatchObject({ outcome: { kind: 'updated' }, sources: [{ state: 'slow' }, { state: 'good' }] })
    // Whoever asks it again waits for fifteen seconds at least.
    expect(second.milliseconds).toBeLessThan(14_000)
    // Somebody writes to it: the call comes back, and the folder is asked again.
    closeSync(openSync(pipe, 'w'))
    rmSync(pipe)
    cpSync(publisher.feedFolder, hanging, { recursive: true })
    expect(await run(sources)).toMatchObject({ outcome: { kind: 'unchanged' }, sources: [{ state: 'good' }, { state: 'not-asked' }] })
  },
  60_000,
)

test.skipIf(process.platform !== 'linux')(
  'a process whose thread a share holds ends all the same, with its answer told',
  async () => {
    const hanging = mkdtempSync(path.join(publisher.folder, 'share-'))
    execFileSync('mkfifo', [path.join(hanging, 'timestamp.json')])
    const home = machine()
    try {
      const [enrolment, passphrase] = [path.join(home.folder, 'enrolment.json'), path.join(home.folder, 'passphrase.txt')]
      writeFileSync(enrolment, enrolmentText(publisher))
      writeFileSync(passphrase, PASSPHRASE)
      expect(await home.withData(['enrol', enrolment, '--passphrase-file', passphrase])).toMatchObject({ code: 0 })
      const sources = JSON.stringify([hanging])
      expect(await home.desk(['settings', 'set', 'feedSources', sources, '--data', home.data])).toMatchObject({ code: 0 })
      const main = path.resolve(import.meta.dirname, '../../../src-main/hosts/cli/main.ts')
      const environment = { ...process.env, XDG_CONFIG_HOME: path.join(home.folder, 'config') }
      const child = spawn(process.execPath, [main, 'sync', '--data', home.data, '--verbose'], { env: environment })
      let [told, log] = ['', '']
      child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString('utf8')))
      child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')))
      const ended = new Promise<string>((resolve) => child.once('close', () => resolve('ended')))
      // The run has begun when it has taken its turn; a moment later its thread hangs.
      const turn = path.join(home.data, 'feed', 'feed.lock')
      await vi.waitFor(() => expect(existsSync(turn)).toBe(true), { timeout: 20_000, interval: 20 })
      setTimeout(() => child.kill('SIGINT'), 700)
      const late = new Promise<string>((resolve) => setTimeout(resolve, 40_000, `still there: ${log}`))
      expect(await Promise.race([ended, late])).toBe('ended')
      expect(JSON.parse(told)).toMatchObject({ outcome: { kind: expect.stringMatching(/cancelled|no-source/) } })
    } finally {
      home.remove()
    }
  },
  60_000,
)

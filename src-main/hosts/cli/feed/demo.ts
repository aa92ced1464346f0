import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import type { Language } from '../../../../src-shared/coverage/verdict.ts'
import type { DemoSample } from '../../../../src-shared/contract.ts'
import { err, ok } from '../../../../src-shared/result.ts'
import type { Result } from '../../../../src-shared/result.ts'
import { demoPublication } from '../../../app/demo/demo-publication.ts'
import { demoHeader } from '../../../app/demo/records.ts'
import { writeDurably } from '../../../app/files/durable-file.ts'
import type { FeedFailure } from '../../../feed/feed-failure.ts'
import { publishFeed } from '../../../feed/publish/publish.ts'
import type { PublishReport } from '../../../feed/publish/publish.ts'
import { makeEnrolment } from '../../../feed/trust/enrolment.ts'
import { createKeys, readKeys, rootInForce } from '../../../feed/trust/key-folder.ts'
import type { PublisherKeys } from '../../../feed/trust/key-folder.ts'
import { systemClock } from '../../system-clock.ts'
import type { CliConsole } from '../cli-console.ts'
import { languageOption, verbCommand, wholeNumber } from '../options.ts'
import { runFeedVerb } from './feed-verb.ts'
import { serveFolder } from './serve-folder.ts'

interface Options {
  readonly people: number
  readonly port: number
  readonly lang?: Language
}

/** Everybody may know it: it guards invented people. */
const PASSPHRASE = 'polis-desk-demo'
const SEED = 1

/** `feed demo FOLDER`: publishes an invented region, serves it on 127.0.0.1, and publishes the next state whenever Enter is pressed. */
export function demoCommand(io: CliConsole, exit: (code: number) => void): Command {
  return verbCommand('demo', 'Publish an invented region and serve it on 127.0.0.1; Enter publishes the next state.')
    .name('demo')
    .argument('<folder>', 'folder for the feed, its keys and the enrolment file; made where there is none')
    .option('--people <n>', 'people of the region', wholeNumber(1, 2_000_000), 20_000)
    .option('--port <n>', 'port; 0 takes any that is free', wholeNumber(0, 65_535), 8380)
    .addOption(languageOption())
    .action((folder: string, options: Options) => runFeedVerb(io, exit, options.lang, () => demo(path.resolve(folder), options, io)))
}

async function demo(folder: string, { people, port }: Options, io: CliConsole): Promise<Result<unknown, FeedFailure>> {
  const keys = demoKeys(path.join(folder, 'keys'))
  if (!keys.ok) return keys
  const publisher = demoPublisher(folder, keys.value, people)
  const first = await publisher.publish()
  if (!first.ok) return first
  const server = await serveFolder(path.join(folder, 'feed'), port)
  if (!server.ok) return server
  const enrolled = writeEnrolment(folder, keys.value, server.value.address)
  if (!enrolled.ok) return enrolled
  await io.answer({ ...first.value, address: server.value.address, enrolment: enrolled.value.file, passphrase: PASSPHRASE })
  io.words(instructions(folder, enrolled.value))
  const lines = createInterface({ input: process.stdin })
  let failure: FeedFailure | null = null
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
    let turn = Promise.resolve()
    lines.on('line', () => {
      turn = turn.then(async () => {
        const next = await publisher.publish()
        if (next.ok) return io.answer(next.value)
        failure = next.error
        resolve()
      })
    })
  })
  lines.close()
  await server.value.close()
  return failure === null ? ok({ requests: server.value.requests() }) : err(failure)
}

interface DemoState {
  readonly sequence: number
  readonly people: number
  readonly changes: PublishReport['changes']
  /** What to show to the desk to see the change. */
  readonly show: { readonly enp: string | null; readonly answer: DemoSample['outcome'] }
}

/** Publications count on over several starts: the number is that of the feed. */
function demoPublisher(folder: string, keys: PublisherKeys, people: number): { publish(): Promise<Result<DemoState, FeedFailure>> } {
  const note = path.join(folder, 'publications')
  return {
    async publish() {
      const publication = 1 + (existsSync(note) ? Number(readFileSync(note, 'utf8')) : 0)
      const now = systemClock.now()
      const { order, records, changing } = demoPublication({ people, seed: SEED, asOf: now }, publication)
      const report = await publishFeed({
        keys,
        stateFolder: path.join(folder, 'state'),
        feedFolder: path.join(folder, 'feed'),
        source: { header: demoHeader(order), content: 'full-list', outcomes: outcomesOf(records) },
        now,
        cadenceHours: 24,
        // The size of the region may be another than at the last start.
        accept: 'demo',
        expectedChanges: [{ brake: 'people-fall', reason: 'demo' }],
        snapshot: false,
        onProgress: () => undefined,
      })
      if (!report.ok) return report
      writeDurably(note, String(publication))
      const { sequence, changes } = report.value
      const answer = changing.covered ? 'covered' : 'not-covered'
      return ok({ sequence, people: order.people, changes, show: { enp: changing.person.enp, answer } })
    },
  }
}

type Records = ReturnType<typeof demoPublication>['records']

function* outcomesOf(
  records: Records,
): Generator<{ readonly kind: 'record'; readonly record: Records extends Iterable<infer One> ? One : never }> {
  for (const record of records) yield { kind: 'record', record }
}

function demoKeys(folder: string): Result<PublisherKeys, FeedFailure> {
  if (existsSync(folder)) return readKeys(folder)
  return createKeys({ folder, dataset: DATASET, now: systemClock.now(), passphrase: null })
}

const DATASET = demoHeader({ people: 1, seed: SEED, asOf: '2025-01-01T00:00:00Z' }).dataset

interface EnrolmentFiles {
  readonly file: string
  readonly passphraseFile: string
}

function writeEnrolment(folder: string, keys: PublisherKeys, address: string): Result<EnrolmentFiles, FeedFailure> {
  const { dataset, contentKey } = keys
  const secret = { passphrase: PASSPHRASE }
  const enrolment = makeEnrolment({ dataset, root: rootInForce(keys), sources: [address], contentKey, secret })
  if (!enrolment.ok) return enrolment
  const files = { file: path.join(folder, 'enrolment.json'), passphraseFile: path.join(folder, 'passphrase.txt') }
  writeDurably(files.file, `${JSON.stringify(enrolment.value, null, 2)}\n`)
  writeDurably(files.passphraseFile, `${PASSPHRASE}\n`)
  return ok(files)
}

function instructions(folder: string, { file, passphraseFile }: EnrolmentFiles): string {
  const desk = path.join(folder, 'desk')
  return `
In another terminal:

  npm start -- --data ${desk} --enrol ${file} --passphrase-file ${passphraseFile}

Show the desk the ENP above, press Enter here to publish the next state, press F10 and "update now" at the desk, and show the ENP
again: the answer is another one. Ctrl+C stops.`
}

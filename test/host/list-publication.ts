import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { personSchema } from '../../src-shared/register/person.ts'
import type { Person } from '../../src-shared/register/person.ts'
import { fakeInsurer, fakePerson } from '../fakes/people.ts'
import { attachedRow } from '../unit/import/attached-rows.ts'
import { linesOf, testPublisher } from '../unit/feed/publisher.ts'
import type { TestPublisher } from '../unit/feed/publisher.ts'
import { deskHere } from './desk-here.ts'
import { answerOf } from './run-desk.ts'
import type { Ended } from './run-desk.ts'

/** The parts of an answer that are looked at here. */
const answerSchema = z.object({
  outcome: z.string(),
  asOf: z.string(),
  changes: z.record(z.string(), z.number()),
  accepted: z.array(z.string()),
  held: z.array(z.object({ code: z.string() })),
  would: z.record(z.string(), z.number()).optional(),
  lists: z.array(
    z.object({
      source: z.object({ file: z.string(), encoding: z.string() }),
      counts: z.object({ rows: z.number(), records: z.number(), duplicates: z.number(), rejected: z.number(), brake: z.boolean() }),
      warnings: z.record(z.string(), z.number()),
      validEnpShare: z.number(),
      births: z.object({ oldest: z.string(), newest: z.string() }),
    }),
  ),
  classifiers: z.array(z.object({ name: z.string(), records: z.number() })),
  setAside: z.array(z.object({ file: z.string(), line: z.number().nullable(), field: z.string().nullable(), reason: z.string() })),
  quarantine: z.object({ path: z.string(), listed: z.number() }).nullable(),
})

/** A publisher in a temporary folder, and files for it to publish. */
export interface ListPublication {
  readonly publisher: TestPublisher
  /** Writes a file into the folder and gives its path. */
  fileOf(name: string, bytes: Uint8Array | string): string
  list(name: string, lines: readonly string[]): string
  /** A register in JSON Lines, with ids of its own. */
  register(asOf: string, people: readonly Partial<Person>[]): string
  publishArgs(more: readonly string[]): string[]
  publish(...more: string[]): Promise<Ended>
  /** The people of the newest delta, or of the snapshot where there is none. */
  peopleOf(): Person[]
}

/** The night of which `publisher.verify(1)` speaks. */
export const NOW = '2025-11-02T03:00:00Z'
export const SCOPE = ['--scope', 'attached people of an invented clinic']

export function listPublication(): ListPublication {
  const publisher = testPublisher('demo-lists')
  const fileOf = (name: string, bytes: Uint8Array | string): string => {
    const file = path.join(publisher.folder, name)
    writeFileSync(file, bytes)
    return file
  }
  const publishArgs = (more: readonly string[]): string[] => {
    const { keyFolder, stateFolder, feedFolder } = publisher
    const folders = ['--keys', keyFolder, '--state', stateFolder, '--to', feedFolder]
    return ['feed', 'publish', ...folders, '--tz', 'Europe/Moscow', '--now', NOW, ...more]
  }
  return {
    publisher,
    fileOf,
    list: (name, lines) => fileOf(name, lines.join('\r\n')),
    register(asOf, people) {
      const header = { schemaVersion: 1, dataset: 'demo-lists', scope: 'register', version: asOf.slice(0, 10), asOf }
      const records = people.map((changes, index) => ({ person: fakePerson({ id: String(index + 1).padStart(12, '0'), ...changes }) }))
      const lines = [header, { insurer: fakeInsurer }, ...records].map((line) => `${JSON.stringify(line)}\n`)
      return fileOf(`register-${asOf.slice(0, 10)}.jsonl`, lines.join(''))
    },
    publishArgs,
    publish: (...more) => deskHere(publishArgs(more)),
    peopleOf: () =>
      [...linesOf(publisher).values()].filter(({ entity }) => entity === 'person').map(({ record }) => personSchema.parse(record)),
  }
}

/** The answer of a publication that succeeded. */
export function answered(ended: Ended): z.infer<typeof answerSchema> {
  if (ended.code !== 0) throw new Error(ended.stderr)
  return answerSchema.parse(answerOf(ended))
}

/** Rows of attached people, one for every serial number. */
export function rows(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_none, index) => attachedRow({ serial: from + index }))
}

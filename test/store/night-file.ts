import { readFileSync, writeFileSync } from 'node:fs'
import type { Dataset } from '../../src-shared/feed/dataset.ts'
import { datasetSchema } from '../../src-shared/feed/dataset.ts'
import { z } from 'zod'
import type { FeedLine } from '../../src-main/app/feed-port.ts'
import { feedLine } from './fake-feed.ts'

/** A night of a feed in one file, for another process. */
export interface NightFile {
  readonly dataset: Dataset
  readonly snapshot: readonly FeedLine[]
  readonly delta: readonly FeedLine[]
}

const schema = z.object({ dataset: datasetSchema, snapshot: z.array(z.string()), delta: z.array(z.string()) })

export function writeNight(file: string, { dataset, snapshot, delta }: NightFile): void {
  writeFileSync(file, JSON.stringify({ dataset, snapshot: snapshot.map(({ text }) => text), delta: delta.map(({ text }) => text) }))
}

export function readNight(file: string): NightFile {
  const { dataset, snapshot, delta } = schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  return { dataset, snapshot: snapshot.map(feedLine), delta: delta.map(feedLine) }
}

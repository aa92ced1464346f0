import { z } from 'zod'
import { calendarDateSchema } from '../../../src-shared/schema-pieces.ts'

/**
 * Which files the published state was made of (register sources §5.4 and §5.5, rule 8). It is part of what the publisher remembers of a
 * publication, so it is true exactly when that publication is.
 */
export const sourceMemorySchema = z.strictObject({
  /** Whether any source so far stated policies. The feed's `asOf` is then theirs, and no list without statuses makes it younger. */
  hasStatuses: z.boolean(),
  /** The last file taken of every series. */
  accepted: z.array(
    z.strictObject({
      series: z.string(),
      order: z.array(z.union([z.string(), z.number()])),
      sha256: z.string(),
      file: z.string(),
      asOf: calendarDateSchema,
    }),
  ),
  /** SHA-256 of the files taken last, oldest first. */
  hashes: z.array(z.string()),
  /** Classifiers that came from files of their own. */
  classifiers: z.array(z.strictObject({ name: z.string(), version: z.string().nullable(), date: calendarDateSchema.nullable() })),
})
export type SourceMemory = z.infer<typeof sourceMemorySchema>
type AcceptedList = SourceMemory['accepted'][number]
type KnownClassifier = SourceMemory['classifiers'][number]

/** Files of a year of nights. */
const MOST_HASHES = 1000

/** The memory after these files were taken too. A file that is older than the last one of its series does not take its place. */
export function rememberSources(
  memory: SourceMemory,
  taken: {
    readonly lists: readonly AcceptedList[]
    readonly classifiers: readonly KnownClassifier[]
    readonly hasStatuses: boolean
  },
  isLater: (one: AcceptedList['order'], other: AcceptedList['order']) => boolean,
): SourceMemory {
  const accepted = new Map(memory.accepted.map((one) => [one.series, one]))
  for (const list of taken.lists) {
    const last = accepted.get(list.series)
    if (last === undefined || !isLater(last.order, list.order)) accepted.set(list.series, list)
  }
  const classifiers = new Map([...memory.classifiers, ...taken.classifiers].map((one) => [one.name, one]))
  const hashes = new Set([...memory.hashes, ...taken.lists.map(({ sha256 }) => sha256)])
  return {
    hasStatuses: memory.hasStatuses || taken.hasStatuses,
    accepted: [...accepted.values()],
    hashes: [...hashes].slice(-MOST_HASHES),
    classifiers: [...classifiers.values()],
  }
}

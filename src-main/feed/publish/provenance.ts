import { z } from 'zod'
import type { CalendarDate } from '../../../src-shared/calendar.ts'
import { calendarDateSchema } from '../../../src-shared/schema-pieces.ts'

/** A list of which statuses or attachments in the state are (register sources §5.5, rule 8). */
export const originSchema = z.strictObject({
  /** By which the lines of the state name it. */
  number: z.int().min(1),
  /** The day of the list's data. */
  day: calendarDateSchema,
  profile: z.string().nullable(),
  file: z.string(),
})
export type ListOrigin = z.infer<typeof originSchema>

/**
 * By which list a person's statuses, and attachments, were stated last; null: by none since the register, or the day up to which all
 * statuses are known. Stands in a line of the state as `5` for both, `5,` or `,5` for one.
 */
export interface Marks {
  readonly statuses: number | null
  readonly attachments: number | null
}

/** Of which day everything is: what is known is compared by it with what a file brings. */
export interface Provenance {
  /** The day of the records that replace what is known, the register's. */
  readonly day: CalendarDate
  /** What is not marked is of this day: complete up to it. Null where no source so far stated a policy. */
  readonly since: CalendarDate | null
  /** The number and the day of a list of this run, in the order of its lists. */
  listAt(place: number): { readonly number: number | null; readonly day: CalendarDate }
  /** The day of statuses, never before `since`. */
  statusesDay(marks: Marks | undefined): CalendarDate | null
  attachmentsDay(marks: Marks | undefined): CalendarDate | null
  /** True where a list, by its number, told something after the records that replace what is known. */
  isAfterRegister(number: number | null): boolean
  /** The lists of which something in these marks is; `used` as numbers. */
  kept(used: ReadonlySet<number>): ListOrigin[]
}

export interface ProvenanceOrder {
  readonly day: CalendarDate
  readonly since: CalendarDate | null
  readonly former: readonly ListOrigin[]
  /** True where somebody wants an earlier day to count: what lists told after it is nothing then. */
  readonly isReset: boolean
  /** True for the register that was published last: a list of its day was laid on it then, and told later than it. */
  readonly isAgain: boolean
  readonly lists: readonly { readonly file: string; readonly profile: string | null; readonly day: CalendarDate | null }[]
}

/** A list that was taken before on the same day keeps its number. */
export function createProvenance({ day, since, former, isReset, isAgain, lists }: ProvenanceOrder): Provenance {
  const reset = new Set(isReset ? former.map(({ number }) => number) : [])
  const origins = new Map(former.map((origin) => [origin.number, origin]))
  const numbers = lists.map(({ file, profile, day: own }) => {
    const stated = own ?? day
    const same = [...origins.values()].find(
      (one) => !reset.has(one.number) && one.file === file && one.profile === profile && one.day === stated,
    )
    const number = same?.number ?? Math.max(0, ...origins.keys()) + 1
    origins.set(number, { number, day: stated, profile, file })
    return { number, day: stated }
  })
  const dayOf = (number: number | null): CalendarDate | null =>
    number === null || reset.has(number) ? null : (origins.get(number)?.day ?? null)
  return {
    day,
    since,
    listAt: (place) => numbers[place] ?? { number: null, day },
    statusesDay: (marks) => laterDay(dayOf(marks?.statuses ?? null), since),
    attachmentsDay: (marks) => dayOf(marks?.attachments ?? null) ?? since,
    isAfterRegister(number) {
      const told = dayOf(number)
      return told !== null && (told > day || (isAgain && told === day))
    },
    kept: (used) => [...origins.values()].filter(({ number }) => used.has(number)),
  }
}

export const UNMARKED: Marks = { statuses: null, attachments: null }

/** Empty for what is not marked. */
export function marksText({ statuses, attachments }: Marks): string {
  if (statuses === attachments) return statuses === null ? '' : String(statuses)
  return `${statuses ?? ''},${attachments ?? ''}`
}

/** Null for a text that is none. */
export function readMarks(text: string): Marks | null {
  const found = /^(\d{0,9})(?:(,)(\d{0,9}))?$/.exec(text)
  if (found === null) return null
  const [, statuses = '', comma, attachments = ''] = found
  return { statuses: numberOf(statuses), attachments: numberOf(comma === undefined ? statuses : attachments) }
}

function numberOf(text: string): number | null {
  return text === '' ? null : Number(text)
}

function laterDay(one: CalendarDate | null, other: CalendarDate | null): CalendarDate | null {
  if (one === null || other === null) return one ?? other
  return one > other ? one : other
}

import { calendarDate } from '../../src-shared/calendar.ts'
import type { CalendarDate } from '../../src-shared/calendar.ts'

/** How files write dates. `YYYY-MM-DD` may carry a time or a zone, which is cut off (register sources §1.9, trap 5; §6). */
export const dateFormats = ['YYYYMMDD', 'YYYY-MM-DD', 'DD.MM.YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY'] as const
export type DateFormat = (typeof dateFormats)[number]

interface Shape {
  readonly pattern: RegExp
  /** Which group of the pattern is year, month and day. */
  readonly places: readonly [year: number, month: number, day: number]
}

const shapes: Readonly<Record<DateFormat | 'YYMMDD', Shape>> = {
  YYYYMMDD: { pattern: /^(\d{4})(\d{2})(\d{2})$/, places: [1, 2, 3] },
  'YYYY-MM-DD': { pattern: /^(\d{4})-(\d{2})-(\d{2})(?:Z|[+-]\d{2}:\d{2}|[T ][\d:.,+Z-]+)?$/, places: [1, 2, 3] },
  'DD.MM.YYYY': { pattern: /^(\d{2})\.(\d{2})\.(\d{4})$/, places: [3, 2, 1] },
  'DD/MM/YYYY': { pattern: /^(\d{2})\/(\d{2})\/(\d{4})$/, places: [3, 2, 1] },
  'MM/DD/YYYY': { pattern: /^(\d{2})\/(\d{2})\/(\d{4})$/, places: [3, 1, 2] },
  YYMMDD: { pattern: /^(\d{2})(\d{2})(\d{2})$/, places: [1, 2, 3] },
}

/** True where one text could be two dates: such a list of formats would have to guess. */
export function haveTwoReadings(formats: readonly DateFormat[]): boolean {
  return formats.includes('DD/MM/YYYY') && formats.includes('MM/DD/YYYY')
}

/** The parts of a date as `YYYY-MM-DD`, whether or not there is such a day; null where the text has none of the formats. */
export function dateParts(text: string, formats: readonly (DateFormat | 'YYMMDD')[]): string | null {
  for (const format of formats) {
    const { pattern, places } = shapes[format]
    const match = pattern.exec(text)
    if (match === null) continue
    const [year, month, day] = places.map((place) => match[place] ?? '')
    return `${format === 'YYMMDD' ? '20' : ''}${year}-${month}-${day}`
  }
  return null
}

/** A day that exists, or null: day and month are never exchanged to make one. */
export function readDate(text: string, formats: readonly (DateFormat | 'YYMMDD')[]): CalendarDate | null {
  const parts = dateParts(text, formats)
  return parts === null ? null : calendarDate(Number(parts.slice(0, 4)), Number(parts.slice(5, 7)), Number(parts.slice(8)))
}

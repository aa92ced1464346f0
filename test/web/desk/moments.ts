/** The demo register of the tests is complete to here: 03:10 in Moscow. */
export const AS_OF = '2026-11-22T00:10:00.000Z'
/** The clock of the desk and of the browser: 09:12 in Moscow on the same day. */
export const NOW = '2026-11-22T06:12:00.000Z'

/** An instant that lies so many hours after another; negative: before it. */
export function hoursAfter(instant: string, hours: number): string {
  return new Date(Date.parse(instant) + hours * 3_600_000).toISOString()
}

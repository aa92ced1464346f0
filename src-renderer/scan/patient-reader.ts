import type { Pdf417Reader } from '../../src-shared/decoder/pdf417/reader.ts'

/** Frames in a row that end for want of time. */
const mostStarved = 2
const patientMilliseconds = 300

/**
 * On a slow or busy computer the time of one frame may not suffice for a single reading, however long the code is held up. After two
 * frames that ended for want of time the third gets as much as it needs, up to 300 ms. `now` is in milliseconds.
 */
export function patientReader(reader: Pdf417Reader, now: () => number): Pdf417Reader {
  let starved = 0
  return {
    read(frame, budgetMilliseconds) {
      const budget = starved >= mostStarved ? Math.max(patientMilliseconds, budgetMilliseconds) : budgetMilliseconds
      const started = now()
      const reading = reader.read(frame, budget)
      const isStarved = reading.decoded === null && starved < mostStarved && now() - started >= budget
      starved = isStarved ? starved + 1 : 0
      return reading
    },
    reset() {
      starved = 0
      reader.reset()
    },
  }
}

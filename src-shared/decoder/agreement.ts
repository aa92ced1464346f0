import { isWholeLength } from './credible.ts'
import { errorCorrected } from './engine.ts'
import type { Decoded } from './engine.ts'
import { isSameLine } from './position.ts'

/** Readings of one content that lie apart by less are one presentation, in milliseconds. */
const repeatMilliseconds = 3_000
/** Two equal frames lie apart by no more, in milliseconds. */
const pairMilliseconds = 2_000

/** Says which readings of successive frames count. */
export interface Agreement {
  /**
   * The codes of one frame that count now, each presentation of a content once. `at` is in milliseconds of a clock that
   * never goes back. Call it for every frame, each frame once.
   */
  accept(codes: readonly Decoded[], at: number): readonly Decoded[]
  /** Forgets everything: the next reading of any content is new. */
  reset(): void
}

/**
 * One frame suffices for a symbol that corrects its errors and holds what `hasStructure` recognises. All else needs two
 * equal frames: linear codes, and symbols with other content, which are then reported as read. ITF counts with exactly
 * 16 digits only. A linear code that another frame read differently at the same place needs as many more.
 *
 * Repeats of a content within 3 s are one presentation, and every reading renews the 3 s: a code left lying in view is
 * reported once, and again only after it was away for 3 s. The same content in another format is the same content.
 * Several codes of one frame are all reported; which is meant is not for us to guess.
 */
export function openAgreement(hasStructure: (decoded: Decoded) => boolean): Agreement {
  let readings: readonly Reading[] = []
  const lastSeen = new Map<string, number>()

  function accept(codes: readonly Decoded[], at: number): readonly Decoded[] {
    const frame = readingsOfFrame(codes, at)
    readings = [...readings.filter((reading) => at - reading.at <= pairMilliseconds), ...frame]
    const accepted: Decoded[] = []
    for (const { content, decoded, ...reading } of frame) {
      const seen = lastSeen.get(content)
      if (seen !== undefined && at - seen < repeatMilliseconds) {
        lastSeen.set(content, at)
      } else if (suffices(decoded) || agreeing({ content, decoded, ...reading }, readings) >= 2) {
        lastSeen.set(content, at)
        accepted.push(decoded)
      }
    }
    for (const [content, seen] of lastSeen) if (at - seen >= repeatMilliseconds) lastSeen.delete(content)
    return accepted
  }

  function suffices(decoded: Decoded): boolean {
    return errorCorrected.has(decoded.format) && hasStructure(decoded)
  }

  return {
    accept,
    reset() {
      readings = []
      lastSeen.clear()
    },
  }
}

interface Reading {
  readonly content: string
  readonly decoded: Decoded
  readonly at: number
}

/** Two renditions of one frame that read the same are one reading. */
function readingsOfFrame(codes: readonly Decoded[], at: number): readonly Reading[] {
  const distinct = new Map<string, Reading>()
  for (const decoded of codes) {
    if (!isWholeLength(decoded)) continue
    const content = decoded.bytes.join(',')
    if (!distinct.has(content)) distinct.set(content, { content, decoded, at })
  }
  return [...distinct.values()]
}

/** How many frames read this content, less those that read another one at its place. */
function agreeing(reading: Reading, readings: readonly Reading[]): number {
  const equal = readings.filter(({ content }) => content === reading.content).length
  if (errorCorrected.has(reading.decoded.format)) return equal
  return equal - readings.filter((other) => contradicts(other, reading)).length
}

function contradicts(other: Reading, reading: Reading): boolean {
  if (other.content === reading.content || other.at === reading.at || errorCorrected.has(other.decoded.format)) return false
  const [one, another] = [reading.decoded.position, other.decoded.position]
  return one === null || another === null || isSameLine(one, another)
}

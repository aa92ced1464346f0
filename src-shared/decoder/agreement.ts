import { isWholeLength } from './credible.ts'
import { errorCorrected } from './engine.ts'
import type { Decoded } from './engine.ts'
import { isSameLine, overlaps } from './position.ts'

/** Readings of one content that lie apart by less are one presentation, in milliseconds. */
const repeatMilliseconds = 3_000
/** Two equal frames lie apart by no more, in milliseconds. */
const pairMilliseconds = 2_000
/** What was read elsewhere so short a time before still lies there, though this frame does not give it; in milliseconds. */
const togetherMilliseconds = 500

/** Says which readings of successive frames count. */
export interface Agreement {
  /**
   * The codes of one frame that count now, each presentation of a content once. `at` is in milliseconds of a clock that
   * never goes back. Call it for every frame, each frame once; `isSameFrame` says that its picture is the one before once more.
   */
  accept(codes: readonly Decoded[], at: number, isSameFrame?: boolean): readonly Decoded[]
  /** The codes that counted earlier and lay beside those that the last `accept` gave; none where it gave none. */
  beside(): readonly Decoded[]
  /** Forgets everything: the next reading of any content is new. */
  reset(): void
}

/**
 * One frame suffices for a symbol that corrects its errors and holds what `hasStructure` recognises. All else needs two
 * equal frames: linear codes, and symbols with other content, which are then reported as read. ITF counts with exactly
 * 16 digits only. A linear code that another frame read differently at the same place needs as many more.
 *
 * Repeats of a content within 3 s are one presentation, and every reading renews the 3 s: a code left lying in view is
 * reported once, and again only after it was away for 3 s. The same content in another format is the same content. A content
 * that was replaced by another one that counted is no repeat: its next reading counts.
 * Several codes of one frame are all reported; which is meant is not for us to guess.
 */
export function openAgreement(hasStructure: (decoded: Decoded) => boolean): Agreement {
  let readings: readonly Reading[] = []
  let frameNumber = 0
  let lately: readonly Decoded[] = []
  const presented = new Map<string, Presented>()

  function accept(codes: readonly Decoded[], at: number, isSameFrame = false): readonly Decoded[] {
    if (!isSameFrame) frameNumber++
    const frame = readingsOfFrame(codes, at, frameNumber)
    readings = [...readings.filter((reading) => at - reading.at <= pairMilliseconds), ...frame]
    const counted: Presented[] = []
    for (const reading of frame) {
      const known = presented.get(reading.content)
      const isYoung = known !== undefined && at - known.at < repeatMilliseconds
      if (isYoung && !known.isReplaced) {
        presented.set(reading.content, { ...reading, unreadFor: null, isReplaced: false })
      } else if (suffices(reading.decoded) || agreeing(reading, readings) >= 2) {
        counted.push({ ...reading, unreadFor: isYoung ? at - known.at : null, isReplaced: false })
      }
    }
    for (const [content, known] of presented) if (at - known.at >= repeatMilliseconds) presented.delete(content)
    lately = counted.length === 0 ? [] : present(counted)
    return counted.map(({ decoded }) => decoded)
  }

  /** Returns what lies beside; all else that was presented is replaced. */
  function present(counted: readonly Presented[]): readonly Decoded[] {
    const beside: Decoded[] = []
    for (const one of counted) presented.delete(one.content)
    for (const [content, known] of presented) {
      if (!known.isReplaced && counted.every((one) => liesBeside(known, one))) beside.push(known.decoded)
      else presented.set(content, { ...known, isReplaced: true })
    }
    for (const one of counted) presented.set(one.content, one)
    return beside
  }

  /** Whether a content that was presented still lies there while another one counts. */
  function liesBeside(known: Presented, { decoded, at, unreadFor }: Presented): boolean {
    const unread = at - known.at
    if (unread === 0) return true
    const isOther = hasStructure(known.decoded) && !hasStructure(decoded)
    // Bars of no policy within or near a policy's code are read wrongly, or belong to the same paper.
    if (isOther && !errorCorrected.has(decoded.format)) return true
    // Two that take turns so fast lie there both, however near to each other they seem.
    if (unreadFor !== null && unreadFor < togetherMilliseconds) return true
    if (unread >= togetherMilliseconds && unreadFor === null && !isOther) return false
    return known.decoded.position === null || decoded.position === null || !overlaps(known.decoded.position, decoded.position)
  }

  function suffices(decoded: Decoded): boolean {
    return errorCorrected.has(decoded.format) && hasStructure(decoded)
  }

  return {
    accept,
    beside: () => lately,
    reset() {
      readings = []
      frameNumber = 0
      lately = []
      presented.clear()
    },
  }
}

interface Reading {
  readonly content: string
  readonly decoded: Decoded
  readonly at: number
  readonly frameNumber: number
}

/** A content that counted, as it was read last. */
interface Presented extends Reading {
  /** For a content that was replaced and counts again, the milliseconds since its last reading before; null else. */
  readonly unreadFor: number | null
  /** Another one counted in its stead. */
  readonly isReplaced: boolean
}

/** Two renditions of one frame that read the same are one reading. */
function readingsOfFrame(codes: readonly Decoded[], at: number, frameNumber: number): readonly Reading[] {
  const distinct = new Map<string, Reading>()
  for (const decoded of codes) {
    if (!isWholeLength(decoded)) continue
    const content = decoded.bytes.join(',')
    if (!distinct.has(content)) distinct.set(content, { content, decoded, at, frameNumber })
  }
  return [...distinct.values()]
}

/** How many frames read this content, less those that read another one at its place. */
function agreeing(reading: Reading, readings: readonly Reading[]): number {
  const equal = framesOf(readings.filter(({ content }) => content === reading.content))
  if (errorCorrected.has(reading.decoded.format)) return equal
  return equal - framesOf(readings.filter((other) => contradicts(other, reading)))
}

/** The same picture once more says nothing new. */
function framesOf(readings: readonly Reading[]): number {
  return new Set(readings.map(({ frameNumber }) => frameNumber)).size
}

function contradicts(other: Reading, reading: Reading): boolean {
  if (other.content === reading.content || other.frameNumber === reading.frameNumber || errorCorrected.has(other.decoded.format))
    return false
  const [one, another] = [reading.decoded.position, other.decoded.position]
  return one === null || another === null || isSameLine(one, another)
}

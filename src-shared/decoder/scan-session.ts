import { openAttempts } from './attempts.ts'
import type { EffortStep, Found } from './attempts.ts'
import { areBarsThrough } from './bar-coherence.ts'
import { tiltOfBars } from './bar-tilt.ts'
import { credibleCodes } from './credible.ts'
import { errorCorrected } from './engine.ts'
import type { Decoded, Engine } from './engine.ts'
import type { LuminanceFrame } from './frame.ts'
import { measureLight } from './light.ts'
import type { FrameLight } from './light.ts'
import { pdf417Reader } from './pdf417/reader.ts'
import type { Pdf417Reader } from './pdf417/reader.ts'
import { overlaps, sizeOf } from './position.ts'
import { contentOf, provenCodes } from './proof.ts'
import { findBars, findPatches } from './regions.ts'
import {
  blurredBars,
  cameraRenditions,
  cameraRenditionsOfScript,
  glance,
  likelyPatch,
  likelyPlaces,
  patchByScript,
  pictureRenditions,
  pictureRenditionsOfScript,
} from './renditions.ts'
import type { Rendition, Subject } from './renditions.ts'
import { openSchedule } from './schedule.ts'
import { distinctSights, sightsOfCode } from './sight.ts'
import type { CodeSight } from './sight.ts'
import { textureMeter } from './texture.ts'

export type { EffortStep } from './attempts.ts'

/** What one frame gave. */
export interface FrameReading {
  /** Every code read, each content once; which of them count is for `Agreement` to say. */
  readonly codes: readonly Decoded[]
  /** The most prominent thing that looks like a code; null where nothing does. */
  readonly sight: CodeSight | null
  readonly light: FrameLight
  /** In the order of the attempts. */
  readonly effort: readonly EffortStep[]
}

/** Reads the frames of one camera, one after the other; what it learns of one frame it uses for the next. */
export interface ScanSession {
  /**
   * One frame at a time: the next is handed in when the answer is there. `isSameFrame` says that its picture is the one before
   * once more, which proves nothing that it has not proven before. Throws only when every engine is out of order.
   */
  read(frame: LuminanceFrame, isSameFrame?: boolean): Promise<FrameReading>
  /** Forgets what was learned, as when the camera was changed. */
  reset(): void
}

export interface SessionParts {
  readonly engines: readonly Engine[]
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number
  /** Time for one frame; an attempt begun in time may take a little more. */
  readonly budgetMilliseconds: number
  /** Our own reader of PDF417 when left out; null for none. */
  readonly pdf417?: Pdf417Reader | null
  /**
   * There is this frame only, so more is tried, and a linear code counts only when two renditions with different pixels
   * read the same. Off when left out.
   */
  readonly isSinglePicture?: boolean
}

/** Time for one frame of a camera. With what was begun in time and ends late, half of the frames take less than 60 ms. */
export const cameraMilliseconds = 50

/** Where a code was read it is looked for first, for so many frames. */
const rememberedFrames = 10
const mostPlaces = 6
/** The tilt of so many is measured exactly, a millisecond each. */
const straightenedPlaces = 2
/** After so many frames without a stacked code our reader of PDF417 looks at every second frame only. */
const stackedPatience = 6
/** The part of the budget that no attempt counts on: some take longer than they did before. */
const sparedPart = 0.2

/**
 * A strategy over successive frames. Each frame gets what read last time, the likely places, a glance at the whole of it, and our
 * reader of PDF417, these two in turn the first; the rest of its time goes to further renditions, which take turns over the frames.
 */
export function openScanSession(parts: SessionParts): ScanSession {
  const { engines, now, budgetMilliseconds, pdf417 = pdf417Reader(now), isSinglePicture = false } = parts
  const attempts = openAttempts(engines, now)
  const schedule = openSchedule()
  const meter = textureMeter()
  let frameNumber = 0
  let lastRead: { readonly sights: readonly CodeSight[]; readonly frameNumber: number } = { sights: [], frameNumber: 0 }
  /** Counts the frames whose picture is not the one before. */
  let pictureNumber = 0
  /** Contents, proven or not: the first picture and the last frame that gave them. */
  const lately = new Map<string, { readonly picture: number; readonly last: number }>()
  let lastStacked = 0
  let buffer = new Uint8ClampedArray(0)

  async function readFrame(frame: LuminanceFrame, isSameFrame = false): Promise<FrameReading> {
    const started = now()
    if (!isSameFrame) pictureNumber++
    const left = (): number => budgetMilliseconds - (now() - started)
    frameNumber++
    if (frameNumber - lastRead.frameNumber > rememberedFrames) lastRead = { sights: [], frameNumber: 0 }
    if (buffer.length < frame.data.length) buffer = new Uint8ClampedArray(frame.data.length)
    const texture = meter(frame)
    const work: Work = {
      frame,
      bars: findBars(texture, mostPlaces).map((sight, rank) => (rank < straightenedPlaces ? withExactTilt(frame, sight) : sight)),
      patches: findPatches(texture, mostPlaces),
      found: [],
      unread: [],
      stacked: null,
      steps: [],
    }

    if (attempts.works('wasm')) {
      await useTime(work, left, likelyPlaces, isSinglePicture ? pictureRenditions : [glance, ...cameraRenditions])
    }
    if (!attempts.works('wasm')) await useTime(work, left, [], isSinglePicture ? pictureRenditionsOfScript : cameraRenditionsOfScript)
    if (work.found.length === 0) attempts.throwIfNoneWorks()

    const codes = codesOf(work)
    remember(work)
    const readHere = codes.flatMap(sightsOfCode)
    if (readHere.length > 0) lastRead = { sights: readHere, frameNumber }
    const sight = readHere[0] ?? work.stacked ?? work.unread[0] ?? work.bars[0] ?? work.patches.find(isLargePatch) ?? null
    return { codes, sight, light: measureLight(texture, sight), effort: work.steps }
  }

  /** What read lately, the likely places, our reader of PDF417, and then as much as fits in the time that is left. */
  async function useTime(work: Work, left: () => number, likely: readonly Rendition[], inTurn: readonly Rendition[]): Promise<void> {
    const ordered = isSinglePicture ? inTurn : schedule.order([...likely, ...inTurn])
    const [first] = ordered
    if (first !== undefined && !isSinglePicture && schedule.hasReadLately(first)) await attempt(work, first)
    for (const rendition of likely) if (!isEnough(work)) await attempt(work, rendition)
    if (!isEnough(work) && likely.length > 0 && isQuickPatch(work)) await attempt(work, likelyPatch)
    // Where there are bars, our reader comes first in every other frame: it needs most of the time.
    const isGlanceFirst = isSinglePicture || work.bars.length === 0 || frameNumber % 2 === 1
    if (isGlanceFirst) await attempt(work, glance)
    if (isGlanceFirst && !isSinglePicture && likely.length > 0) {
      const [bars] = placesOf(work).bars
      const isLinear = bars !== undefined && !isStackedNear() && areBarsThrough(work.frame, bars)
      for (const rendition of isLinear ? blurredBars : [patchByScript]) {
        if (work.found.length === 0 && fits(rendition, left())) await attempt(work, rendition)
      }
    }
    if (!isEnough(work) && isTurnOfStacked()) readStacked(work, left)
    if (fits(glance, left())) await attempt(work, glance)
    for (const rendition of ordered) {
      if (isEnough(work)) break
      if (fits(rendition, left())) await attempt(work, rendition)
    }
  }

  /** Where none was seen for long, only the frames in which it comes first. */
  function isTurnOfStacked(): boolean {
    return isSinglePicture || frameNumber % 2 === 0 || frameNumber - lastStacked <= stackedPatience
  }

  function isStackedNear(): boolean {
    return lastStacked > 0 && frameNumber - lastStacked <= stackedPatience
  }

  async function attempt(work: Work, rendition: Rendition): Promise<void> {
    if (work.steps.some((step) => step.rendition === rendition.name)) return
    const result = await attempts.run(rendition, { frame: work.frame, ...placesOf(work), buffer })
    if (result === null) return
    work.found.push(...result.found)
    work.unread.push(...result.unread)
    work.steps.push(result.step)
    schedule.learn(rendition, result.step.milliseconds, result.found.length > 0)
  }

  function readStacked(work: Work, left: () => number): void {
    if (pdf417 === null || work.steps.some(({ engine }) => engine === 'bars')) return
    const started = now()
    const { decoded, sight } = pdf417.read(work.frame, Math.max(0, left()))
    if (decoded !== null) work.found.push({ decoded, pixels: 'bars' })
    work.stacked = sight
    if (sight !== null) lastStacked = frameNumber
    work.steps.push({ engine: 'bars', rendition: 'frame', milliseconds: now() - started, codes: decoded === null ? 0 : 1 })
  }

  /** Where codes were read or seen comes before where there is only the texture of one. */
  function placesOf({ found, unread, bars, patches, stacked }: Work): Pick<Subject, 'bars' | 'patches' | 'stacks'> {
    const seen = [...lastRead.sights, ...found.flatMap(({ decoded }) => sightsOfCode(decoded)), ...unread]
    return {
      bars: distinctSights([...seen.filter(({ kind }) => kind === 'linear').map((sight) => wholeBars(sight, bars)), ...bars]),
      patches: distinctSights([...seen.filter(({ kind }) => kind === 'matrix'), ...patches]),
      stacks: distinctSights([...seen.filter(({ kind }) => kind === 'stacked'), ...(stacked === null ? [] : [stacked]), ...bars]),
    }
  }

  function fits(rendition: Rendition, left: number): boolean {
    const expected = schedule.expect(rendition)
    const spare = left - sparedPart * budgetMilliseconds
    if (isSinglePicture || expected === null) return spare > 0
    return expected <= spare || (spare > 0 && expected <= budgetMilliseconds && schedule.isOverdue(rendition))
  }

  /** A linear code does not end the search of a camera: beside it may stand the one that is meant, harder to read. */
  function isEnough(work: Work): boolean {
    const codes = codesOf(work)
    const isStackedOpen = work.found.some(({ decoded }) => isStacked(decoded)) && !codes.some(isStacked)
    return !isStackedOpen && codes.some(({ format }) => isSinglePicture || errorCorrected.has(format))
  }

  function codesOf({ found, stacked }: Work): readonly Decoded[] {
    const codes = provenCodes(found, isSinglePicture, isReadBefore)
    return credibleCodes(codes, stacked?.kind === 'stacked' ? [stacked.position] : [])
  }

  function isReadBefore(decoded: Decoded): boolean {
    return (lately.get(contentOf(decoded))?.picture ?? pictureNumber) < pictureNumber
  }

  function remember({ found }: Work): void {
    for (const { decoded } of found) {
      const content = contentOf(decoded)
      lately.set(content, { picture: lately.get(content)?.picture ?? pictureNumber, last: frameNumber })
    }
    for (const [content, { last }] of lately) if (frameNumber - last > rememberedFrames) lately.delete(content)
  }

  return {
    read: readFrame,
    reset() {
      attempts.reset()
      schedule.reset()
      pdf417?.reset()
      lately.clear()
      frameNumber = 0
      pictureNumber = 0
      lastStacked = 0
      lastRead = { sights: [], frameNumber: 0 }
    },
  }
}

function isStacked({ format }: Decoded): boolean {
  return format === 'PDF417' || format === 'CompactPDF417'
}

/** A small patch takes a few milliseconds even twice as large; where there are no bars, nothing else needs the time. */
function isQuickPatch({ bars, patches }: Work): boolean {
  const [patch] = patches
  return bars.length === 0 || (patch !== undefined && Math.max(sizeOf(patch.position).width, sizeOf(patch.position).height) <= 160)
}

/** An engine may give one line of pixels as the place of a code; the bars around it show more. In pixels. */
const leastHeight = 8

function wholeBars(sight: CodeSight, bars: readonly CodeSight[]): CodeSight {
  if (sizeOf(sight.position).height >= leastHeight) return sight
  return bars.find(({ position }) => overlaps(position, sight.position)) ?? sight
}

function withExactTilt(frame: LuminanceFrame, sight: CodeSight): CodeSight {
  return { ...sight, tiltDegrees: tiltOfBars(frame, sight) }
}

/** A smaller one may be a letter. */
function isLargePatch({ position, kind }: CodeSight): boolean {
  return kind === 'matrix' && sizeOf(position).width >= 48
}

/** What is known of one frame so far. */
interface Work {
  readonly frame: LuminanceFrame
  readonly bars: readonly CodeSight[]
  readonly patches: readonly CodeSight[]
  readonly found: Found[]
  readonly unread: CodeSight[]
  stacked: CodeSight | null
  readonly steps: EffortStep[]
}

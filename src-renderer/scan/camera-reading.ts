import type { Agreement } from '../../src-shared/decoder/agreement.ts'
import { coach, coachingAtStart } from '../../src-shared/decoder/coaching.ts'
import type { Decoded } from '../../src-shared/decoder/engine.ts'
import type { LuminanceFrame } from '../../src-shared/decoder/frame.ts'
import type { FrameReading, ScanSession } from '../../src-shared/decoder/scan-session.ts'
import type { CameraView } from '../camera/camera-state.ts'
import { frameMark } from './frame-mark.ts'
import { noSightings, noteSighting, pauseAfter } from './pace.ts'
import { sightKeeper } from './steady-sight.ts'
import { lyingCodes } from './lying-codes.ts'

/** What one frame of the camera comes to. */
export interface FrameOutcome {
  /** Codes that count now. */
  readonly codes: readonly Decoded[]
  /** Codes that counted earlier and lie beside them. */
  readonly beside: readonly Decoded[]
  /** What to show; null where the last view is too young to be replaced. */
  readonly view: CameraView | null
  /** Milliseconds to wait before the next frame. */
  readonly pause: number
}

export interface CameraReading {
  /** One frame after the other. Throws where the session does: no engine works. */
  take(frame: LuminanceFrame): Promise<FrameOutcome>
  /** Another camera, or another start of the same: forgets everything. */
  reset(): void
}

const viewMilliseconds = 100
/** Below both a lens is covered, or a program in between sends black: no room is so dark and even. */
const blackBrightness = 24
const blackContrast = 0.04
const blackMilliseconds = 1_500

/** What became of successive frames of one camera. `now` is in milliseconds and never goes back. */
export function cameraReading(session: ScanSession, agreement: Agreement, now: () => number): CameraReading {
  let sightings = noSightings
  let coaching = coachingAtStart
  const keeper = sightKeeper()
  let blackSince: number | null = null
  let shownAt = Number.NEGATIVE_INFINITY
  let lastMark: number | null = null
  const lying = lyingCodes()

  function viewOf(frame: LuminanceFrame, { light, sight, codes }: FrameReading, at: number): CameraView {
    const isRead = codes.length > 0
    const steady = keeper.note({ sight, read: codes[0]?.position ?? null }, at)
    coaching = coach(coaching, { light, sight: steady?.sight ?? null, width: frame.width, height: frame.height, isRead }, at)
    const isDark = light.brightness < blackBrightness && light.contrast < blackContrast
    blackSince = isDark ? (blackSince ?? at) : null
    return {
      coaching: lying.isAnyRead(at) ? null : coaching.code,
      isRead: lying.isAnyRead(at),
      isBlack: blackSince !== null && at - blackSince >= blackMilliseconds,
      position: steady?.place ?? null,
      width: frame.width,
      height: frame.height,
    }
  }

  return {
    async take(frame) {
      const mark = frameMark(frame)
      const isSameFrame = mark === lastMark
      lastMark = mark
      const reading = await session.read(frame, isSameFrame)
      const at = now()
      sightings = noteSighting(sightings, { isSeen: reading.sight !== null, isRead: reading.codes.length > 0 }, at)
      const fresh = agreement.accept(reading.codes, at, isSameFrame)
      const codes = lying.note({ fresh, beside: agreement.beside(), read: reading.codes, seen: reading.sight }, at)
      const lyingOn = fresh.filter((decoded) => !codes.includes(decoded))
      const beside = codes.length > 0 ? [...agreement.beside(), ...lyingOn] : []
      const view = viewOf(frame, reading, at)
      const isDue = codes.length > 0 || at - shownAt >= viewMilliseconds
      if (isDue) shownAt = at
      return { codes, beside, view: isDue ? view : null, pause: pauseAfter(sightings, at) }
    },
    reset() {
      session.reset()
      agreement.reset()
      lying.clear()
      sightings = noSightings
      coaching = coachingAtStart
      keeper.clear()
      blackSince = null
      lastMark = null
      shownAt = Number.NEGATIVE_INFINITY
    },
  }
}

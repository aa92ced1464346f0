import type { LuminanceFrame } from '../../src-shared/decoder/frame.ts'
import type { CameraNotice, FeedOrder, SeenCode } from './camera-messages.ts'
import type { CameraReading } from './camera-reading.ts'
import type { LuminanceSource } from './frame-luminance.ts'
import type { PictureCode } from './picture-messages.ts'

/** What the duty works with; tests put their own in place. */
export interface DutyParts {
  readonly reading: Promise<CameraReading>
  readonly source: LuminanceSource
  readonly tell: (notice: CameraNotice) => void
  readonly rest: (milliseconds: number) => Promise<void>
}

/**
 * Reads the frames of one camera after another. With every stop and every new turn all that was read is forgotten, and what
 * was begun in an earlier turn is told to nobody. Returns how an order is carried out; it rejects where no engine works.
 */
export function cameraDuty({ reading, source, tell, rest }: DutyParts): (order: FeedOrder) => Promise<void> {
  /** Whose frames are read; null nobody's. */
  let turn: number | null = null
  let endedTurn = 0
  let work: Promise<unknown> = Promise.resolve()

  /** The memory of frames holds one at a time, and nothing is forgotten in the middle of a reading. */
  function inOrder<Result>(job: () => Promise<Result>): Promise<Result> {
    const done = work.then(job)
    work = done.catch(() => undefined)
    return done
  }

  async function forget(): Promise<void> {
    source.clear()
    ;(await reading).reset()
  }

  async function begin(next: number | null): Promise<void> {
    turn = next
    await inOrder(forget)
  }

  /**
   * The camera keeps only its newest frame while the one before is being read. A stream is cancelled between two readings only:
   * nobody would close a frame that was asked for and comes after the cancelling.
   */
  async function readFrames(frames: ReadableStream<VideoFrame>, mine: number): Promise<void> {
    const isMine = (): boolean => mine === turn
    await begin(mine)
    const own = frames.getReader()
    while (isMine()) {
      const { done, value: frame } = await own.read()
      if (done) return
      if (isMine()) await rest(await inOrder(() => takeOne(() => source.fromFrame(frame), mine)))
      else frame.close()
    }
    await own.cancel().catch(() => undefined)
  }

  async function readPicture(picture: ImageBitmap, mine: number): Promise<void> {
    if (mine !== turn) await begin(mine)
    await rest(await inOrder(() => takeOne(() => Promise.resolve(source.fromBitmap(picture)), mine)))
    if (mine === turn) tell({ notice: 'wanted', turn: mine })
  }

  /** Returns the milliseconds to rest. `open` closes what it reads. */
  async function takeOne(open: () => Promise<LuminanceFrame>, mine: number): Promise<number> {
    const frame = await open()
    if (mine !== turn) return 0
    const { codes, beside, view, pause } = await (await reading).take(frame)
    if (mine !== turn) return 0
    const told = [...beside.map((code) => seenCode(code, true)), ...codes.map((code) => seenCode(code, false))]
    if (codes.length > 0) tell({ notice: 'codes', codes: told, turn: mine })
    if (view !== null) tell({ notice: 'view', view, turn: mine })
    return pause
  }

  return async (order) => {
    switch (order.order) {
      case 'stop':
        endedTurn = Math.max(endedTurn, order.turn)
        // Where no engine works there is nothing to forget.
        if (turn === null || turn <= endedTurn) await begin(null).catch(() => undefined)
        return
      case 'frames':
        if (order.turn <= endedTurn) await order.frames.cancel()
        else await readFrames(order.frames, order.turn)
        return
      case 'picture':
        if (order.turn <= endedTurn) order.picture.close()
        else await readPicture(order.picture, order.turn)
    }
  }
}

function seenCode({ bytes, text, format }: PictureCode, isBeside: boolean): SeenCode {
  return { bytes, text, format, isBeside }
}

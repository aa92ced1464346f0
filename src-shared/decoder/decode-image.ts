import type { Engine } from './engine.ts'
import { toLuminance } from './frame.ts'
import type { LuminanceFrame, RgbaImage } from './frame.ts'
import type { Pdf417Reader } from './pdf417/reader.ts'
import { openScanSession } from './scan-session.ts'
import type { FrameReading } from './scan-session.ts'

/** Pictures above this are refused by the hosts before decoding: 50 megapixels. */
export const maximumPixels = 50_000_000

/** A single picture may take so long; nobody holds it still meanwhile. */
const pictureMilliseconds = 20_000

/** What reads pictures: `now` in milliseconds of a clock that never goes back. */
export interface PictureReaders {
  readonly engines: readonly Engine[]
  readonly now: () => number
  /** Our own reader of PDF417 when left out; null for none. */
  readonly pdf417?: Pdf417Reader | null
}

/**
 * Reads all codes of one picture as the camera's frames are read, with every rendition that a frame has no time for,
 * until one gives something that counts. No code means that no engine sees one. Throws only when every engine is out of order.
 */
export function decodeImage(image: RgbaImage, readers: PictureReaders): Promise<FrameReading> {
  return decodeFrame(toLuminance(image), readers)
}

/** The same for a grey picture. */
export function decodeFrame(frame: LuminanceFrame, readers: PictureReaders): Promise<FrameReading> {
  return openScanSession({ ...readers, budgetMilliseconds: pictureMilliseconds, isSinglePicture: true }).read(frame)
}

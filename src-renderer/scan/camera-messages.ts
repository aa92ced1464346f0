import type { ReadOptions } from '../../src-shared/intake/read-options.ts'
import type { CameraView } from '../camera/camera-state.ts'
import type { PictureCode } from './picture-messages.ts'

/** What concerns the frames of one camera. Each time a camera is read has a `turn`, a higher number than those before. */
export type FeedOrder =
  /** Read these frames from now on instead of the ones before. */
  | { readonly order: 'frames'; readonly frames: ReadableStream<VideoFrame>; readonly turn: number }
  /** One frame of a browser that hands out no stream of them; the next is sent after `wanted`. */
  | { readonly order: 'picture'; readonly picture: ImageBitmap; readonly turn: number }
  /** Read nothing more of this turn, and forget what was read. */
  | { readonly order: 'stop'; readonly turn: number }

/** What the screen tells the camera's worker. */
export type CameraOrder =
  | FeedOrder
  /** How the content of a code is read, to tell a policy from something else. */
  | { readonly order: 'options'; readonly options: ReadOptions }

/** What the worker tells the screen; with the turn that it belongs to. */
export type CameraNotice =
  | { readonly notice: 'view'; readonly view: CameraView; readonly turn: number }
  /** Codes that count: each presentation once. With them the ones that lie beside them, where there are any. */
  | { readonly notice: 'codes'; readonly codes: readonly SeenCode[]; readonly turn: number }
  | { readonly notice: 'wanted'; readonly turn: number }
  /** No engine works here any more; only a new worker can help. */
  | { readonly notice: 'failed' }

/** A code before the camera. */
export interface SeenCode extends PictureCode {
  /** It counted earlier and still lies beside the one that counts now. */
  readonly isBeside: boolean
}

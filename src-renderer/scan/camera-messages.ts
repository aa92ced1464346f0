import type { ReadOptions } from '../../src-shared/intake/read-options.ts'
import type { CameraView } from '../camera/camera-state.ts'
import type { PictureCode } from './picture-messages.ts'

/** What the screen tells the camera's worker. */
export type CameraOrder =
  /** Read these frames from now on instead of the ones before. */
  | { readonly order: 'frames'; readonly frames: ReadableStream<VideoFrame> }
  /** One frame of a browser that hands out no stream of them; the next is sent after `wanted`. */
  | { readonly order: 'picture'; readonly picture: ImageBitmap }
  /** How the content of a code is read, to tell a policy from something else. */
  | { readonly order: 'options'; readonly options: ReadOptions }
  /** Read nothing until there are new frames. */
  | { readonly order: 'stop' }

/** What the worker tells the screen. */
export type CameraNotice =
  | { readonly notice: 'view'; readonly view: CameraView }
  /** Codes that count: each presentation once. With them the ones that lie beside them, where there are any. */
  | { readonly notice: 'codes'; readonly codes: readonly SeenCode[] }
  | { readonly notice: 'wanted' }
  /** No engine works here any more; only a new worker can help. */
  | { readonly notice: 'failed' }

/** A code before the camera. */
export interface SeenCode extends PictureCode {
  /** It counted earlier and still lies beside the one that counts now. */
  readonly isBeside: boolean
}

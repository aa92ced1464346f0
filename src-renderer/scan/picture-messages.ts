/** What the screen asks of the decoder's worker: the pixels of one picture. */
export interface PictureQuestion {
  readonly id: number
  readonly data: Uint8ClampedArray<ArrayBufferLike>
  readonly width: number
  readonly height: number
}

/** What the worker answers: every code it saw, or that it could not work. */
export type PictureAnswer = { readonly id: number; readonly codes: readonly PictureCode[] } | { readonly id: number; readonly failed: true }

export interface PictureCode {
  readonly bytes: Uint8Array
  readonly text: string
  readonly format: string
}

import { toLuminance, type LuminanceFrame } from '../../src-shared/decoder/frame.ts'

/** Eight-bit formats whose first plane is the grey picture itself. */
const greyFirst: ReadonlySet<string> = new Set(['I420', 'I420A', 'I422', 'I422A', 'I444', 'I444A', 'NV12', 'NV12A'])

/**
 * Makes grey pictures of a camera's frames. The grey plane is taken as it comes, without a detour through colours.
 * A picture is valid until the next one is asked for: the memory is used again.
 */
export interface LuminanceSource {
  /** Closes the frame. */
  fromFrame(frame: VideoFrame): Promise<LuminanceFrame>
  /** Closes the bitmap. */
  fromBitmap(bitmap: ImageBitmap): LuminanceFrame
  /** Keeps nothing of the last picture. */
  clear(): void
}

export function luminanceSource(): LuminanceSource {
  let planes = new Uint8Array(0)
  let grey = new Uint8ClampedArray(0)
  let canvas: OffscreenCanvasRenderingContext2D | null = null

  function drawn(picture: CanvasImageSource, width: number, height: number): LuminanceFrame {
    if (canvas === null || canvas.canvas.width !== width || canvas.canvas.height !== height) {
      canvas = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
    }
    if (canvas === null) throw new Error('The browser draws no pictures in a worker')
    canvas.drawImage(picture, 0, 0)
    return toLuminance(canvas.getImageData(0, 0, width, height))
  }

  async function copied(frame: VideoFrame, width: number, height: number): Promise<LuminanceFrame> {
    const size = frame.allocationSize()
    if (planes.length < size) planes = new Uint8Array(size)
    const [plane] = await frame.copyTo(planes)
    if (plane === undefined) throw new Error('The frame has no picture')
    if (plane.stride === width) return { data: new Uint8ClampedArray(planes.buffer, plane.offset, width * height), width, height }
    if (grey.length !== width * height) grey = new Uint8ClampedArray(width * height)
    for (let row = 0; row < height; row++) {
      const from = plane.offset + row * plane.stride
      grey.set(planes.subarray(from, from + width), row * width)
    }
    return { data: grey, width, height }
  }

  return {
    async fromFrame(frame) {
      try {
        const width = frame.visibleRect?.width ?? frame.codedWidth
        const height = frame.visibleRect?.height ?? frame.codedHeight
        return greyFirst.has(frame.format ?? '')
          ? await copied(frame, width, height)
          : drawn(frame, frame.displayWidth, frame.displayHeight)
      } finally {
        frame.close()
      }
    },
    fromBitmap(bitmap) {
      const picture = drawn(bitmap, bitmap.width, bitmap.height)
      bitmap.close()
      return picture
    },
    clear() {
      planes = new Uint8Array(0)
      grey = new Uint8ClampedArray(0)
      canvas = null
    },
  }
}

import { describe, expect, it } from 'vitest'
import { luminanceSource } from '../../../../src-renderer/scan/frame-luminance.ts'

/** A frame of 4×2 pixels whose grey values are 1…8, its rows so many bytes apart, as a camera hands it out. */
function frameOf(stride: number): { readonly frame: VideoFrame; readonly isClosed: () => boolean } {
  let isClosed = false
  const size = stride * 2 + 4
  const frame = {
    format: 'I420',
    visibleRect: { width: 4, height: 2 },
    codedWidth: stride,
    codedHeight: 2,
    allocationSize: () => size,
    copyTo(planes: Uint8Array) {
      planes.fill(99, 0, size)
      planes.set([1, 2, 3, 4], 0)
      planes.set([5, 6, 7, 8], stride)
      return Promise.resolve([{ offset: 0, stride }])
    },
    close() {
      isClosed = true
    },
  }
  // These members are used.
  return { frame: frame as unknown as VideoFrame, isClosed: () => isClosed }
}

describe('the grey picture of a camera frame', () => {
  for (const [what, stride] of [
    ['as they stand', 4],
    ['apart', 7],
  ] as const) {
    it(`is its first plane, with rows that are ${what}`, async () => {
      const { frame, isClosed } = frameOf(stride)
      const { data, width, height } = await luminanceSource().fromFrame(frame)
      expect({ data: [...data], width, height }).toEqual({ data: [1, 2, 3, 4, 5, 6, 7, 8], width: 4, height: 2 })
      expect(isClosed()).toBe(true)
    })
  }

  it('uses its memory again', async () => {
    const source = luminanceSource()
    const first = await source.fromFrame(frameOf(4).frame)
    const second = await source.fromFrame(frameOf(4).frame)
    expect(second.data.buffer).toBe(first.data.buffer)
  })

  it('lets go of a frame that cannot be copied', async () => {
    const { frame, isClosed } = frameOf(4)
    Object.assign(frame, { copyTo: () => Promise.reject(new Error('gone')) })
    await expect(luminanceSource().fromFrame(frame)).rejects.toThrow('gone')
    expect(isClosed()).toBe(true)
  })
})

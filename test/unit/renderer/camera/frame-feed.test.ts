import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { feedFrames } from '../../../../src-renderer/camera/frame-feed.ts'
import type { FeedOrder } from '../../../../src-renderer/scan/camera-messages.ts'

let showFrame: () => void = () => undefined
let hand: (picture: ImageBitmap) => void = () => undefined

/** A browser that hands out no stream of frames, as far as it is used. */
beforeEach(() => {
  vi.stubGlobal('document', {
    createElement: () => ({
      play: () => Promise.resolve(),
      requestVideoFrameCallback(callback: () => void) {
        showFrame = callback
      },
    }),
  })
  vi.stubGlobal('createImageBitmap', () => new Promise<ImageBitmap>((resolve) => (hand = resolve)))
})
afterEach(() => void vi.unstubAllGlobals())

function feed() {
  const orders: string[] = []
  // Only its track is asked for.
  const stream = { getVideoTracks: () => [{ readyState: 'live' }] } as unknown as MediaStream
  const send = (order: FeedOrder) => void orders.push(`${order.order} ${order.turn}`)
  return { orders, ...feedFrames(stream, 3, send) }
}

function picture() {
  const close = vi.fn<() => void>()
  // Only its end is used.
  return { close, bitmap: { close } as unknown as ImageBitmap }
}

it('sends a picture with its turn, and the next when it is wanted', async () => {
  const { orders, next } = feed()
  showFrame()
  hand(picture().bitmap)
  await Promise.resolve()
  next()
  showFrame()
  hand(picture().bitmap)
  await Promise.resolve()
  expect(orders).toEqual(['picture 3', 'picture 3'])
})

it('closes a picture that is ready only when the camera has stopped', async () => {
  const { orders, end } = feed()
  const { close, bitmap } = picture()
  showFrame()
  end()
  hand(bitmap)
  await Promise.resolve()
  expect(orders).toEqual(['stop 3'])
  expect(close).toHaveBeenCalledOnce()
})

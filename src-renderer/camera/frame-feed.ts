import type { FeedOrder } from '../scan/camera-messages.ts'

/** The frames of a camera on their way to the worker. */
export interface FrameFeed {
  /** The worker has done with the frame before; of no concern to a stream. */
  next(): void
  end(): void
}

type Send = (order: FeedOrder, transfer: Transferable[]) => void
/** Not in every browser, and known to TypeScript in workers only. */
type TrackProcessor = new (start: { readonly track: MediaStreamTrack }) => { readonly readable: ReadableStream<VideoFrame> }

/**
 * Sends the frames of a camera to the worker. Where the browser hands out a stream of frames, the worker gets the
 * stream itself and the screen's thread has no part in it; elsewhere one picture at a time, the newest. A camera that has
 * ended already gives nothing. Every order carries the `turn`.
 */
export function feedFrames(stream: MediaStream, turn: number, send: Send): FrameFeed {
  const [track] = stream.getVideoTracks()
  const Processor = (globalThis as { readonly MediaStreamTrackProcessor?: TrackProcessor }).MediaStreamTrackProcessor
  if (track === undefined || track.readyState === 'ended') return { next: () => undefined, end: () => undefined }
  if (Processor === undefined) return feedPictures(stream, turn, send)
  const frames = new Processor({ track }).readable
  send({ order: 'frames', frames, turn }, [frames as unknown as Transferable])
  return { next: () => undefined, end: () => send({ order: 'stop', turn }, []) }
}

function feedPictures(stream: MediaStream, turn: number, send: Send): FrameFeed {
  const video = document.createElement('video')
  let hasEnded = false
  video.muted = true
  video.srcObject = stream
  video.play().catch(() => undefined)

  function next(): void {
    if (hasEnded) return
    video.requestVideoFrameCallback(() => {
      if (hasEnded) return
      createImageBitmap(video).then(hand, () => setTimeout(next, 100))
    })
  }

  function hand(picture: ImageBitmap): void {
    if (hasEnded) picture.close()
    else send({ order: 'picture', picture, turn }, [picture])
  }

  next()
  return {
    next,
    end() {
      hasEnded = true
      video.srcObject = null
      send({ order: 'stop', turn }, [])
    },
  }
}

import type { CameraOrder } from '../scan/camera-messages.ts'

/** The frames of a camera on their way to the worker. */
export interface FrameFeed {
  /** The worker has done with the frame before; of no concern to a stream. */
  next(): void
  end(): void
}

type Send = (order: CameraOrder, transfer: Transferable[]) => void
/** Not in every browser, and known to TypeScript in workers only. */
type TrackProcessor = new (start: { readonly track: MediaStreamTrack }) => { readonly readable: ReadableStream<VideoFrame> }

/**
 * Sends the frames of a camera to the worker. Where the browser hands out a stream of frames, the worker gets the
 * stream itself and the screen's thread has no part in it; elsewhere one picture at a time, the newest. A camera that has
 * ended already gives nothing.
 */
export function feedFrames(stream: MediaStream, send: Send): FrameFeed {
  const [track] = stream.getVideoTracks()
  const Processor = (globalThis as { readonly MediaStreamTrackProcessor?: TrackProcessor }).MediaStreamTrackProcessor
  if (track === undefined || track.readyState === 'ended') return { next: () => undefined, end: () => undefined }
  if (Processor === undefined) return feedPictures(stream, send)
  const frames = new Processor({ track }).readable
  send({ order: 'frames', frames }, [frames as unknown as Transferable])
  return { next: () => undefined, end: () => send({ order: 'stop' }, []) }
}

function feedPictures(stream: MediaStream, send: Send): FrameFeed {
  const video = document.createElement('video')
  let hasEnded = false
  video.muted = true
  video.srcObject = stream
  video.play().catch(() => undefined)

  function next(): void {
    video.requestVideoFrameCallback(() => {
      if (hasEnded) return
      createImageBitmap(video).then(
        (picture) => send({ order: 'picture', picture }, [picture]),
        () => setTimeout(next, 100),
      )
    })
  }

  next()
  return {
    next,
    end() {
      hasEnded = true
      video.srcObject = null
      send({ order: 'stop' }, [])
    },
  }
}

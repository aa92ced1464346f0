import type { ReadOptions } from '../../src-shared/intake/read-options.ts'
import type { CameraNotice, CameraOrder, SeenCode } from '../scan/camera-messages.ts'
import type { CameraView } from './camera-state.ts'
import { feedFrames, type FrameFeed } from './frame-feed.ts'

/** What the reader of frames tells; times are its own concern. */
export interface ReaderListener {
  onView(view: CameraView): void
  /** Codes that count, each presentation once. */
  onCodes(codes: readonly SeenCode[]): void
  /** No frame has been read for 5 s although the camera runs and the worker was started anew: the camera sends none. */
  onSilence(): void
  /** The worker stopped three times within a minute. */
  onFailure(): void
}

/** Reads the frames of one camera after another in a worker of its own. */
export interface CameraReader {
  read(stream: MediaStream): void
  /** Reads nothing until the next `read`. */
  pause(): void
  /** How the content of a code is read, to tell a policy from something else. */
  configure(options: ReadOptions): void
  end(): void
}

/** A worker as far as it is used here. */
export type ReaderWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>

/** What the reader works with; tests put their own in place. */
export interface ReaderParts {
  readonly startWorker: () => ReaderWorker
  readonly feed: typeof feedFrames
  /** Milliseconds; never goes back. */
  readonly now: () => number
}

const watchMilliseconds = 1_000
const silenceMilliseconds = 5_000
const crashesInRow = 3
const crashMilliseconds = 60_000

const usualParts: ReaderParts = {
  startWorker: () => new Worker(new URL('../scan/camera-worker.ts', import.meta.url), { type: 'module' }),
  feed: feedFrames,
  now: () => performance.now(),
}

/**
 * Starts the worker at once, so that its engines are ready when the camera is. A worker that stops, or hangs, is replaced
 * without a word; only when it happens again and again is it told.
 */
export function openCameraReader(listener: ReaderListener, parts: ReaderParts = usualParts): CameraReader {
  let options: ReadOptions | null = null
  let stream: MediaStream | null = null
  let feed: FrameFeed | null = null
  /** What is told of an earlier time that a camera was read is thrown away. */
  let turn = 0
  let heardAt = 0
  let restartedInSilence = false
  let crashes: readonly number[] = []
  let worker = start()
  const watch = setInterval(listen, watchMilliseconds)

  function start(): ReaderWorker {
    const started = parts.startWorker()
    started.addEventListener('message', (event: MessageEvent<CameraNotice>) => {
      if (started === worker) hear(event.data)
    })
    started.addEventListener('error', () => {
      if (started === worker) crashed()
    })
    return started
  }

  function hear(notice: CameraNotice): void {
    if (notice.notice !== 'failed' && notice.turn !== turn) return
    heardAt = parts.now()
    switch (notice.notice) {
      case 'view':
        restartedInSilence = false
        if (stream !== null) listener.onView(notice.view)
        return
      case 'codes':
        if (stream !== null) listener.onCodes(notice.codes)
        return
      case 'wanted':
        feed?.next()
        return
      case 'failed':
        crashed()
    }
  }

  function crashed(): void {
    const now = parts.now()
    crashes = [...crashes.filter((at) => now - at < crashMilliseconds), now]
    const isHopeless = crashes.length >= crashesInRow
    if (isHopeless) {
      crashes = []
      stream = null
    }
    replaceWorker()
    if (isHopeless) listener.onFailure()
  }

  function replaceWorker(): void {
    feed?.end()
    feed = null
    worker.terminate()
    worker = start()
    if (options !== null) send({ order: 'options', options }, [])
    if (stream !== null) readStream(stream)
  }

  /** A worker that hangs and a camera that sends nothing look alike; a new worker tells them apart. */
  function listen(): void {
    if (stream === null || parts.now() - heardAt < silenceMilliseconds) return
    if (restartedInSilence) {
      restartedInSilence = false
      stream = null
      listener.onSilence()
      return
    }
    restartedInSilence = true
    replaceWorker()
  }

  function send(order: CameraOrder, transfer: Transferable[]): void {
    worker.postMessage(order, transfer)
  }

  function readStream(next: MediaStream): void {
    stream = next
    heardAt = parts.now()
    turn += 1
    feed = parts.feed(next, turn, send)
  }

  function pause(): void {
    stream = null
    feed?.end()
    feed = null
  }

  return {
    read(next) {
      pause()
      restartedInSilence = false
      readStream(next)
    },
    pause,
    configure(next) {
      options = next
      send({ order: 'options', options: next }, [])
    },
    end() {
      pause()
      clearInterval(watch)
      worker.terminate()
    },
  }
}

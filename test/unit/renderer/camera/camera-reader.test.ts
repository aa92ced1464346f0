import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openCameraReader, type ReaderWorker } from '../../../../src-renderer/camera/camera-reader.ts'
import { emptyView } from '../../../../src-renderer/camera/camera-state.ts'
import type { CameraNotice, CameraOrder } from '../../../../src-renderer/scan/camera-messages.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

class FakeWorker extends EventTarget {
  readonly orders: string[] = []
  isRunning = true
  turn = 0
  postMessage(order: CameraOrder): void {
    this.orders.push(order.order)
    if (order.order === 'frames') this.turn = order.turn
  }
  terminate(): void {
    this.isRunning = false
  }
  say(notice: CameraNotice): void {
    this.dispatchEvent(new MessageEvent('message', { data: notice }))
  }
  crash(): void {
    this.dispatchEvent(new Event('error'))
  }
}

const stream = {} as MediaStream
const options = { today: '2026-11-22', enpCheckDigit: 'refuse', uncheckableSnils: 'accept' } as const
const code = { bytes: new Uint8Array([49]), text: '1', format: 'QRCode', isBeside: false }

function open() {
  const workers: FakeWorker[] = []
  const heard: string[] = []
  let feedsEnded = 0
  const reader = openCameraReader(
    {
      onView: () => heard.push('view'),
      onCodes: () => heard.push('codes'),
      onSilence: () => heard.push('silence'),
      onFailure: () => heard.push('failure'),
    },
    {
      startWorker() {
        const worker = new FakeWorker()
        workers.push(worker)
        // Three of its members are used.
        return worker as unknown as ReaderWorker
      },
      feed(_, turn, send) {
        send({ order: 'frames', frames: new ReadableStream<VideoFrame>(), turn }, [])
        return {
          next: () => heard.push('next'),
          end() {
            feedsEnded += 1
            send({ order: 'stop', turn }, [])
          },
        }
      },
      now: () => Date.now(),
    },
  )
  const newest = () => {
    const worker = workers.at(-1)
    if (worker === undefined) throw new Error('No worker was started')
    return worker
  }
  return { reader, workers, heard, newest, feedsEnded: () => feedsEnded }
}

describe('the reader of the camera', () => {
  it('has its worker ready before the camera is', () => {
    const { workers } = open()
    expect(workers).toHaveLength(1)
  })

  it('hands on what the worker says while it reads, and nothing after a pause', () => {
    const { reader, heard, newest } = open()
    reader.read(stream)
    newest().say({ notice: 'view', view: emptyView, turn: newest().turn })
    newest().say({ notice: 'codes', codes: [code], turn: newest().turn })
    reader.pause()
    newest().say({ notice: 'codes', codes: [code], turn: newest().turn })
    expect(heard).toEqual(['view', 'codes'])
    expect(newest().orders).toEqual(['frames', 'stop'])
  })

  it('throws away what the worker tells of a camera that was read before', () => {
    const { reader, heard, newest } = open()
    reader.read(stream)
    const before = newest().turn
    reader.read(stream)
    newest().say({ notice: 'codes', codes: [code], turn: before })
    newest().say({ notice: 'view', view: emptyView, turn: before })
    newest().say({ notice: 'wanted', turn: before })
    expect(heard).toEqual([])
    newest().say({ notice: 'wanted', turn: newest().turn })
    newest().say({ notice: 'codes', codes: [code], turn: newest().turn })
    expect(heard).toEqual(['next', 'codes'])
  })

  it('lets go of the frames of a worker that it replaces', () => {
    const { reader, newest, feedsEnded } = open()
    reader.read(stream)
    newest().crash()
    expect(feedsEnded()).toBe(1)
  })

  it('replaces a worker that stops without a word, and tells the new one everything', () => {
    const { reader, workers, heard, newest } = open()
    reader.configure(options)
    reader.read(stream)
    newest().crash()
    expect(workers.map(({ isRunning }) => isRunning)).toEqual([false, true])
    expect(newest().orders).toEqual(['options', 'frames'])
    expect(heard).toEqual([])
  })

  it('tells when workers stop again and again', () => {
    const { reader, heard, newest } = open()
    reader.read(stream)
    newest().crash()
    newest().say({ notice: 'failed' })
    expect(heard).toEqual([])
    newest().crash()
    expect(heard).toEqual(['failure'])
  })

  it('forgives what happens once in a long while', () => {
    const { reader, heard, newest } = open()
    reader.read(stream)
    for (let times = 0; times < 5; times++) {
      newest().crash()
      for (let second = 0; second < 61; second++) {
        newest().say({ notice: 'view', view: emptyView, turn: newest().turn })
        vi.advanceTimersByTime(1_000)
      }
    }
    expect(heard).not.toContain('failure')
  })

  it('hears nothing for 5 s: tries another worker, then blames the camera', () => {
    const { reader, workers, heard, newest } = open()
    reader.read(stream)
    vi.advanceTimersByTime(5_500)
    expect(workers).toHaveLength(2)
    newest().say({ notice: 'view', view: emptyView, turn: newest().turn })
    vi.advanceTimersByTime(5_500)
    expect(heard).toEqual(['view'])
    vi.advanceTimersByTime(5_500)
    expect(heard).toEqual(['view', 'silence'])
  })

  it('stops for good', () => {
    const { reader, workers, heard } = open()
    reader.read(stream)
    reader.end()
    vi.advanceTimersByTime(60_000)
    expect(workers.map(({ isRunning }) => isRunning)).toEqual([false])
    expect(heard).toEqual([])
  })
})

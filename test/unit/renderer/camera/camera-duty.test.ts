import { expect, it } from 'vitest'
import { cameraDuty } from '../../../../src-renderer/scan/camera-duty.ts'
import type { CameraNotice } from '../../../../src-renderer/scan/camera-messages.ts'
import type { CameraReading, FrameOutcome } from '../../../../src-renderer/scan/camera-reading.ts'
import type { Decoded } from '../../../../src-shared/decoder/engine.ts'
import type { LuminanceFrame } from '../../../../src-shared/decoder/frame.ts'

const policy: Decoded = { bytes: new Uint8Array([49]), text: '1', format: 'QRCode', engine: 'wasm', position: null }
const neighbour: Decoded = { ...policy, bytes: new Uint8Array([50]), text: '2' }
const found: FrameOutcome = { codes: [policy], beside: [neighbour], view: null, pause: 0 }
const grey: LuminanceFrame = { data: new Uint8ClampedArray(1), width: 1, height: 1 }

/** A duty whose steps wait until they are let on; `log` holds what it did and told. */
function duty() {
  const log: string[] = []
  const waiting: (() => void)[] = []
  let isHeld = false
  const hold = () => (isHeld ? new Promise<void>((resolve) => waiting.push(resolve)) : Promise.resolve())
  const reading: CameraReading = {
    async take() {
      log.push('take')
      await hold()
      return found
    },
    reset: () => log.push('reset'),
  }
  const carryOut = cameraDuty({
    reading: Promise.resolve(reading),
    source: {
      async fromFrame(frame) {
        frame.close()
        await hold()
        return grey
      },
      fromBitmap(bitmap) {
        bitmap.close()
        return grey
      },
      clear: () => log.push('clear'),
    },
    tell: (notice) => log.push(wordsOf(notice)),
    rest: () => Promise.resolve(),
  })
  return {
    carryOut,
    log,
    holdOn() {
      isHeld = true
    },
    letGo() {
      isHeld = false
      for (const resolve of waiting.splice(0)) resolve()
    },
  }
}

function wordsOf(notice: CameraNotice): string {
  if (notice.notice === 'codes') return `codes ${notice.codes.map(({ text, isBeside }) => (isBeside ? `beside ${text}` : text)).join(' ')}`
  return notice.notice
}

function camera(log: string[]) {
  let controller: ReadableStreamDefaultController<VideoFrame> | null = null
  const frames = new ReadableStream<VideoFrame>({
    start(own) {
      controller = own
    },
    cancel: () => void log.push('cancel'),
  })
  // Only its end is used.
  const frame = { close: () => log.push('close') } as unknown as VideoFrame
  return { frames, send: () => controller?.enqueue(frame) }
}

function picture(log: string[]): ImageBitmap {
  // Only its end is used.
  return { close: () => log.push('close') } as unknown as ImageBitmap
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 5))

it('tells what counts and what lies beside it', async () => {
  const { carryOut, log } = duty()
  const { frames, send } = camera(log)
  void carryOut({ order: 'frames', frames, turn: 1 })
  send()
  await settled()
  expect(log).toEqual(['clear', 'reset', 'close', 'take', 'codes beside 2 1'])
})

it('forgets the picture and what was read when it stops', async () => {
  const { carryOut, log } = duty()
  const { frames } = camera(log)
  void carryOut({ order: 'frames', frames, turn: 1 })
  await settled()
  log.length = 0
  await carryOut({ order: 'stop', turn: 1 })
  expect(log).toEqual(['clear', 'reset'])
})

it('cancels a camera’s stream only when the frame that it asked for has come and was closed', async () => {
  const { carryOut, log } = duty()
  const { frames, send } = camera(log)
  void carryOut({ order: 'frames', frames, turn: 1 })
  await settled()
  await carryOut({ order: 'stop', turn: 1 })
  log.length = 0
  await settled()
  expect(log).toEqual([])
  send()
  await settled()
  expect(log).toEqual(['close', 'cancel'])
})

it('tells nothing of a frame that was being read when it stopped, and forgets it before the next camera’s', async () => {
  const { carryOut, log, holdOn, letGo } = duty()
  const first = camera(log)
  void carryOut({ order: 'frames', frames: first.frames, turn: 1 })
  await settled()
  log.length = 0
  holdOn()
  first.send()
  await settled()
  void carryOut({ order: 'stop', turn: 1 })
  const second = camera(log)
  void carryOut({ order: 'frames', frames: second.frames, turn: 2 })
  second.send()
  await settled()
  letGo()
  await settled()
  expect(log.filter((what) => what !== 'cancel')).toEqual([
    'close',
    'clear',
    'reset',
    'clear',
    'reset',
    'close',
    'take',
    'codes beside 2 1',
  ])
  expect(log).toContain('cancel')
})

it('tells nothing of a reading that ends after the next one was begun', async () => {
  const { carryOut, log, holdOn, letGo } = duty()
  void carryOut({ order: 'picture', picture: picture(log), turn: 1 })
  holdOn()
  await settled()
  expect(log).toEqual(['clear', 'reset', 'close', 'take'])
  void carryOut({ order: 'stop', turn: 1 })
  void carryOut({ order: 'picture', picture: picture(log), turn: 2 })
  letGo()
  await settled()
  expect(log.slice(4)).toEqual(['clear', 'reset', 'clear', 'reset', 'close', 'take', 'codes beside 2 1', 'wanted'])
})

it('closes pictures and frames that come after their turn has ended', async () => {
  const { carryOut, log } = duty()
  await carryOut({ order: 'stop', turn: 1 })
  log.length = 0
  await carryOut({ order: 'picture', picture: picture(log), turn: 1 })
  await carryOut({ order: 'frames', frames: camera(log).frames, turn: 1 })
  expect(log).toEqual(['close', 'cancel'])
})

it('forgets what another camera’s pictures gave', async () => {
  const { carryOut, log } = duty()
  await carryOut({ order: 'picture', picture: picture(log), turn: 1 })
  await carryOut({ order: 'picture', picture: picture(log), turn: 1 })
  await carryOut({ order: 'picture', picture: picture(log), turn: 2 })
  expect(log.filter((what) => what === 'reset' || what === 'wanted')).toEqual(['reset', 'wanted', 'wanted', 'reset', 'wanted'])
})

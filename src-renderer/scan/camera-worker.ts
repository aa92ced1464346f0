import { openAgreement } from '../../src-shared/decoder/agreement.ts'
import type { LuminanceFrame } from '../../src-shared/decoder/frame.ts'
import { openScanSession } from '../../src-shared/decoder/scan-session.ts'
import { readItem } from '../../src-shared/intake/read-item.ts'
import type { ReadOptions } from '../../src-shared/intake/read-options.ts'
import type { CameraNotice, CameraOrder, SeenCode } from './camera-messages.ts'
import { cameraReading, type CameraReading } from './camera-reading.ts'
import { luminanceSource } from './frame-luminance.ts'
import type { PictureCode } from './picture-messages.ts'
import { shownFromCode } from './shown-from-code.ts'
import { startEngines } from './start-engines.ts'

/** Of each camera frame, all attempts together. */
const budgetMilliseconds = 60

const source = luminanceSource()
let options: ReadOptions = { today: '1970-01-01', enpCheckDigit: 'refuse', uncheckableSnils: 'accept' }
let reader: ReadableStreamDefaultReader<VideoFrame> | null = null
/** Frames of an earlier camera are recognised by it and thrown away. */
let turn = 0
const reading: Promise<CameraReading> = openReading()

self.addEventListener('message', (event: MessageEvent<CameraOrder>) => {
  void carryOut(event.data).catch(() => tell({ notice: 'failed' }))
})

async function carryOut(order: CameraOrder): Promise<void> {
  switch (order.order) {
    case 'options':
      options = order.options
      return
    case 'stop':
      await stop()
      return
    case 'frames':
      await readFrames(order.frames, await stop())
      return
    case 'picture':
      await rest(await takeOne(source.fromBitmap(order.picture)))
      tell({ notice: 'wanted' })
  }
}

function now(): number {
  return performance.now()
}

async function openReading(): Promise<CameraReading> {
  const session = openScanSession({ engines: await startEngines(), now, budgetMilliseconds })
  // The engines compile themselves at their first frame; better at this one, while the camera is still starting.
  await session.read({ data: new Uint8ClampedArray(640 * 480).fill(200), width: 640, height: 480 })
  return cameraReading(session, openAgreement(hasStructure), now)
}

/** True for what a patient can show; an advertisement's code is none. */
function hasStructure(code: Pick<PictureCode, 'bytes' | 'text'>): boolean {
  const shown = shownFromCode(code)
  const input = 'text' in shown ? shown : { bytes: code.bytes }
  return readItem(input, options).kind !== 'unrecognised'
}

/** Returns the turn of whoever comes next. */
async function stop(): Promise<number> {
  const mine = ++turn
  const left = reader
  reader = null
  await left?.cancel().catch(() => undefined)
  return mine
}

/** The camera keeps only its newest frame while the one before is being read. */
async function readFrames(frames: ReadableStream<VideoFrame>, mine: number): Promise<void> {
  if (mine !== turn) return frames.cancel()
  const own = frames.getReader()
  reader = own
  ;(await reading).reset()
  for (;;) {
    const { done, value: frame } = await own.read()
    if (done) return
    if (mine !== turn) return frame.close()
    await rest(await takeOne(await source.fromFrame(frame)))
  }
}

/** Returns the milliseconds to rest. */
async function takeOne(frame: LuminanceFrame): Promise<number> {
  const { codes, beside, view, pause } = await (await reading).take(frame)
  const told = [...beside.map((code) => seenCode(code, true)), ...codes.map((code) => seenCode(code, false))]
  if (codes.length > 0) tell({ notice: 'codes', codes: told })
  if (view !== null) tell({ notice: 'view', view })
  return pause
}

function seenCode({ bytes, text, format }: PictureCode, isBeside: boolean): SeenCode {
  return { bytes, text, format, isBeside }
}

async function rest(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function tell(notice: CameraNotice): void {
  self.postMessage(notice)
}

import { openAgreement } from '../../src-shared/decoder/agreement.ts'
import { cameraMilliseconds, openScanSession } from '../../src-shared/decoder/scan-session.ts'
import { readItem } from '../../src-shared/intake/read-item.ts'
import type { ReadOptions } from '../../src-shared/intake/read-options.ts'
import { warmUpFrame } from '../../src-shared/decoder/warm-up.ts'
import { cameraDuty } from './camera-duty.ts'
import type { CameraNotice, CameraOrder } from './camera-messages.ts'
import { cameraReading, type CameraReading } from './camera-reading.ts'
import { luminanceSource } from './frame-luminance.ts'
import type { PictureCode } from './picture-messages.ts'
import { shownFromCode } from './shown-from-code.ts'
import { startEngines } from './start-engines.ts'

const warmUpFrames = 2
let isCameraThere = false

let options: ReadOptions = { today: '1970-01-01', enpCheckDigit: 'refuse', uncheckableSnils: 'accept' }
const carryOut = cameraDuty({ reading: openReading(), source: luminanceSource(), tell, rest })

self.addEventListener('message', ({ data: order }: MessageEvent<CameraOrder>) => {
  if (order.order === 'frames' || order.order === 'picture') isCameraThere = true
  if (order.order === 'options') options = order.options
  else void carryOut(order).catch(() => tell({ notice: 'failed' }))
})

function now(): number {
  return performance.now()
}

async function openReading(): Promise<CameraReading> {
  const session = openScanSession({ engines: await startEngines(), now, budgetMilliseconds: cameraMilliseconds })
  // All that reads is compiled at its first frames; better at these, but only as long as the camera is still starting.
  for (let frame = 0; frame < warmUpFrames; frame++) {
    await rest(1)
    if (isCameraThere) break
    await session.read(warmUpFrame())
  }
  session.reset()
  return cameraReading(session, openAgreement(hasStructure), now)
}

/** True for what a patient can show; an advertisement's code is none. */
function hasStructure(code: Pick<PictureCode, 'bytes' | 'text'>): boolean {
  const shown = shownFromCode(code)
  const input = 'text' in shown ? shown : { bytes: code.bytes }
  return readItem(input, options).kind !== 'unrecognised'
}

async function rest(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function tell(notice: CameraNotice): void {
  self.postMessage(notice)
}

import { openAgreement } from '../../src-shared/decoder/agreement.ts'
import { cameraMilliseconds, openScanSession } from '../../src-shared/decoder/scan-session.ts'
import { readItem } from '../../src-shared/intake/read-item.ts'
import type { ReadOptions } from '../../src-shared/intake/read-options.ts'
import { cameraDuty } from './camera-duty.ts'
import type { CameraNotice, CameraOrder } from './camera-messages.ts'
import { cameraReading, type CameraReading } from './camera-reading.ts'
import { luminanceSource } from './frame-luminance.ts'
import type { PictureCode } from './picture-messages.ts'
import { shownFromCode } from './shown-from-code.ts'
import { startEngines } from './start-engines.ts'

let options: ReadOptions = { today: '1970-01-01', enpCheckDigit: 'refuse', uncheckableSnils: 'accept' }
const carryOut = cameraDuty({ reading: openReading(), source: luminanceSource(), tell, rest })

self.addEventListener('message', ({ data: order }: MessageEvent<CameraOrder>) => {
  if (order.order === 'options') options = order.options
  else void carryOut(order).catch(() => tell({ notice: 'failed' }))
})

function now(): number {
  return performance.now()
}

async function openReading(): Promise<CameraReading> {
  const session = openScanSession({ engines: await startEngines(), now, budgetMilliseconds: cameraMilliseconds })
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

async function rest(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function tell(notice: CameraNotice): void {
  self.postMessage(notice)
}

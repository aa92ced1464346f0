import { openAgreement } from '../../../../src-shared/decoder/agreement.ts'
import type { Agreement } from '../../../../src-shared/decoder/agreement.ts'
import { decodeFrame } from '../../../../src-shared/decoder/decode-image.ts'
import type { Decoded, Engine } from '../../../../src-shared/decoder/engine.ts'
import type { LuminanceFrame } from '../../../../src-shared/decoder/frame.ts'
import { cameraMilliseconds, openScanSession } from '../../../../src-shared/decoder/scan-session.ts'
import type { ScanSession } from '../../../../src-shared/decoder/scan-session.ts'
import { scriptEngine } from '../../../../src-shared/decoder/script-engine.ts'
import { wasmEngine } from '../../../../src-shared/decoder/wasm-engine.ts'
import { readItem } from '../../../../src-shared/intake/read-item.ts'
import { readerWasm } from './engines-alone.ts'
import { processorTime } from './measure.ts'

const engines: readonly Engine[] = [wasmEngine(readerWasm), scriptEngine()]

/**
 * A camera's reading as the program does it, begun anew. Its budget is counted in processor time of this thread, so that
 * what else runs on the machine changes the times but not what is read.
 */
export function openOurs(): { readonly session: ScanSession; readonly agreement: Agreement } {
  const session = openScanSession({ engines, now: processorTime, budgetMilliseconds: cameraMilliseconds })
  return { session, agreement: openAgreement(hasStructure) }
}

/** As the program reads a picture that was dropped or pasted: one photograph, all the time it wants. */
export async function readAsPicture(frame: LuminanceFrame): Promise<readonly Decoded[]> {
  return (await decodeFrame(frame, { engines, now: processorTime })).codes
}

function hasStructure({ bytes, text }: Decoded): boolean {
  const readable = bytes.every((byte) => byte >= 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09)
  const options = { today: '2026-01-01', enpCheckDigit: 'refuse', uncheckableSnils: 'accept' } as const
  return readItem(readable && text !== '' ? { text } : { bytes }, options).kind !== 'unrecognised'
}

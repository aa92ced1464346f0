import { describe, expect, it } from 'vitest'
import { patientReader } from '../../../../src-renderer/scan/patient-reader.ts'
import type { Pdf417Reader } from '../../../../src-shared/decoder/pdf417/reader.ts'

const frame = { data: new Uint8ClampedArray(0), width: 0, height: 0 }

/** The budgets that a reader gets which would need so many milliseconds, in frames of 50 ms. */
function budgets(needed: number, frames: number): readonly number[] {
  let now = 0
  const given: number[] = []
  const reader: Pdf417Reader = {
    read(_, budget) {
      given.push(budget)
      now += Math.min(budget, needed)
      return { decoded: null, sight: null }
    },
    reset: () => undefined,
  }
  const patient = patientReader(reader, () => now)
  for (let count = 0; count < frames; count++) patient.read(frame, 50)
  return given
}

describe('the reader on a slow computer', () => {
  it('gets a long turn after two that ended for want of time', () => {
    expect(budgets(200, 7)).toEqual([50, 50, 300, 50, 50, 300, 50])
    expect(budgets(1_000, 6)).toEqual([50, 50, 300, 50, 50, 300])
  })

  it('gets no more than the others where it ends in time', () => {
    expect(budgets(40, 5)).toEqual([50, 50, 50, 50, 50])
  })
})

import { describe, expect, test } from 'vitest'
import type { VisitMarks } from '../../../src-main/app/ports.ts'
import { changedMarks, keptMarks } from '../../../src-main/app/visit-marks.ts'

const mark = (value: number): Uint8Array => new Uint8Array([value])
const last: VisitMarks = { insurer: mark(1), attachment: mark(2), surname: mark(3), document: null }

describe('marks of the last visit', () => {
  test('say nothing at the first visit', () => {
    expect(changedMarks(null, last)).toEqual([])
  })

  test('name what differs, in the order of the note', () => {
    expect(changedMarks(last, { insurer: mark(9), attachment: mark(2), surname: mark(9), document: mark(9) })).toEqual([
      'insurer',
      'surname',
    ])
  })

  test('a mark missing on either side says nothing and the last known one is kept', () => {
    const now: VisitMarks = { insurer: null, attachment: mark(2), surname: mark(3), document: mark(4) }
    expect(changedMarks(last, now)).toEqual([])
    expect(keptMarks(last, now)).toEqual({ insurer: mark(1), attachment: mark(2), surname: mark(3), document: mark(4) })
  })
})

import { describe, expect, it } from 'vitest'
import { formats, gridFamily } from '../../bench/scan/grid.ts'
import { judgeAims } from '../../bench/scan/report/aims.ts'
import { reportOf } from '../../bench/scan/report/report.ts'
import { quantile } from '../../bench/scan/report/statistics.ts'
import { planTasks, quickAmounts, wholeAmounts } from '../../bench/scan/run/plan.ts'
import type { Attempt, Outcome, SequenceResult, SingleResult, WrongRead } from '../../bench/scan/run/results.ts'

const attempt = (read: boolean, milliseconds = 40): Attempt => ({ read, milliseconds, processorMilliseconds: milliseconds })

function single(format: SingleResult['format'], step: string, [wasm, script, ours]: readonly [boolean, boolean, boolean]): SingleResult {
  const attempts = { wasm: attempt(wasm), script: attempt(script), ours: attempt(ours), picture: attempt(ours) }
  return { kind: 'single', format, family: gridFamily, step, attempts, wrong: [] }
}

function sequence(read: boolean, wrong: readonly WrongRead[] = [], frames = 3): SequenceResult {
  const attempts = Array.from({ length: frames }, () => attempt(false))
  return {
    kind: 'sequence',
    format: 'CompactPDF417',
    family: gridFamily,
    step: 'a',
    attempts,
    firstReadMilliseconds: read ? 120 : null,
    wrong,
  }
}

const misread = (counts: boolean): WrongRead => ({ reader: 'ours', format: 'ITF', text: '123', counts, picture: 'no code 1 of 10 frames' })

function met(outcomes: readonly Outcome[], name: RegExp): boolean | null | undefined {
  return judgeAims(outcomes).find((aim) => name.test(aim.name))?.met
}

function sequences(readOnes: number): Outcome[] {
  return Array.from({ length: 100 }, (_, index) => sequence(index < readOnes))
}

function cell(wasm: number, script: number, ours: number): Outcome[] {
  return Array.from({ length: 10 }, (_, index) => single('PDF417', 'a', [index < wasm, index < script, index < ours]))
}

describe('the aims', () => {
  it('want 95 of 100 sequences of the grid', () => {
    expect(met(sequences(95), /^CompactPDF417: sequences/)).toBe(true)
    expect(met(sequences(94), /^CompactPDF417: sequences/)).toBe(false)
    expect(met([], /^CompactPDF417: sequences/)).toBeNull()
  })

  it('want 20 points above the better engine, whichever it is', () => {
    expect(met(cell(3, 5, 7), /^PDF417: single/)).toBe(true)
    expect(met(cell(3, 6, 7), /^PDF417: single/)).toBe(false)
    expect(met(cell(6, 3, 7), /^PDF417: single/)).toBe(false)
  })

  it('want no single step below the better engine, though others make up for it', () => {
    const fine = [single('QRCode', 'a', [true, false, true]), single('QRCode', 'b', [false, false, true])]
    expect(met(fine, /^QRCode/)).toBe(true)
    expect(met([...fine, single('QRCode', 'c', [true, false, false])], /^QRCode/)).toBe(false)
  })

  it('want no wrong read that counts, and say nothing from too few photographs', () => {
    const many = [sequence(false, [], 20_000)]
    expect(met(many, /^wrong reads/)).toBe(true)
    expect(met([sequence(false, [], 19_999)], /^wrong reads/)).toBeNull()
    expect(met([...many, sequence(false, [misread(false)])], /^wrong reads/)).toBe(true)
    expect(met([sequence(false, [misread(true)])], /^wrong reads/)).toBe(false)
  })

  it('want a median of 60 ms, sequences and all', () => {
    expect(met([single('ITF', 'a', [true, true, true])], /^median/)).toBe(true)
    const slow = { ...sequence(true), attempts: [attempt(true, 61), attempt(true, 61), attempt(true, 61)] }
    expect(met([slow], /^median/)).toBe(false)
  })
})

describe('the report', () => {
  it('lists each wrong read of ours with the name of its picture', () => {
    const text = reportOf([sequence(true, [misread(true)])], '1')
    expect(text).toContain('COUNTED: ITF «123» in «no code 1 of 10 frames»')
    expect(text).toContain('NOT MET: wrong reads')
  })

  it('has a median of what it has', () => {
    expect([quantile([5, 1, 3], 0.5), quantile([1, 2, 3, 4], 0.95), quantile([], 0.5)]).toEqual([3, 4, 0])
  })
})

describe('the plan', () => {
  it('takes every format, and in the quick form too', () => {
    for (const amounts of [wholeAmounts, quickAmounts]) {
      const planned = new Set<string>(planTasks(formats, amounts).map((task) => (task.kind === 'cell' ? task.format : 'none')))
      expect([...formats, 'none'].every((format) => planned.has(format))).toBe(true)
    }
  })

  it('gives as many photographs without a code as asked for', () => {
    const frames = planTasks(formats, { singles: 0, sequences: 0, negatives: 9000, stride: 1 })
      .map((task) => (task.kind === 'negatives' ? task.count * task.frames : 0))
      .reduce((sum, count) => sum + count, 0)
    expect(frames).toBe(9000)
  })
})

import { describe, expect, it } from 'vitest'
import { createProgress } from '../../../src-main/hosts/cli/feed/progress.ts'

function watched(isTTY: boolean) {
  const written: string[] = []
  const clock = { now: 0 }
  const out = { isTTY, write: (text: string) => written.push(text) }
  const progress = createProgress(out, () => clock.now)
  return { written, clock, progress }
}

describe('the progress of a publication', () => {
  it('is silent for a second, then rewrites one line where somebody looks, and clears it', () => {
    const { written, clock, progress } = watched(true)
    for (clock.now = 0; clock.now < 1300; clock.now += 50) progress.tell({ step: 'checking', done: clock.now })
    progress.tell({ step: 'merging', done: 128 })
    progress.end()
    expect(written).toEqual([
      '\rChecking: 1,000 rows\u001B[K',
      '\rChecking: 1,100 rows\u001B[K',
      '\rChecking: 1,200 rows\u001B[K',
      '\rComparing: 50 %\u001B[K',
      '\r\u001B[K',
    ])
  })

  it('is a line every ten seconds in a log', () => {
    const { written, clock, progress } = watched(false)
    for (clock.now = 0; clock.now < 25_000; clock.now += 500) progress.tell({ step: 'reading', done: clock.now })
    progress.end()
    expect(written).toEqual(['Reading: 11,000 rows\n', 'Reading: 21,000 rows\n'])
  })

  it('of a short run is nothing', () => {
    const { written, progress } = watched(true)
    progress.tell({ step: 'packing', done: 256 })
    progress.end()
    expect(written).toEqual([])
  })
})

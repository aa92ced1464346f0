import type { RunPhase, RunProgress } from '../../../src-shared/feed/run-outcome.ts'

/** Tells how far a run is, at most ten times a second, and how long its phases took. */
export interface ProgressMeter {
  /** Begins a phase; time counts for it from now on. */
  phase(phase: RunPhase): void
  /** What there is to do, once it is known. */
  expect(totals: { readonly parts: number; readonly bytes: number; readonly rows: number }): void
  /** Adds to what is done. */
  did(more: { readonly parts?: number; readonly bytes?: number; readonly rows?: number }): void
  /** Begins counting anew, for a second attempt. */
  reset(): void
  /** Rows read so far. */
  rows(): number
  /** Milliseconds of every phase so far. */
  milliseconds(): Partial<Record<RunPhase, number>>
}

/** Milliseconds between two events of one phase. */
const EVERY = 100
/** An estimate from less time than this, milliseconds, would only jump about. */
const FIRST_ESTIMATE = 2000

/** `stopwatch`: milliseconds that only grow. */
export function progressMeter(
  onProgress: (progress: RunProgress) => void,
  stopwatch: () => number = () => performance.now(),
): ProgressMeter {
  const done = { parts: 0, bytes: 0, rows: 0 }
  const total = { parts: 0, bytes: 0, rows: 0 }
  const spent: Partial<Record<RunPhase, number>> = {}
  let phase: RunPhase = 'metadata'
  let since = stopwatch()
  let told = Number.NEGATIVE_INFINITY
  let doneBefore = 0

  const counted = (): 'bytes' | 'rows' | null =>
    phase === 'download' || phase === 'verify' ? 'bytes' : phase === 'decode' || phase === 'insert' ? 'rows' : null
  const charge = (): number => {
    const now = stopwatch()
    spent[phase] = (spent[phase] ?? 0) + now - since
    since = now
    return now
  }
  const eta = (): number | null => {
    const what = counted()
    if (what === null) return null
    const time = what === 'rows' ? (spent.decode ?? 0) + (spent.insert ?? 0) : (spent[phase] ?? 0)
    const came = what === 'rows' ? done.rows : done.bytes - doneBefore
    if (time < FIRST_ESTIMATE || came <= 0) return null
    return Math.max(0, Math.ceil(((total[what] - done[what]) * time) / came / 1000))
  }
  const tell = (now: number): void => {
    told = now
    const { parts, bytes, rows } = done
    onProgress({
      phase,
      parts: { done: parts, total: total.parts },
      bytes: { done: bytes, total: total.bytes },
      rows: { done: rows, total: total.rows },
      etaSeconds: eta(),
    })
  }
  return {
    phase(next) {
      const now = charge()
      if (next === phase && told !== Number.NEGATIVE_INFINITY) return
      // Decoding and inserting take turns many times a second.
      const isTurn = (phase === 'insert' && next === 'decode') || (phase === 'decode' && next === 'insert')
      if (next === 'download') doneBefore = done.bytes
      phase = next
      if (!isTurn || now - told >= EVERY) tell(now)
    },
    expect(totals) {
      Object.assign(total, totals)
    },
    did({ parts = 0, bytes = 0, rows = 0 }) {
      done.parts += parts
      done.bytes += bytes
      done.rows += rows
      const now = charge()
      if (now - told >= EVERY) tell(now)
    },
    reset() {
      Object.assign(done, { parts: 0, bytes: 0, rows: 0 })
    },
    rows: () => done.rows,
    milliseconds() {
      charge()
      return { ...spent }
    },
  }
}

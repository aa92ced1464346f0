import type { PublishProgress } from '../../../feed/publish/order.ts'

/** How far a publication is, in words on stderr. */
export interface ProgressWords {
  tell(progress: PublishProgress | { readonly step: 'checking'; readonly done: number }): void
  /** Clears the line. */
  end(): void
}

const STEPS = { checking: 'Checking', reading: 'Reading', matching: 'Matching', merging: 'Comparing', packing: 'Packing' } as const
/** Nobody wants to hear of what is over at once. */
const SILENCE = 1000
const SCREEN = 100
const LOG = 10_000

/** A line that rewrites itself where somebody is looking, else a line every ten seconds. `now` in milliseconds. */
export function createProgress(
  out: { readonly isTTY?: boolean; write(text: string): unknown },
  now: () => number = () => performance.now(),
): ProgressWords {
  const isScreen = out.isTTY === true
  const started = now()
  let last = started + SILENCE - SCREEN
  let isWritten = false
  return {
    tell({ step, done }) {
      const time = now()
      if (time - started < SILENCE || time - last < (isScreen ? SCREEN : LOG)) return
      last = time
      isWritten = true
      const isCounted = step === 'checking' || step === 'reading'
      const text = `${STEPS[step]}: ${isCounted ? `${done.toLocaleString('en')} rows` : `${Math.round((done / 256) * 100)} %`}`
      out.write(isScreen ? `\r${text}\u001B[K` : `${text}\n`)
    },
    end() {
      if (isWritten && isScreen) out.write('\r\u001B[K')
    },
  }
}

import { err } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { FeedRefusal } from '../../app/feed-port.ts'
import { storageFailure } from '../failures.ts'

/** The steps of one update, of which the first that is refused ends the whole. */
export interface Steps {
  /** Runs one step. After a refusal it is not run and the refusal told again. Throws after the end, and what is a bug. */
  run<Value>(work: () => Result<Value, FeedRefusal>): Result<Value, FeedRefusal>
  /** Ends the update; does nothing after the end. */
  end(): void
}

/** `onEnd` runs once, at the first refusal, at a bug or at `end`; `file` is named in failures of storage. */
export function createSteps(file: string, onEnd: () => void): Steps {
  let refused: FeedRefusal | null = null
  let open = true
  const end = (): void => {
    if (!open) return
    open = false
    onEnd()
  }
  const refuse = (refusal: FeedRefusal): { readonly ok: false; readonly error: FeedRefusal } => {
    refused = refusal
    end()
    return err(refusal)
  }
  return {
    run(work) {
      if (refused !== null) return err(refused)
      if (!open) throw new Error('This update is over already.')
      try {
        const done = work()
        return done.ok ? done : refuse(done.error)
      } catch (error) {
        const failure = storageFailure(error, file)
        if (failure !== null) return refuse({ kind: 'failed', failure })
        end()
        throw error
      }
    },
    end,
  }
}

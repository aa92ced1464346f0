import type { Shown } from '../../src-shared/contract.ts'

/** Scans of one content that lie apart by less are one, in milliseconds. */
const repeatMilliseconds = 3_000

/** Knows what was scanned just before. */
export interface RepeatGuard {
  /** True where the same content was scanned less than 3 s ago; each scan renews the 3 s. `at` in milliseconds. */
  isRepeat(shown: Shown, at: number): boolean
}

/** What could not be read has no content that could be the same. */
export function openRepeatGuard(): RepeatGuard {
  let last: { readonly content: string; readonly at: number } | null = null
  return {
    isRepeat(shown, at) {
      if ('unread' in shown) return false
      const content = 'text' in shown ? shown.text : shown.base64
      const repeats = last !== null && last.content === content && at - last.at < repeatMilliseconds
      last = { content, at }
      return repeats
    },
  }
}

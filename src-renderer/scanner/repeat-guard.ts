import type { Shown } from '../../src-shared/contract.ts'
import { isStale, type DeskQuestion, type DeskState } from '../desk/desk-state.ts'

/** Scans of one content that lie apart by less are one, in milliseconds. */
const repeatMilliseconds = 3_000

/** Knows what was scanned just before. */
export interface RepeatGuard {
  /**
   * True where the same content was scanned less than 3 s ago, and its own answer or question is on the screen: «ответ уже на
   * экране» must never stand over somebody else's. A repeat does not renew the 3 s. `at` in milliseconds.
   */
  isRepeat(shown: Shown, at: number, screen: DeskState): boolean
}

/** What could not be read has no content that could be the same. */
export function openRepeatGuard(): RepeatGuard {
  let last: { readonly content: string; readonly at: number } | null = null
  return {
    isRepeat(shown, at, screen) {
      const content = contentOf(shown)
      if (content === null) return false
      // The clock of the computer may be set back.
      const isRecent = last !== null && last.content === content && at >= last.at && at - last.at < repeatMilliseconds
      if (isRecent && shownOn(screen).some((other) => contentOf(other) === content)) return true
      last = { content, at }
      return false
    },
  }
}

function contentOf(shown: Shown): string | null {
  if ('unread' in shown) return null
  return 'text' in shown ? `text ${shown.text}` : `bytes ${shown.base64}`
}

/** What the question on the screen is about, else what its answer is about. */
function shownOn(screen: DeskState): readonly Shown[] {
  const { current, question, panel } = screen
  // A representative's policy is awaited, and may be one that was shown before; or somebody else is being typed.
  if (panel === 'newborn' || isStale(screen)) return []
  if (question !== null && question.kind !== 'same-person') return askedAbout(question)
  if (current === null || current.failure !== null) return []
  const { things, newborn } = current.question
  return [...things, ...(newborn === null ? [] : [newborn.representative])].map(({ shown }) => shown)
}

function askedAbout(question: Exclude<DeskQuestion, { readonly kind: 'same-person' }>): readonly Shown[] {
  switch (question.kind) {
    case 'what-is-this':
      return [{ text: question.text }]
    case 'which-reading':
      return [question.shown]
    case 'which-code':
      return question.things.map(({ shown }) => shown)
    case 'confirm-item':
      return [question.thing.shown]
  }
}

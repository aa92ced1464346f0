import type { Decision } from '../../../src-shared/feed/updates-state.ts'

/**
 * What a screen is told of the journal of decisions, newest first: an intention only where its outcome is not written down, because the
 * program or the computer ended in between.
 */
export function toldDecisions(entries: readonly Decision[], most: number): Decision[] {
  const isSettled = (index: number): boolean => OUTCOMES.has(entries[index + 1]?.what ?? 'returning')
  return entries
    .filter(({ what }, index) => what !== 'returning' || !isSettled(index))
    .slice(-most)
    .toReversed()
}

/** One activity at a time: the entry after an intention is its outcome, or of a later start. */
const OUTCOMES: ReadonlySet<Decision['what']> = new Set<Decision['what']>(['returned', 'not-returned'])

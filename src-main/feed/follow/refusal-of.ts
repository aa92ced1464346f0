import type { Refusal } from '../../../src-shared/feed/run-outcome.ts'
import type { FeedFailure } from '../feed-failure.ts'

/** What a failure on the way to `dataset.json` says of a source. */
export type TrustProblem =
  | { readonly kind: 'expired' }
  | { readonly kind: 'silent'; readonly cause: string }
  /** No fault of the source: the metadata could not be written here. */
  | { readonly kind: 'not-written'; readonly isFull: boolean; readonly cause: string }
  | { readonly kind: 'refused'; readonly because: Refusal; readonly cause: string }

/**
 * Names the attack that a failure of `openTrustedFeed` looks like. The TUF client has classes of errors, but puts those of snapshot and
 * targets into the words of another: so words are all that tells them apart, and the named tests with hostile sources hold them to the attacks.
 */
export function trustProblem({ code, params }: FeedFailure): TrustProblem {
  const cause = [params['path'], params['cause']].filter((text) => text !== undefined).join(': ')
  if (code === 'metadata-expired') return { kind: 'expired' }
  if (UNWRITTEN.test(cause)) return { kind: 'not-written', isFull: /ENOSPC|EDQUOT/.test(cause), cause: cause.slice(0, 300) }
  if (params['outage'] === 'unreachable') return { kind: 'silent', cause }
  return { kind: 'refused', because: refusal(code, params), cause: cause.slice(0, 300) }
}

function refusal(code: FeedFailure['code'], { path, cause = '', outage }: FeedFailure['params']): Refusal {
  switch (code) {
    case 'metadata-refused':
      return METADATA_WORDS.find(([words]) => words.test(cause))?.[1] ?? 'metadata-refused'
    case 'target-differs':
      return outage === 'too-long' ? 'endless-data' : 'wrong-file'
    case 'feed-missing':
      return 'part-missing'
    case 'target-missing':
      // Listed but not there, or named by dataset.json and not listed.
      return outage === undefined && path !== undefined ? 'dataset-unreadable' : 'part-missing'
    case 'dataset-newer':
      return 'dataset-newer'
    case 'dataset-unreadable':
      return 'dataset-unreadable'
    default:
      return 'metadata-refused'
  }
}

const UNWRITTEN = /Failed to persist metadata/

const METADATA_WORDS: readonly (readonly [RegExp, Refusal])[] = [
  // Some keys of the root signed it, but not enough of them.
  [/root was signed by [1-9]\d*\//, 'key-compromise'],
  [/was signed by /, 'arbitrary-installation'],
  [/too long/, 'endless-data'],
  [/less than current version|Expected version \d+, got/, 'rollback'],
  [/does not match snapshot version|doesn't match timestamp|Expected (?:hash|length) |Missing file|Missing targets\.json/, 'mix-and-match'],
]

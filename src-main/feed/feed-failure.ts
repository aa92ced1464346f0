import { err } from '../../src-shared/result.ts'

/** Expected failures of the publisher's side. The words and next steps for them stand with the command line. */
export type FeedFailureCode =
  // keys and enrolment
  | 'keys-exist'
  | 'keys-missing'
  | 'keys-unreadable'
  | 'keys-in-feed'
  | 'keys-older'
  | 'passphrase-needed'
  | 'passphrase-wrong'
  | 'root-keys-too-few'
  | 'root-expired'
  | 'enrolment-unreadable'
  | 'station-key-wrong'
  // publishing
  | 'dataset-differs'
  | 'source-refused'
  | 'source-empty'
  | 'source-rejected'
  | 'list-rejected'
  | 'list-refused'
  | 'list-held'
  | 'profile-unknown'
  | 'profile-unreadable'
  | 'scope-missing'
  | 'statuses-missing'
  | 'source-older'
  | 'source-from-future'
  | 'people-fall'
  | 'quarantine-unreadable'
  | 'state-missing'
  | 'state-behind-feed'
  | 'state-damaged'
  | 'feed-unreadable'
  // verifying
  | 'feed-missing'
  | 'metadata-refused'
  | 'metadata-expired'
  | 'target-missing'
  | 'target-differs'
  | 'target-unlisted'
  | 'dataset-unreadable'
  | 'dataset-newer'
  | 'part-unreadable'
  | 'digest-differs'
  | 'content-key-other'
  // the system
  | 'disk-full'
  | 'files-refused'
  | 'file-exists'

export interface FeedFailure {
  readonly code: FeedFailureCode
  /** Named values for the words. Never personal data. */
  readonly params: Readonly<Record<string, string>>
}

/** An expected failure as a value. */
export function failed(code: FeedFailureCode, params: FeedFailure['params'] = {}): { readonly ok: false; readonly error: FeedFailure } {
  return err({ code, params })
}

/** What an error of the file system means; null for any other, which is a bug. */
export function fileFailure(error: unknown): FeedFailure | null {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null
  const params = { cause: String(error.code), ...('path' in error ? { path: String(error.path) } : {}) }
  return { code: error.code === 'ENOSPC' || error.code === 'EDQUOT' ? 'disk-full' : 'files-refused', params }
}

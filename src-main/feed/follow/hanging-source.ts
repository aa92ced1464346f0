import { err } from '../../../src-shared/result.ts'
import type { FeedSource } from './feed-source.ts'
import { TOO_SLOW } from './feed-source.ts'

/**
 * A folder of which a call is still waiting from an earlier run. It is not asked again: every such call keeps one of the few threads with
 * which this process reads files and looks up names.
 */
export function hangingSource(address: string): FeedSource {
  const silent = err({ code: 'unreachable', cause: TOO_SLOW } as const)
  return { address, read: async () => silent, copy: async () => silent, clock: () => null }
}

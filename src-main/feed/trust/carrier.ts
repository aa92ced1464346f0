import type { Result } from '../../../src-shared/result.ts'

/** Why a carrier gave nothing. `not-there` is an answer; `unreachable` is none (register feed, Promises 6: an outage is no freeze). */
export interface CarrierProblem {
  readonly code: 'not-there' | 'too-long' | 'unreachable'
  /** The system's own word for it, e.g. ENOENT or 503. */
  readonly cause: string
}

/** Where a feed's files come from: a web server, a folder, a share, a stick. It is never trusted. */
export interface Carrier {
  /** The whole of a small file by its name within the feed, `/` between folders; no more than `limit` bytes are ever read. */
  read(name: string, limit: number): Promise<Result<Buffer, CarrierProblem>>
}

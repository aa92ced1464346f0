import type { SourceState } from '../../../src-shared/feed/run-outcome.ts'
import { err, ok } from '../../../src-shared/result.ts'
import type { Result } from '../../../src-shared/result.ts'
import type { FeedSource } from './feed-source.ts'
import { TOO_SLOW } from './feed-source.ts'
import { fetchPart } from './fetch-part.ts'
import type { PartRefusal } from './fetch-part.ts'
import type { PartFolder } from './part-folder.ts'
import type { ProgressMeter } from './run-progress.ts'
import type { WantedPart } from './wanted-parts.ts'

export interface FetchOrder {
  readonly wanted: readonly WantedPart[]
  readonly parts: PartFolder
  /** In the order of trying; the one that gave the listing first. */
  readonly sources: readonly FeedSource[]
  readonly meter: ProgressMeter
  readonly signal: AbortSignal
  /** Hears of sources that turn out to be silent or untrue. */
  readonly onSource: (state: SourceState) => void
  /** Bytes free where the parts lie. */
  readonly freeBytes: () => number
}

export type FetchProblem =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'disk-full'; readonly needed: number }
  | { readonly kind: 'no-source' }
  | {
      readonly kind: 'refused'
      readonly because: Exclude<PartRefusal['code'], 'silent' | 'not-there' | 'too-short'> | 'part-missing' | 'part-too-short'
      readonly cause: string
    }

/** The disk must not be filled to the brim: the journal writes there too. */
const SPARE = 32 << 20

/**
 * Fetches the parts that are not held yet, each from the first source that has it. A source that breaks off is asked once more and then
 * left alone for this run; one that gives a wrong part keeps its chance with the others. Throws this computer's file errors.
 */
export async function fetchParts({
  wanted,
  parts,
  sources,
  meter,
  signal,
  onSource,
  freeBytes,
}: FetchOrder): Promise<Result<null, FetchProblem>> {
  meter.phase('verify')
  const missing = wanted.filter((part) => {
    const held = parts.holds(part)
    meter.did(held ? { parts: 1, bytes: part.target.length } : { bytes: parts.partialBytes(part) })
    return !held && !signal.aborted
  })
  if (signal.aborted) return err({ kind: 'cancelled' })
  const needed = missing.reduce((sum, part) => sum + part.target.length - parts.partialBytes(part), 0)
  if (needed > 0 && needed + SPARE > freeBytes()) return err({ kind: 'disk-full', needed: needed + SPARE - freeBytes() })
  meter.phase('download')
  const silent = new Set<FeedSource>()
  for (const part of missing) {
    const fetched = await fromSomewhere(part)
    if (!fetched.ok) return fetched
    meter.did({ parts: 1 })
  }
  return ok(null)

  async function fromSomewhere(part: WantedPart): Promise<Result<null, FetchProblem>> {
    let refusal: FetchProblem | null = null
    for (const source of sources) {
      if (silent.has(source)) continue
      let fetched = await once(part, source)
      if (!fetched.ok && fetched.error.code === 'silent' && !signal.aborted) fetched = await once(part, source)
      if (fetched.ok) return fetched
      if (signal.aborted) return err({ kind: 'cancelled' })
      const { code, cause } = fetched.error
      const { address } = source
      if (code === 'silent') {
        silent.add(source)
        onSource({ address, state: cause === TOO_SLOW ? 'slow' : 'silent', refusal: null, cause })
        continue
      }
      const because = code === 'not-there' ? 'part-missing' : code === 'too-short' ? 'part-too-short' : code
      // A mirror that never needed this part does no wrong, and a missing part says less than a wrong one.
      if (code !== 'not-there') onSource({ address, state: 'refused', refusal: because, cause: part.path })
      if (refusal === null || code !== 'not-there') refusal = { kind: 'refused', because, cause: part.path }
    }
    return err(refusal ?? { kind: 'no-source' })
  }

  function once(part: WantedPart, source: FeedSource): Promise<Result<null, PartRefusal>> {
    return fetchPart(part, source, parts, (bytes) => meter.did({ bytes }))
  }
}

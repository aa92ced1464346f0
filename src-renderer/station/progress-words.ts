import type { Language } from '../../src-shared/coverage/verdict.ts'
import type { RunPhase, RunProgress } from '../../src-shared/feed/run-outcome.ts'
import type { Activity } from '../../src-shared/feed/updates-state.ts'
import { formatCount } from '../ui/format.ts'
import { stringsOf } from '../ui/strings.ts'
import { formatBytes, formatLeft, formatShare } from './sizes.ts'

/** How far a run is. `done` of `total`; `total` null where nobody can tell. */
export interface ProgressWords {
  readonly stage: string
  readonly amounts: string
  readonly done: number
  readonly total: number | null
}

/**
 * In the order of a run: what is kept is verified before the rest is fetched. Decoding and inserting take turns many times a second,
 * so they are one step for the eye.
 */
const stages: Readonly<Record<RunPhase, number>> = {
  metadata: 1,
  verify: 2,
  download: 3,
  decode: 4,
  insert: 4,
  index: 5,
  digest: 6,
  switch: 7,
}
const STAGES = 7

export function describeProgress({ phase, parts, bytes, rows, etaSeconds }: RunProgress, language: Language): ProgressWords {
  const all = stringsOf(language)
  const words = all.updatesScreen.update
  const counted = countedIn(phase)
  const amounts = [
    parts.total === 0 ? '' : words.parts(formatCount(parts.done, language), formatCount(parts.total, language)),
    bytes.total === 0 ? '' : words.bytes(formatBytes(bytes.done, language), formatBytes(bytes.total, language)),
    counted === 'rows' && rows.total > 0 ? words.rows(formatCount(rows.done, language), formatCount(rows.total, language)) : '',
    etaSeconds === null ? '' : all.updatesScreen.when.left(formatLeft(etaSeconds, language)),
  ]
  const { done, total } = counted === null ? { done: 0, total: 0 } : counted === 'rows' ? rows : bytes
  return {
    stage: words.stage(stages[phase], STAGES, all.updates.phase[phase]),
    amounts: amounts.filter((text) => text !== '').join(' · '),
    done: Math.min(done, total),
    total: total > 0 ? total : null,
  }
}

/** What goes on, in the few words of the status line. */
export function activityWords(activity: Activity, language: Language): string {
  const all = stringsOf(language)
  const words = all.updatesScreen.status
  if (activity.what === 'return') return words.returning
  if (activity.what === 'verify') return words.verify(formatWhole(activity.done, activity.total, language))
  if (activity.progress === null) return words.run(all.updates.phaseShort.metadata)
  const { phase } = activity.progress
  const { done, total } = describeProgress(activity.progress, language)
  const name = all.updates.phaseShort[phase === 'decode' ? 'insert' : phase]
  return total === null ? words.run(name) : words.runPercent(name, formatWhole(done, total, language))
}

function countedIn(phase: RunPhase): 'bytes' | 'rows' | null {
  if (phase === 'download' || phase === 'verify') return 'bytes'
  return phase === 'decode' || phase === 'insert' ? 'rows' : null
}

function formatWhole(done: number, total: number, language: Language): string {
  return formatShare(Math.floor((total === 0 ? 0 : done / total) * 100), 100, language)
}

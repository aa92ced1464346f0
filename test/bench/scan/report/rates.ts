import type { CodeFormat } from '../../../../src-shared/decoder/engine.ts'
import type { Attempt, Outcome, ReaderName, SequenceResult, SingleResult } from '../run/results.ts'
import { quantile, rate } from './statistics.ts'

/** What the outcomes of some cells come to. Rates in percent, null where nothing was tried. */
export interface Rates {
  readonly singles: number
  readonly alone: Readonly<Record<ReaderName, number | null>>
  readonly sequences: number
  readonly overSequence: number | null
  /** Of the sequences that were read: photographs and milliseconds to the first reading that counts, medians. */
  readonly firstFrame: number | null
  readonly firstMilliseconds: number | null
}

export function ratesOf(outcomes: readonly Outcome[]): Rates {
  const singles = outcomes.filter((outcome): outcome is SingleResult => outcome.kind === 'single')
  const sequences = outcomes.filter((outcome): outcome is SequenceResult => outcome.kind === 'sequence')
  const readSequences = sequences.filter(isRead)
  const alone = (reader: ReaderName): number | null => rate(singles, ({ attempts }) => attempts[reader].read)
  return {
    singles: singles.length,
    alone: { wasm: alone('wasm'), script: alone('script'), ours: alone('ours'), picture: alone('picture') },
    sequences: sequences.length,
    overSequence: rate(sequences, isRead),
    firstFrame: medianOrNull(readSequences.map(({ attempts }) => attempts.length)),
    firstMilliseconds: medianOrNull(readSequences.map(({ firstReadMilliseconds }) => firstReadMilliseconds ?? 0)),
  }
}

export function isRead({ firstReadMilliseconds }: SequenceResult): boolean {
  return firstReadMilliseconds !== null
}

/** Attempts of one reader, whatever they were part of; sequences and negatives are ours alone. */
export function attemptsOf(outcomes: readonly Outcome[], reader: ReaderName): readonly Attempt[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.kind === 'single') return [outcome.attempts[reader]]
    return reader === 'ours' ? outcome.attempts : []
  })
}

export function ofFormat(outcomes: readonly Outcome[], format: CodeFormat): readonly Outcome[] {
  return outcomes.filter((outcome) => outcome.kind !== 'negative' && outcome.format === format)
}

function medianOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : quantile(values, 0.5)
}

import { sequenceCase, singleCase } from './cases.ts'
import type { Case } from './cases.ts'
import { formats, stepsOf } from './grid.ts'
import { negativeCase, negativeKinds } from './negatives.ts'

/** The case and the photograph of it that a name of the bench stands for; null for other texts. */
export function caseNamed(seed: string, name: string): { readonly pictured: Case; readonly index: number } | null {
  const positive = /^(single|sequence) (\d+) of (\w+) at (.+?)(?:, frame (\d+))?$/.exec(name)
  if (positive !== null) {
    const format = formats.find((known) => known === positive[3])
    const step = format === undefined ? undefined : stepsOf(format).find((known) => known.name === positive[4])
    if (format === undefined || step === undefined) return null
    const make = positive[1] === 'single' ? singleCase : sequenceCase
    return { pictured: make(seed, format, step, Number(positive[2])), index: Number(positive[5] ?? 0) }
  }
  const negative = /^(.+) (\d+) of (\d+) frames(?:, frame (\d+))?$/.exec(name)
  const kind = negativeKinds.find((known) => known === negative?.[1])
  if (negative === null || kind === undefined) return null
  return { pictured: negativeCase(seed, kind, Number(negative[2]), Number(negative[3])), index: Number(negative[4] ?? 0) }
}

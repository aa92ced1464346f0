import guard from '../../resources/rules/misread-guard.json' with { type: 'json' }
import type { Verdict } from '../coverage/verdict.ts'
import { inputProblemSchema, type InputProblem, type Item } from './item.ts'
import type { ProblemDetail } from './problem-detail.ts'

/**
 * The three answers that are never mixed (desk experience, behaviour 1): the reading failed; it succeeded, but is no policy;
 * it succeeded and is one, but this copy of the register does not know it.
 */
export type MisreadGuard = 'read-badly' | 'not-a-policy' | 'not-in-copy'

interface Scanned {
  readonly reason: string
  readonly detail?: string
}

const details: Readonly<Record<ProblemDetail, Scanned>> = guard.details
const answers: Readonly<Record<string, string | undefined>> = guard.answers

/**
 * What something that was typed would be, as it is when a device read it. A device hands over the whole code, so nothing of it is
 * unfinished and nobody can finish it: either the reading failed, or the code is of another kind.
 */
export function asScanned(item: Item): Item {
  if (item.kind !== 'unrecognised') return item
  const scanned = scannedAs(item.detail)
  return scanned === null ? item : { ...item, ...scanned }
}

function scannedAs(detail: string | null): { readonly reason: InputProblem; readonly detail: string } | null {
  if (detail === null || !isProblemDetail(detail)) return null
  const { reason, detail: wording = detail } = details[detail]
  return { reason: inputProblemSchema.parse(reason), detail: wording }
}

function isProblemDetail(detail: string): detail is ProblemDetail {
  return Object.hasOwn(details, detail)
}

/** Which of the three a verdict is; null for every other answer. */
export function misreadGuard({ outcome, reasons }: Pick<Verdict, 'outcome' | 'reasons'>): MisreadGuard | null {
  const [first] = reasons
  if (outcome !== 'not-checked' || first === undefined) return null
  const answer = Object.hasOwn(answers, first.code) ? answers[first.code] : undefined
  return answer === 'read-badly' || answer === 'not-a-policy' || answer === 'not-in-copy' ? answer : null
}

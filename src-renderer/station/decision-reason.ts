import { decisionReasonSchema } from '../../src-shared/feed/updates-state.ts'

/** The reason as it is sent; null where it is too short or too long to stand as one (3–200 characters without the space around). */
export function decisionReason(text: string): string | null {
  const reason = decisionReasonSchema.safeParse(text)
  return reason.success ? reason.data : null
}

/** How a decision stands: nothing is decided by a single press. */
export type DecisionStep =
  | { readonly kind: 'reason' }
  /** The reason is written; one question is left. */
  | { readonly kind: 'sure'; readonly reason: string }

/** What «Принять…» leads to: the question, and only with a reason. */
export function afterAsking(text: string): DecisionStep {
  const reason = decisionReason(text)
  return reason === null ? { kind: 'reason' } : { kind: 'sure', reason }
}

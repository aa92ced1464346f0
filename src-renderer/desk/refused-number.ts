import type { CheckReply } from '../../src-shared/contract.ts'
import type { CheckQuestion } from './desk-state.ts'

/** A question with its answer. */
export interface Answered {
  readonly question: CheckQuestion
  readonly reply: CheckReply
}

/**
 * A number that looks like a bank card is neither kept nor shown again (coverage rules §2 step 1): what was typed and what
 * it was read as are dropped before anything reaches the screen.
 */
export function forgetRefusedNumber(question: CheckQuestion, reply: CheckReply): Answered {
  if (!isRefusedNumber(reply)) return { question, reply }
  return { question: { things: [], newborn: null, candidate: null, confirmation: null, serviceDate: null }, reply: { ...reply, items: [] } }
}

/** True for a sixteen-digit number that the rules took for something else than a policy; the check names it without repeating it. */
function isRefusedNumber(reply: CheckReply): boolean {
  return (
    reply.verdict.reasons[0]?.code === 'not-a-policy-code' &&
    reply.items.some((item) => item.kind === 'enp' || (item.kind === 'unrecognised' && item.detail === 'bank-card'))
  )
}

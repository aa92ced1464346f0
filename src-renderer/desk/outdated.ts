import type { CheckReply, RegisterState } from '../../src-shared/contract.ts'
import type { CheckQuestion, OpenCheck } from './desk-state.ts'

/**
 * True where the register is another one than the answer on the screen is of: it was updated, went back to a former state or was found
 * damaged while the answer stood there. Nobody may be served by that answer any more, least of all by a green one.
 */
export function isOutdated(reply: CheckReply | null, register: RegisterState): boolean {
  if (reply === null || reply.verdict.registerVersion === null) return false
  const { registerVersion, asOf } = reply.verdict
  return register.state !== 'ready' || registerVersion !== register.version || asOf !== register.asOf
}

/** The question to ask again. «The same person» was said of what the former register held, and is not carried over to another one. */
export function questionAgain({ question, reply }: OpenCheck, register: RegisterState): CheckQuestion {
  return isOutdated(reply, register) ? { ...question, confirmation: null } : question
}

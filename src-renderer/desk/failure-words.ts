import type { CallFailure } from '../client.ts'
import type { Language } from '../../src-shared/coverage/verdict.ts'
import { describeFailure, type FailureText } from '../../src-shared/failure-texts.ts'
import { stringsOf } from '../ui/strings.ts'

/** What went wrong and what to do next, for a call that was refused or not answered. */
export function describeCallFailure(failure: CallFailure, language: Language): FailureText {
  const strings = stringsOf(language).trouble
  if (failure.code === 'no-answer') return { message: strings.lost.text, nextStep: strings.lost.next }
  if (failure.code === 'bad-reply') return { message: strings.badReply, nextStep: strings.lost.next }
  return describeFailure(failure, language)
}

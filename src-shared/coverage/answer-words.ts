import type { CalendarDate, Instant } from '../calendar.ts'
import { reasonCodes } from './reason-codes.ts'
import type { ReasonCode } from './reason-codes.ts'
import { reasonEntry } from './reasons.ts'
import { showDate, showInstant } from './show-values.ts'
import { fill } from './template.ts'
import type { Language, Outcome } from './verdict.ts'

/** An answer of which only codes are kept, and what is still known of its circumstances. */
export interface RememberedAnswer {
  readonly outcome: Outcome
  /** Reason codes in order; the first decided. */
  readonly reasons: readonly string[]
  /** `outcome/code` of what the rest of the rules said where an earlier step decided; null where nothing was. */
  readonly underlying: string | null
  readonly asOf: Instant | null
  readonly serviceDate: CalendarDate | null
}

/** Why, in one clause, and where data were too old what they said; null where nothing is known. */
export interface AnswerWords {
  readonly text: string
  readonly underlying: string | null
}

/**
 * Words for an answer of the past. Its facts are gone, so a reason whose text needs one of them is told by its title alone; of an answer
 * that is not checked the advice after the colon is left out.
 */
export function answerWords(answer: RememberedAnswer, timeZone: string, limitHours: number, language: Language): AnswerWords {
  const values = (name: string): string | null => {
    if (name === 'asOf') return answer.asOf === null ? null : showInstant(answer.asOf, timeZone, language)
    if (name === 'serviceDate') return answer.serviceDate === null ? null : showDate(answer.serviceDate, language)
    return name === 'limitHours' ? String(limitHours) : null
  }
  const words = (code: string | undefined): string | null => {
    if (code === undefined || !isReasonCode(code)) return null
    const entry = reasonEntry(code)
    const text = fill(entry.text[language], language, values)
    return text.includes('{') ? fill(entry.title[language], language, values) : text
  }
  const text = words(answer.reasons[0]) ?? ''
  return {
    text: answer.outcome === 'not-checked' ? (text.split(':')[0] ?? text) : text,
    underlying: words(answer.underlying?.split('/')[1]),
  }
}

function isReasonCode(code: string): code is ReasonCode {
  return (reasonCodes as readonly string[]).includes(code)
}

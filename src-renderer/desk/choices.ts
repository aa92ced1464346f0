import { documentTypes } from '../../src-shared/identity/document-types.ts'
import { kindHintSchema, type KindHint } from '../../src-shared/intake/item.ts'
import { confirmationSchema, type Confirmation } from '../../src-shared/coverage/facts.ts'
import type { Verdict } from '../../src-shared/coverage/verdict.ts'
import type { DeskQuestion, DeskState } from './desk-state.ts'

/** What a number of no telling shape usually is, most frequent first: they get the digits. */
const frequentKinds: readonly KindHint[] = [
  'document:9',
  'document:11',
  'document:23',
  'document:24',
  'document:13',
  'temporary-certificate',
  'old-policy',
  'uek-card',
  'document:21',
]

const otherKinds: readonly KindHint[] = documentTypes
  .map((type): KindHint => `document:${type.code}`)
  .filter((kind) => !frequentKinds.includes(kind))

/** Stands for "show every kind" and "send it as it is" among the kinds. */
export const everyKindChoice = 'every-kind'
export const asItIsChoice = 'as-it-is'

/** Reasons for «тот же человек», in the order of the contract. */
export const samePersonReasons: readonly Confirmation['reason'][] = confirmationSchema.shape.reason.options

/** The ids of what can be chosen now, in the order of the screen. The first nine answer to 1–9, the tenth to 0. */
export function choicesOf(state: DeskState): readonly string[] {
  if (state.question !== null) return questionChoices(state.question)
  if (state.panel === 'changes') return (state.changes?.answers ?? []).map(({ id }) => id)
  const verdict = state.current?.reply?.verdict
  return verdict === undefined || state.panel !== null ? [] : candidateChoices(verdict)
}

/** What is asked, or shown, now. Compared by identity: a choice or a press counts for this alone, and not for what comes after it. */
export function askedOf({ question, current, changes }: Pick<DeskState, 'question' | 'current' | 'changes'>): unknown {
  return question ?? changes?.answers ?? current?.reply ?? current?.ticket ?? null
}

export function questionChoices(question: DeskQuestion): readonly string[] {
  switch (question.kind) {
    case 'what-is-this':
      return question.everyKind ? [...frequentKinds, asItIsChoice, ...otherKinds] : [...frequentKinds, everyKindChoice, asItIsChoice]
    case 'which-reading':
      return question.candidates.map((_, index) => String(index))
    case 'which-code':
      return question.things.map((_, index) => String(index))
    case 'confirm-item':
      return ['yes', 'no']
    case 'same-person':
      return samePersonReasons
  }
}

/** A candidate that was chosen already is not asked about again. */
export function candidateChoices(verdict: Verdict): readonly string[] {
  return verdict.candidates.map((candidate) => candidate.id)
}

/** The digit key of a place in a list of choices, or null after the tenth. */
export function digitOf(place: number): string | null {
  if (place > 9) return null
  return place === 9 ? '0' : String(place + 1)
}

/** The choice that a digit stands for, or null. */
export function choiceForDigit(choices: readonly string[], digit: string): string | null {
  return choices[digit === '0' ? 9 : Number(digit) - 1] ?? null
}

/** The kind hint named by a choice of «Что это?», or null for the two choices that name none. */
export function kindOfChoice(choice: string): KindHint | null {
  const kind = kindHintSchema.safeParse(choice)
  return kind.success ? kind.data : null
}

/** The reason named by a choice of «тот же человек», or null. */
export function samePersonReason(choice: string): Confirmation['reason'] | null {
  const reason = confirmationSchema.shape.reason.safeParse(choice)
  return reason.success ? reason.data : null
}
